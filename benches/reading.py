#!/usr/bin/env python3
"""Times the reading and checking of canonical CSV beside the tally, and beside DuckDB's and polars' plain read.

    python3 benches/reading.py [--megabytes 1000] [--groups 200] [--repeats 3] [--binary PATH]
                               [--python PATH] [--data FOLDER] [--json FILE]

Without --binary it builds the release binary first. A programme of `--groups` groups is simulated
(seed 1). Its returns, sessions, attendance and results are then written again and again, with ids of
their own, until the files hold `--megabytes`: as many rows as a national programme has, each of which
passes the checks that the simulated ones pass. The folder is removed afterwards; with --data it is kept
there, and used again if it is there.

The contestants take turns, so that a busy minute of the machine hits each of them. learnframe runs until
it has counted and is then stopped; it says itself how long it read and how long it counted. A plain read
is what a user would write: DuckDB takes the largest value of every column of every file, which makes it
look at each cell; polars reads every file into a frame of text. Neither checks anything. They come from
PyPI (`pip install duckdb polars`); --python names another Python that has them. What is missing is said
and left out.
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

from run import ROOT, stages

# The stage after which the program is stopped.
LAST = "tally"
# What is written again, and its share of the whole.
SHARES = {"survey/*.csv": 0.6, "registers/*-20*.csv": 0.25, "impact/*.csv": 0.15}
PEERS = {
    "duckdb": "import duckdb, sys\n"
              "for path in sys.argv[1:]:\n"
              "    duckdb.sql(f\"SELECT count(*), max(COLUMNS(*)) FROM read_csv('{path}')\").fetchall()\n",
    "polars": "import polars, sys\n"
              "for path in sys.argv[1:]:\n"
              "    polars.read_csv(path, infer_schema=False)\n",
}


def renumbered(lines, copy):
    """Rows with an id of their own in the first column; empty ones, of people without a key, get one."""
    for number, line in enumerate(lines):
        first, comma, rest = line.partition(",")
        yield f"{first or number}-{copy}{comma}{rest}"


def write_again(files, size):
    """Makes some files hold `size` bytes together, by writing their rows again with other ids."""
    parts = []
    for path in files:
        header, *rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        parts.append((path, header, rows))
    once = sum(len(row) for _, _, rows in parts for row in renumbered(rows, 99))
    copies = max(1, round(size / max(once, 1)))
    for path, header, rows in parts:
        with path.open("w", encoding="utf-8", newline="") as out:
            out.write(header)
            for copy in range(copies):
                out.writelines(renumbered(rows, copy))


def make(binary, groups, megabytes, data):
    """A programme whose files hold so many megabytes."""
    subprocess.run([binary, "simulate", data, "--groups", str(groups), "--seed", "1"], check=True,
                   stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    for pattern, share in SHARES.items():
        write_again(sorted(data.glob(pattern)), share * megabytes * 1e6)


def timed(command, environment=None, last=None):
    """Seconds, peak memory in MiB, and seconds per stage. Stopped once it has told the stage `last`."""
    started = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
                             text=True, env=environment)
    said = []
    for line in child.stderr:
        said.append(line)
        if last is not None and last in stages(line):
            child.kill()
            break
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    child.stderr.close()
    found = stages("".join(said))
    if child.returncode != 0 and (last is None or last not in found):
        sys.exit(f"{command[0]} failed with exit code {child.returncode}:\n{''.join(said)[-2000:]}")
    return {"seconds": seconds, "peak_mib": usage.ru_maxrss / 1024, "stages": found}


def has(python, module):
    """Whether a Python has a module."""
    return subprocess.run([python, "-c", f"import {module}"], stderr=subprocess.DEVNULL, check=False).returncode == 0


def measure(binary, python, data, repeats):
    """Every contestant's runs, in turns."""
    peers = [name for name in PEERS if has(python, name)]
    for name in PEERS:
        if name not in peers:
            print(f"{name} is not installed for {python} and is left out: pip install {name}", file=sys.stderr)
    files = [str(path) for path in sorted(data.rglob("*.csv"))]
    own = dict(os.environ, LEARNFRAME_TIMINGS="1")
    runs = {name: [] for name in ["learnframe", *peers]}
    for _ in range(repeats):
        with tempfile.TemporaryDirectory(prefix="learnframe-bench-") as out:
            command = [binary, "run", str(data), "-o", str(Path(out) / "evaluation")]
            runs["learnframe"].append(timed(command, own, LAST))
        for name in peers:
            runs[name].append(timed([python, "-c", PEERS[name], *files]))
    return runs


def summary(runs, size):
    """Medians of the runs and what reading takes as a multiple of everything else."""
    def middle(values):
        return statistics.median(list(values))
    told = {stage: middle(run["stages"][stage] for run in runs["learnframe"]) for stage in ("read", LAST)}
    peers = {name: middle(run["seconds"] for run in runs[name]) for name in runs if name != "learnframe"}
    return {
        "megabytes": size / 1e6,
        "seconds": told | peers,
        "megabytes_per_second": {name: size / 1e6 / seconds for name, seconds in ({"read": told["read"]} | peers).items()},
        "read_over": {name: told["read"] / seconds for name, seconds in ({LAST: told[LAST]} | peers).items()},
        "peak_mib": {name: max(run["peak_mib"] for run in runs[name]) for name in runs},
    }


def lines(result):
    """The figures as a Markdown table."""
    names = {"read": "learnframe: read and check", LAST: "learnframe: tally"}
    rows = [f"{result['megabytes']:.0f} MB", "", "| | s | MB/s | reading takes, times | peak MiB |",
            "| --- | ---: | ---: | ---: | ---: |"]
    for name, seconds in result["seconds"].items():
        rate, over = result["megabytes_per_second"].get(name), result["read_over"].get(name)
        peak = result["peak_mib"].get("learnframe" if name == LAST else name)
        cells = [names.get(name, f"{name}: plain read"), f"{seconds:.2f}", "" if rate is None else f"{rate:.0f}",
                 "" if over is None else f"{over:.2f}", "" if peak is None else f"{peak:.0f}"]
        rows.append("| " + " | ".join(cells) + " |")
    return rows


def main():
    """Makes the files, lets everybody read them, prints what came out."""
    parser = argparse.ArgumentParser(description="Times the reading of canonical CSV.")
    parser.add_argument("--megabytes", type=float, default=1000, help="size of the files together")
    parser.add_argument("--groups", type=int, default=200, help="groups of the programme")
    parser.add_argument("--repeats", type=int, default=3, help="runs of each contestant")
    parser.add_argument("--binary", help="the program to time; built if absent")
    parser.add_argument("--python", default=sys.executable, help="a Python that has duckdb and polars")
    parser.add_argument("--data", help="folder to keep the files in; used again if it is there")
    parser.add_argument("--json", help="file to write the figures to as well")
    arguments = parser.parse_args()
    binary = arguments.binary
    if binary is None:
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
        binary = str(Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "learnframe")
    folder = Path(tempfile.mkdtemp(prefix="learnframe-bench-"))
    try:
        data = Path(arguments.data or folder / "data")
        if not data.exists():
            make(os.path.abspath(binary), arguments.groups, arguments.megabytes, data)
        runs = measure(os.path.abspath(binary), arguments.python, data, arguments.repeats)
        result = summary(runs, sum(path.stat().st_size for path in data.rglob("*.csv")))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(*lines(result), sep="\n")
    if arguments.json:
        Path(arguments.json).write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
