#!/usr/bin/env python3
"""Counts every indicator of the framework from its definition, without the program.

    python3 tests/indicators/by_hand.py            writes expected.csv beside this file
    python3 tests/indicators/by_hand.py --check    fails if expected.csv is not what would be written
    python3 tests/indicators/by_hand.py --all      prints the same for every unit

A value has twelve digits; where there is none, the word says why. Rows for tables that an evaluation
does not have are left out of the file.
"""

import sys
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE))
sys.dont_write_bytecode = True

from hand.codes import all_codes  # noqa: E402
from hand.evaluation import LEVELS, Evaluation  # noqa: E402
from hand.ways import Absent  # noqa: E402

FRAMEWORK = ROOT / "schemas/framework/too_busy_to_learn.toml"
EXPECTED = HERE / "expected.csv"
EVALUATIONS = {"pilot": ROOT / "sample_data/pilot", "second": HERE / "second"}
# An ordinary group, two with a planted story, one with a return missing, one whose pupils gained.
SAMPLE = {
    "pilot": [
        "group:LLG-001", "group:LLG-006", "group:LLG-010", "group:LLG-012", "group:LLG-018", "network:NET-07",
        "lea:1003", "programme:programme",
    ],
    "second": ["group:G-1", "group:G-2", "group:G-3", "lea:20", "programme:programme"],
}
# Disclosure control comes after all counting: what it withholds is counted from the release.
OF_THE_RELEASE = {"DQ-09"}


def indicators(framework):
    """Each code and part with its level and bands, in the framework's order."""
    found, whose = {}, {}
    for given in framework["indicator"]:
        code, level = given["code"], given.get("level", "group")
        whose[code] = (level, given.get("bands", {}))
        for part in given.get("part", []):
            whose[f"{code}.{part['key']}"] = (part.get("level", level), part.get("bands", {}))
    found |= whose
    return found


class Counting:
    """The codes of a framework counted over one evaluation."""

    def __init__(self, folder, framework):
        self.evaluation = Evaluation(folder, framework)
        self.indicators = indicators(framework)
        bands = {code: bands for code, (_, bands) in self.indicators.items()}
        self.ways = all_codes(self.value, bands)
        self.done = {}

    def value(self, code, evaluation, unit, wave):
        """One value, counted once."""
        key = (code, unit.level, unit.id, wave.id)
        if key not in self.done:
            try:
                if LEVELS.index(unit.level) < LEVELS.index(self.indicators[code][0]):
                    raise Absent("not_at_this_level")
                self.done[key] = self.ways[code](evaluation, unit, wave)
            except Absent as absent:
                self.done[key] = str(absent)
        if isinstance(self.done[key], str):
            raise Absent(self.done[key])
        return self.done[key]

    def lines(self, name, sample):
        """Rows of the table for some units, or for all."""
        for code in self.indicators:
            for unit in self.evaluation.units:
                if sample is not None and f"{unit.level}:{unit.id}" not in sample:
                    continue
                for wave in self.evaluation.waves:
                    told = self.told(code, unit, wave)
                    if sample is None or told != "not_collected":
                        yield f"{name},{code},{unit.level}:{unit.id},{wave.id},{told}"

    def told(self, code, unit, wave):
        """A value in twelve digits, or the word for why there is none."""
        if code in OF_THE_RELEASE:
            return "of_the_release"
        try:
            return f"{self.value(code, self.evaluation, unit, wave):.12g}"
        except Absent as absent:
            return str(absent)


def table(everything):
    """The whole table as text."""
    with open(FRAMEWORK, "rb") as file:
        framework = tomllib.load(file)
    lines = ["evaluation,code,unit,wave,value"]
    for name, folder in EVALUATIONS.items():
        lines += Counting(folder, framework).lines(name, None if everything else SAMPLE[name])
    return "\n".join(lines) + "\n"


def main(arguments):
    """Writes, checks or prints the table."""
    if arguments == ["--all"]:
        sys.stdout.write(table(everything=True))
        return 0
    wanted = table(everything=False)
    if arguments == ["--check"]:
        return 0 if EXPECTED.read_text(encoding="utf-8") == wanted else "expected.csv is old: run by_hand.py"
    EXPECTED.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
