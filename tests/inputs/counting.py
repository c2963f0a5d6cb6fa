"""Reading and counting for expected.py: Python's own library only, nothing of learnframe."""

import csv
import io
import json
import re
import struct
import zipfile
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).parent
ITEMS = ["q1", "q2", "q3", "q4", "q5", "q6", "q7"]
LABELS = ["strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"]
NOT_ANSWERED = "not answered"


def agree(cell: str, **others: object) -> object:
    """The place of a label, or why there is none; `others` says more labels, blanks written `_`."""
    cell = " ".join(cell.lower().split())
    known = {label: place for place, label in enumerate(LABELS, 1)} | {"": NOT_ANSWERED}
    return (known | {name.replace("_", " "): value for name, value in others.items()})[cell]


def number(cell: str) -> object:
    return int(cell) if cell else NOT_ANSWERED


class Folder:
    """What a folder's files hold, as it is counted."""

    def __init__(self, name: str) -> None:
        self.path = HERE / name
        self.accounts, self.kept, self.findings = [], {}, []

    def rows(self, file: str, encoding: str = "utf-8-sig", delimiter: str = ",", headers: int = 1, above: int = 0):
        """Number of the row as a spreadsheet shows it, and its cells by the first header that has anything."""
        text = (HERE / self.path / file).read_bytes().decode(encoding)
        return by_header(list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), headers, above)

    def add(self, file: str, table: str, fates: list, sheet: str | None = None) -> None:
        """Takes the fates of a file's rows: the canonical row of one that is kept, else `("excluded", reason)`."""
        whys = [fate for fate in fates if isinstance(fate, tuple)]
        count = Counter(fate for fate, _ in whys)
        account = {"file": file, "sheet": sheet, "table": table, "rows": len(fates), "kept": len(fates) - len(whys)}
        account |= {fate: count[fate] for fate in ("excluded", "superseded", "quarantined")}
        account["reasons"] = dict(sorted(Counter(reason for _, reason in whys).items()))
        self.accounts.append(account)
        rows = [row for fate in fates if not isinstance(fate, tuple) for row in (fate if isinstance(fate, list) else [fate])]
        self.kept.setdefault(table, []).extend(rows)

    def warning(self, code: str, file: str, row: int | None, column: str | None, sheet: str | None = None) -> None:
        self.findings.append({"severity": "warning", "code": code, "file": file, "sheet": sheet, "row": row, "column": column})

    def groups(self) -> None:
        with open(HERE / "groups.csv", encoding="utf-8") as file:
            self.add("groups.csv", "groups", [{"group_id": row["group_id"], "name": row["name"]} for row in csv.DictReader(file)])

    def write(self, count_items: bool = True) -> None:
        order = ["groups", "members", "sessions", "attendance", "responses", "attainment"]
        known = {"accounts": sorted(self.accounts, key=lambda account: order.index(account["table"]))}
        known["items"] = self.items() if count_items else []
        known["columns"] = {}
        for table, rows in sorted(self.kept.items()):
            for column in sorted({name for row in rows for name in row} - set(ITEMS) - {"topics"}):
                counts = Counter("" if row.get(column) is None else str(row[column]) for row in rows)
                known["columns"][f"{table}.{column}"] = dict(sorted(counts.items()))
        known["findings"] = sorted(self.findings, key=lambda finding: json.dumps(finding))
        text = json.dumps(known, indent=1, ensure_ascii=False)
        # Objects of few entries on one line: a row each.
        text = re.sub(r"\{[^{}]*\}", lambda found: " ".join(found.group().split()), text)
        (self.path / "expected.json").write_text(text + "\n", encoding="utf-8")

    def items(self) -> list:
        rows, found = self.kept.get("responses", []), []
        waves = sorted({row["wave"] for row in rows})
        for item in ITEMS:
            for wave in waves:
                answers = [row.get(item, "not asked") for row in rows if row["wave"] == wave]
                numbers = [answer for answer in answers if isinstance(answer, int)]
                missing = dict(sorted(Counter(answer for answer in answers if isinstance(answer, str)).items()))
                found.append({"item": item, "wave": wave, "n": len(numbers), "sum": sum(numbers), "missing": missing})
        options = sorted({option for row in rows for option in row.get("topics") or []})
        for option in options:
            for wave in waves:
                answers = [row.get("topics") for row in rows if row["wave"] == wave]
                given = [answer for answer in answers if answer is not None]
                without = len(answers) - len(given)
                missing = {NOT_ANSWERED: without} if without else {}
                chosen = sum(option in answer for answer in given)
                if given:
                    found.append({"item": f"topics/{option}", "wave": wave, "n": len(given), "sum": chosen, "missing": missing})
        return found


def by_header(records: list, headers: int = 1, above: int = 0) -> list:
    """Rows by header: that of the first header row that has anything, with what stands left of it if it is empty."""
    head = records[above : above + headers]
    names = []
    for column in range(max(len(row) for row in head)):
        texts = [row[column] if column < len(row) else "" for row in head]
        names.append(next((text for text in texts if text), ""))
    numbered = enumerate(records[above + headers :], above + headers + 1)
    named = [(row, dict(reversed(list(zip(names, cells)))), cells) for row, cells in numbered if any(cells)]
    return named


def sheets(path: Path) -> dict:
    """The sheets of a workbook that are not hidden, each its rows by number; dates as numbers."""
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    relation = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    with zipfile.ZipFile(path) as book:
        read = lambda name: ElementTree.fromstring(book.read(name))
        strings = []
        if "xl/sharedStrings.xml" in book.namelist():
            strings = ["".join(text.text or "" for text in entry.iter(main + "t")) for entry in read("xl/sharedStrings.xml")]
        targets = {one.get("Id"): one.get("Target").lstrip("/") for one in read("xl/_rels/workbook.xml.rels")}
        found = {}
        for sheet in read("xl/workbook.xml").iter(main + "sheet"):
            if sheet.get("state", "visible") != "visible":
                continue
            target = targets[sheet.get(relation)]
            rows = {}
            for row in read(target if target.startswith("xl/") else "xl/" + target).iter(main + "row"):
                cells = {}
                for cell in row.iter(main + "c"):
                    letters = re.match("[A-Z]+", cell.get("r")).group()
                    value = cell.find(main + "v")
                    text = "" if value is None else value.text or ""
                    kind = cell.get("t")
                    inline = "".join(part.text or "" for part in cell.iter(main + "t"))
                    cells[letters] = strings[int(text)] if kind == "s" else inline if kind == "inlineStr" else text
                rows[int(row.get("r"))] = {letters: text for letters, text in cells.items() if text}
            found[sheet.get("name")] = {row: cells for row, cells in rows.items() if cells}
        return found


def serial_day(text: str) -> str:
    return str(date(1899, 12, 30) + timedelta(days=int(float(text))))


def sav(path: Path) -> list:
    """The cases of an SPSS file that is not compressed, by variable name; None for what is system-missing."""
    data = path.read_bytes()
    assert data[:4] == b"$FL2"
    compression, cases = struct.unpack_from("<i", data, 72)[0], struct.unpack_from("<i", data, 80)[0]
    assert compression == 0, "write it without compression"
    at, variables, names = 176, [], {}
    while True:
        kind = struct.unpack_from("<i", data, at)[0]
        if kind == 2:
            width, has_label, missing = struct.unpack_from("<3i", data, at + 4)
            name = data[at + 24 : at + 32].decode().strip()
            at += 32
            if has_label:
                length = struct.unpack_from("<i", data, at)[0]
                at += 4 + (length + 3) // 4 * 4
            at += abs(missing) * 8
            variables.append((name, width))
        elif kind == 3:
            count = struct.unpack_from("<i", data, at + 4)[0]
            at += 8
            for _ in range(count):
                at += 8 + (data[at + 8] + 1 + 7) // 8 * 8
            assert struct.unpack_from("<i", data, at)[0] == 4
            at += 8 + 4 * struct.unpack_from("<i", data, at + 4)[0]
        elif kind == 7:
            subtype, size, count = struct.unpack_from("<3i", data, at + 4)
            content = data[at + 16 : at + 16 + size * count]
            if subtype == 13:
                names = dict(pair.split("=") for pair in content.decode().split("\t") if pair)
            at += 16 + size * count
        else:
            assert kind == 999
            at += 8
            break
    found = []
    for _ in range(cases):
        case = {}
        for name, width in variables:
            raw, at = data[at : at + 8], at + 8
            if width == 0:
                value = struct.unpack("<d", raw)[0]
                case[names.get(name, name)] = None if value == -struct.unpack("<d", b"\xff" * 6 + b"\xef\x7f")[0] else value
            elif width > 0:
                case[names.get(name, name)] = raw.decode().rstrip()
        found.append(case)
    return found
