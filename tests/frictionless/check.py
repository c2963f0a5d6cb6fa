"""Another tool's verdict on the corpus: frictionless-py against schemas/tables.

Development only. In an environment of your own:

    python3 -m venv ENV && ENV/bin/pip install frictionless
    ENV/bin/python tests/frictionless/check.py

Writes expected.json beside itself: for each case and file the set of [row, column, class] of its
errors. A test compares our own validator's findings with it. Classes are what both tools can say:
type, required, category, range, key, reference, ragged; column is empty where the tools disagree on
which one is at fault.
"""

import json
import re
from pathlib import Path

from frictionless import Detector, Package, Resource, Schema

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent.parent / "schemas" / "tables"


def schema_of(table, present):
    descriptor = json.loads((SCHEMAS / f"{table}.schema.json").read_text())
    # A table that is not there cannot be referred to; our validator has the same rule for members.
    keys = [key for key in descriptor.get("foreignKeys", []) if key["reference"]["resource"] in present]
    descriptor["foreignKeys"] = keys
    return Schema.from_descriptor(descriptor)


def class_of(error):
    by_type = {
        "type-error": "type",
        "primary-key": "key",
        "foreign-key": "reference",
        "missing-cell": "ragged",
        "extra-cell": "ragged",
    }
    if error.type in by_type:
        return by_type[error.type]
    if error.type == "constraint-error":
        constraint = re.search(r'constraint "(\w+)"', error.note).group(1)
        if constraint == "pattern":
            return "range" if "[0-" in error.note else "category"
        return {"required": "required", "enum": "category", "minimum": "range", "maximum": "range"}[constraint]
    raise SystemExit(f"an error of a class not foreseen: {error.type}: {error.message}")


def verdicts(folder):
    files = sorted(folder.glob("*.csv"))
    present = {file.stem for file in files}
    resources = [
        Resource(
            name=file.stem,
            path=file.name,
            basepath=str(folder),
            schema=schema_of(file.stem, present),
            detector=Detector(schema_sync=True),
        )
        for file in files
    ]
    report = Package(resources=resources, basepath=str(folder)).validate()
    found = {file.name: set() for file in files}
    for task in report.tasks:
        for error in task.errors:
            kind = class_of(error)
            column = error.field_name if kind in ("type", "required", "category", "range") else ""
            found[f"{task.name}.csv"].add((error.row_number, column, kind))
    return {file: sorted(without_empty_keys(errors)) for file, errors in found.items()}


def without_empty_keys(errors):
    """An empty key cell is said once, as required, and not again as a wrong key."""
    lacking = {row for row, _, kind in errors if kind == "required"}
    return [error for error in errors if not (error[2] == "key" and error[0] in lacking)]


if __name__ == "__main__":
    cases = {folder.name: verdicts(folder) for folder in sorted((HERE / "corpus").iterdir())}
    (HERE / "expected.json").write_text(json.dumps(cases, indent=1, sort_keys=True) + "\n")
    errors = sum(len(found) for case in cases.values() for found in case.values())
    print(f"{len(cases)} cases, {errors} errors")
