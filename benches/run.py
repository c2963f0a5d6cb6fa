#!/usr/bin/env python3
"""Times `learnframe run` on simulated programmes and says how each stage grows with its input.

    python3 benches/run.py [--groups 50,500,2000] [--repeats 3] [--threads N] [--least N] [--binary PATH]
                           [--json FILE]

Without --binary it builds the release binary first. Every size is simulated once (seed 1) and run
`repeats` times in a folder that is removed afterwards. Printed per size: rows and bytes read, the
median seconds of each stage (the program prints them under LEARNFRAME_TIMINGS=1 as
`stage<TAB>seconds`), pages per second of the stage that makes them, and the peak resident memory of
the program alone. Then, per stage, by how much it grew from one size to the next beside by how
much its input grew: a stage above its input by more than a quarter is marked, once it takes long
enough for that to mean something.

How fast pages are made, each with all of its charts, on two cores, and whether that is fast enough:

    python3 benches/run.py --groups 200 --threads 2 --least 150

Nine pages of ten are groups' there, and the others are larger, so groups' pages alone are faster yet.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOO_SHORT = 0.05  # seconds: below this a stage is mostly start-up and noise
TOLERANCE = 1.25  # growth of a stage over growth of its input that is still called the same


def stages(stderr):
    """Seconds per stage, in order, from what the program said; other lines are findings."""
    found = {}
    for line in stderr.splitlines():
        stage, tab, seconds = line.partition("\t")
        if not tab or not stage.isidentifier():
            continue
        try:
            found[stage] = found.get(stage, 0.0) + float(seconds)
        except ValueError:
            continue
    return found


def size_of_input(manifest, private):
    """Rows and bytes that a run read, from its manifest: rows of files about people are told to the nearest few, or
    not at all, and their bytes only in what is private, which `private` holds."""
    inputs = manifest["inputs"]
    told = [account["rows"] for entry in inputs for account in entry.get("rows", [])]
    rows = sum(number.get("about", 0) if isinstance(number, dict) else number or 0 for number in told)
    sizes = {entry["path"]: entry["bytes"] for entry in private["inputs"]}
    return rows, sum(entry.get("bytes", sizes.get(entry.get("path"), 0)) for entry in inputs)


def growth(smaller, larger):
    """Per stage: by how much it grew, and whether that is more than its input grew. None where it is
    too short to tell."""
    grew = {"input": larger["rows"] / smaller["rows"]}
    marked = []
    for stage, seconds in larger["stages"].items():
        before = smaller["stages"].get(stage, 0.0)
        if before < TOO_SHORT:
            grew[stage] = None
            continue
        grew[stage] = seconds / before
        if grew[stage] > TOLERANCE * grew["input"]:
            marked.append(stage)
    return grew, marked


def pages_per_second(result):
    """How fast the stage that makes the pages was; none where it took no time."""
    seconds = result["stages"].get("pages")
    return result["pages"] / seconds if seconds else None


def too_slow(results, least):
    """What is wrong where fewer pages a second were made than asked for, of any size."""
    rates = [(result["groups"], pages_per_second(result)) for result in results]
    return [f"{groups} groups: {'no pages' if rate is None else f'{rate:.0f} pages'} a second, not {least}"
            for groups, rate in rates if rate is None or rate < least]


def timed_run(binary, data, out, threads=None):
    """One run: seconds on the clock, peak memory in MiB, seconds per stage."""
    environment = dict(os.environ, LEARNFRAME_TIMINGS="1")
    if threads is not None:
        environment.update(RAYON_NUM_THREADS=str(threads), POLARS_MAX_THREADS=str(threads))
    started = time.perf_counter()
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        child = subprocess.Popen([binary, "run", data, "-o", out], stdout=subprocess.DEVNULL,
                                 stdin=subprocess.DEVNULL, stderr=said, env=environment)
        # wait4 gives this child's own peak; the total of all children would keep an earlier one's.
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        seconds = time.perf_counter() - started
        said.seek(0)
        stderr = said.read()
    if child.returncode != 0:
        sys.exit(f"the run failed with exit code {child.returncode}:\n{stderr[-2000:]}")
    found = stages(stderr)
    if not found:
        sys.exit("the program printed no timings")
    return seconds, usage.ru_maxrss / 1024, found


def measure(binary, groups, repeats, folder, threads=None):
    """Simulates a programme of so many groups and runs it."""
    data, out = folder / "data", folder / "evaluation"
    subprocess.run([binary, "simulate", data, "--groups", str(groups), "--seed", "1"], check=True,
                   stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    runs = [timed_run(binary, data, out, threads) for _ in range(repeats)]
    told = [json.loads((out / name).read_text(encoding="utf-8")) for name in ["manifest.json", "private/inputs.json"]]
    rows, size = size_of_input(*told)
    names = list(runs[0][2])
    return {
        "groups": groups,
        "rows": rows,
        "input_mb": size / 1e6,
        "output_mb": sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6,
        "pages": sum(1 for _ in out.rglob("*.html")),
        "seconds": statistics.median(run[0] for run in runs),
        "peak_mib": max(run[1] for run in runs),
        "stages": {name: statistics.median(run[2].get(name, 0.0) for run in runs) for name in names},
    }


def table(results):
    """The figures as a Markdown table, one row a size."""
    names = list(results[0]["stages"])
    head = ["groups", "rows", "read MB", "written MB", "pages", *[f"{name} s" for name in names], "all s", "pages/s",
            "peak MiB"]
    lines = ["| " + " | ".join(head) + " |", "|" + " ---: |" * len(head)]
    for result in results:
        rate = pages_per_second(result)
        rate = "-" if rate is None else f"{rate:.0f}"
        cells = [f"{result['groups']}", f"{result['rows']}", f"{result['input_mb']:.1f}", f"{result['output_mb']:.1f}",
                 f"{result['pages']}", *[f"{result['stages'].get(name, 0.0):.3f}" for name in names],
                 f"{result['seconds']:.2f}", rate, f"{result['peak_mib']:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def growth_lines(results):
    """How each stage grew from each size to the next, in words, and the stages that outgrew it."""
    lines, outgrew = [], []
    for smaller, larger in zip(results, results[1:]):
        grew, marked = growth(smaller, larger)
        told = [f"{name} {'too short to tell' if value is None else f'x {value:.1f}'}" for name, value in grew.items()]
        lines.append(f"{smaller['groups']} to {larger['groups']} groups: {', '.join(told)}")
        memory = larger["peak_mib"] / smaller["peak_mib"]
        lines.append(f"  memory x {memory:.1f}")
        if marked:
            lines.append(f"  faster than the input: {', '.join(marked)}")
        outgrew.extend(marked)
    return lines, outgrew


def main():
    """Measures every size asked for and prints what came out."""
    parser = argparse.ArgumentParser(description="Times learnframe on simulated programmes.")
    parser.add_argument("--groups", default="50,500,2000", help="sizes, smallest first")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each size")
    parser.add_argument("--threads", type=int, help="cores to use; all if absent")
    parser.add_argument("--least", type=float, help="pages a second below which the measurement fails")
    parser.add_argument("--binary", help="the program to time; built if absent")
    parser.add_argument("--json", help="file to write the figures to as well")
    arguments = parser.parse_args()
    sizes = sorted(int(size) for size in arguments.groups.split(","))
    binary = arguments.binary
    if binary is None:
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
        target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
        binary = str(target / "release" / "learnframe")
    results = []
    for groups in sizes:
        folder = Path(tempfile.mkdtemp(prefix="learnframe-bench-"))
        try:
            results.append(measure(os.path.abspath(binary), groups, arguments.repeats, folder, arguments.threads))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        print(f"{groups} groups done", file=sys.stderr)
    lines, outgrew = growth_lines(results)
    print(table(results), *[""] * bool(lines), *lines, sep="\n")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(results, indent=2) + "\n", encoding="utf-8")
    slow = [] if arguments.least is None else too_slow(results, arguments.least)
    print(*slow, sep="\n", end="\n" * bool(slow))
    sys.exit(1 if outgrew or slow else 0)


if __name__ == "__main__":
    main()
