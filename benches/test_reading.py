"""What the benchmark of reading writes and concludes: python3 -m unittest discover benches"""

import sys
import tempfile
import unittest
from pathlib import Path

import reading


class Benchmark(unittest.TestCase):
    def test_rows_written_again_have_ids_of_their_own(self):
        once = ["S1,M1,present\n", ",M2,\"a, b\"\n"]
        self.assertEqual(list(reading.renumbered(once, 3)), ["S1-3,M1,present\n", "1-3,M2,\"a, b\"\n"])

    def test_files_grow_together_to_the_size_asked_for(self):
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / name for name in ("a.csv", "b.csv")]
            for path in files:
                path.write_text("id,x\nA,1\nB,2\n", encoding="utf-8")
            reading.write_again(files, 130)
            written = [path.read_text(encoding="utf-8").splitlines() for path in files]
        self.assertEqual(written[0], written[1])
        self.assertEqual(written[0][:3], ["id,x", "A-0,1", "B-0,2"])
        self.assertEqual(len(written[0]), len(set(written[0])))
        self.assertEqual(len(written[0]), 1 + 2 * 5)

    def test_a_program_is_stopped_once_it_has_told_the_last_stage(self):
        says = "import sys, time; sys.stderr.write('read\\t2.0\\ntally\\t0.5\\n'); sys.stderr.flush(); time.sleep(60)"
        run = reading.timed([sys.executable, "-c", says], last="tally")
        self.assertEqual(run["stages"], {"read": 2.0, "tally": 0.5})
        self.assertLess(run["seconds"], 30)

    def test_a_program_that_fails_ends_the_benchmark(self):
        with self.assertRaises(SystemExit):
            reading.timed([sys.executable, "-c", "raise SystemExit(3)"], last="tally")

    def test_ratios_are_of_medians(self):
        own = [{"seconds": 9, "peak_mib": 700, "stages": {"read": read, "tally": 2.0}} for read in (3.0, 4.0, 50.0)]
        peer = [{"seconds": seconds, "peak_mib": 90, "stages": {}} for seconds in (7.0, 8.0, 9.0)]
        result = reading.summary({"learnframe": own, "polars": peer}, 100e6)
        self.assertEqual(result["read_over"], {"tally": 2.0, "polars": 0.5})
        self.assertEqual(result["megabytes_per_second"], {"read": 25.0, "polars": 12.5})
        self.assertIn("| learnframe: tally | 2.00 |  | 2.00 | 700 |", reading.lines(result))
        self.assertIn("| polars: plain read | 8.00 | 12 | 0.50 | 90 |", reading.lines(result))

    def test_a_contestant_that_is_not_installed_is_noticed(self):
        self.assertTrue(reading.has(sys.executable, "json"))
        self.assertFalse(reading.has(sys.executable, "no_such_module_anywhere"))


if __name__ == "__main__":
    unittest.main()
