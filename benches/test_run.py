"""What the benchmark reads and concludes, on made figures: python3 -m unittest discover benches"""

import unittest

import run


def result(rows, **stages):
    return {"groups": rows // 10, "rows": rows, "input_mb": 1.0, "output_mb": 2.0, "pages": 30, "seconds": 3.0,
            "peak_mib": 100.0, "stages": stages}


class Benchmark(unittest.TestCase):
    def test_timings_are_told_from_findings(self):
        said = "warning[unknown-group]: no such group\n  --> a.csv, row 2\nread\t0.271\ntwo words\t3\nnote\tlater\npages\t0.9\n"
        self.assertEqual(run.stages(said), {"read": 0.271, "pages": 0.9})

    def test_a_stage_that_is_called_twice_counts_twice(self):
        self.assertEqual(run.stages("read\t1.0\nread\t0.5\n"), {"read": 1.5})

    def test_the_input_is_what_the_manifest_counts(self):
        manifest = {"inputs": [{"bytes": 10}, {"bytes": 90, "rows": [{"rows": 7}, {"rows": 5}]}]}
        self.assertEqual(run.size_of_input(manifest, {"inputs": []}), (12, 100))
        people = {"inputs": [{"path": "a.csv", "rows": [{"rows": None}, {"rows": {"about": 40, "step": 5}},
                                                        {"rows": {"fewer_than": 5}}]}]}
        private = {"inputs": [{"path": "a.csv", "bytes": 10}]}
        self.assertEqual(run.size_of_input(people, private), (40, 10))

    def test_only_a_stage_that_outgrows_its_input_is_marked(self):
        small = result(1000, read=0.1, tally=0.1, release=0.01)
        large = result(10000, read=1.2, tally=1.3, release=9.0)
        grew, marked = run.growth(small, large)
        self.assertEqual(grew["input"], 10)
        self.assertAlmostEqual(grew["read"], 12)
        self.assertIsNone(grew["release"], "too short at first to tell")
        self.assertEqual(marked, ["tally"])

    def test_the_table_has_a_column_a_stage_and_pages_per_second(self):
        head, _, row = run.table([result(1000, read=0.1, pages=0.5)]).splitlines()
        self.assertIn("| read s | pages s |", head)
        self.assertIn("| 0.100 | 0.500 | 3.00 | 60 | 100 |", row)
        self.assertEqual(head.count("|"), row.count("|"))

    def test_too_few_pages_a_second_are_told_of_the_size(self):
        fast, slow, none = result(1000, pages=0.1), result(2000, pages=0.5), result(3000)
        self.assertEqual(run.too_slow([fast], 150), [])
        self.assertEqual(run.too_slow([fast, slow, none], 150),
                         ["200 groups: 60 pages a second, not 150", "300 groups: no pages a second, not 150"])

    def test_growth_is_told_between_neighbouring_sizes(self):
        lines, outgrew = run.growth_lines([result(100, read=0.1), result(200, read=0.9)])
        self.assertEqual(outgrew, ["read"])
        self.assertEqual(lines[0], "10 to 20 groups: input x 2.0, read x 9.0")


if __name__ == "__main__":
    unittest.main()
