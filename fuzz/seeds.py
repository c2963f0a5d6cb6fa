"""Makes the first inputs of every fuzz target from the fixtures of the tests: python3 fuzz/seeds.py.

The first bytes of an input choose how the rest is read; see assertions.rs.
"""

import pathlib
import struct
import zipfile

HERE = pathlib.Path(__file__).parent
INPUTS = HERE.parent / "tests" / "inputs"

SHEET = """<worksheet><dimension ref="A1:D3"/><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="str"><v>group</v></c></row>
<row r="2"><c r="A2"><v>1</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2"><f>A2+1</f></c></row>
<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>
</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells></worksheet>"""
STRINGS = """<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "b">]><sst count="2" uniqueCount="2"><si><t>id</t></si>
<si><r><t xml:space="preserve"> a &amp; &a;</t></r></si></sst>"""
STYLES = """<styleSheet><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>
<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>"""
OPEN = """<office:document-content><office:body><office:spreadsheet><table:table table:name="S"><table:table-row
 table:number-rows-repeated="3"><table:table-cell office:value-type="float" office:value="1"
 table:number-columns-repeated="4"><text:p>1<text:s text:c="3"/></text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document-content>"""
TABLE = "id,group,wave,q1,topic_a,mean,n,finished,status\nR1,G1,1,4,1,\"1,5\",30,1,\nR2,G2,1,Often,0,,,0,test\n"
REGISTER = "[register]\nkeep = [\"id\"]\nsessions = [\"q*\"]\n"
WAVES = "[wave]\nprefixes = { \"topic_\" = \"w1\" }\n"


def put(target, name, *parts):
    folder = HERE / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(b"".join(part.encode() if isinstance(part, str) else part for part in parts))


def record(kind, body=b""):
    return struct.pack("<HH", kind, len(body)) + body


def old_workbook():
    """The stream of a workbook of one sheet with a number and a formula."""
    def stream(start):
        name = b"\x01\x00S"
        book = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 1997, 0, 6))
        book += record(0x85, struct.pack("<IBB", start, 0, 0) + name) + record(0x0A)
        return book
    start = len(stream(0))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 16, 0, 1997, 0, 6))
    sheet += record(0x203, struct.pack("<HHHd", 0, 0, 0, 1.5)) + record(0x0A)
    return stream(start) + sheet


def main():
    texts = [path for folder in ("text", "meetings", "registers") for path in sorted((INPUTS / folder).iterdir())]
    for path in texts:
        if path.suffix in (".csv", ".xls"):
            put("decoder", path.name, b"\0", path.read_bytes())
            put("csv_walk", path.name, b"\0", path.read_bytes())
    for at, example in enumerate(["a\n\"x\n1,2,3\n", "a;b\n\"1;\"\"2\";3\r\n\r\n4\"5;6", "sep=;\na;b\n", "\"a\" b,c\r1,\"2"]):
        put("csv_walk", f"example_{at}", bytes([at % 2]), example)
    full = (HERE / "every_feature.toml").read_text()
    for name, written in [("every_feature", full), ("register", REGISTER), ("waves", WAVES), ("none", "")]:
        put("mapping", name, written, "\n---\n", TABLE)
    put("mapping", "meeting", "meeting_report = true\n---\n", (INPUTS / "meetings" / "teams_2021_report_en.csv").read_bytes())
    for path in sorted((HERE.parent / "tests" / "real_shapes").glob("**/evaluation.toml")):
        put("mapping", f"plan_{path.parent.name}", path.read_bytes())
    for folder in ("spss", "workbook"):
        for path in sorted((INPUTS / folder).iterdir()):
            if path.suffix != ".py":
                put("workbook_guard", path.name, b"\0", path.read_bytes())
    for path in sorted((INPUTS / "workbook").glob("*.xlsx")):
        if zipfile.is_zipfile(path):
            sheet = zipfile.ZipFile(path).read("xl/worksheets/sheet1.xml")
            put("workbook_guard", f"sheet_of_{path.name}", b"\5", sheet)
    made = [(4, TABLE), (5, SHEET), (6, STRINGS), (6, STYLES), (7, OPEN), (8, old_workbook())]
    for at, (kind, content) in enumerate(made):
        put("workbook_guard", f"made_{at}", bytes([kind]), content)


main()
