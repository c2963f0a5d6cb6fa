"""Makes the workbooks of this folder as the programs write them that people use.

    python -m venv venv && venv/bin/pip install openpyxl==3.1.5 xlwt==1.3.0 odfpy==1.4.1 msoffcrypto-tool==6.1.0
    venv/bin/python tests/inputs/workbook/make.py

The files differ from run to run in the times they carry, not in their cells.
"""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path

import odf.opendocument
import odf.style
import odf.table
import odf.text
import openpyxl
import xlwt
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart, Reference
from openpyxl.utils.datetime import CALENDAR_MAC_1904

HERE = Path(__file__).parent


def modern():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Responses"
    sheet.append(["Respondent ID", "Start", "Day", "Time", "Spent", "Score", "Consent", "Comment"])
    sheet.append([118123456789, datetime(2020, 6, 14, 16, 31, 7), date(2020, 6, 14), time(9, 30), timedelta(hours=36),
                  0.1, True, "two\nlines"])
    sheet.append([118123456790, None, None, None, None, None, False, "caf\u00e9 & \u201cco\u201d <b>"])
    sheet["E2"].number_format = "[h]:mm:ss"
    sheet["A2"].number_format = "0.00E+00"
    sheet["F5"] = "#N/A"
    sheet["G5"] = "=1/0"
    sheet["H5"] = CellRichText("plain ", TextBlock(InlineFont(b=True), "bold"))
    for row in range(6, 60):
        sheet.cell(row, 4).number_format = "yyyy-mm-dd"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=6, min_row=1, max_row=3), titles_from_data=True)
    book.create_chartsheet("Chart").add_chart(chart)
    hidden = book.create_sheet("Codes")
    hidden.sheet_state = "hidden"
    hidden["C4"] = "far from the corner"
    very = book.create_sheet("Lists")
    very.sheet_state = "veryHidden"
    very["A1"] = "yes"
    merged = book.create_sheet("Merged")
    merged["A1"], merged["A2"], merged["B2"], merged["E2"] = "Spring return", "Group", "Attendance", "Notes"
    merged["B3"], merged["C3"], merged["D3"] = "Week 1", "Week 2", "Week 3"
    merged.append(["g1", 1, 2, 3, "none"])
    for cells in ("A1:E1", "B2:D2", "A2:A3", "E2:E3"):
        merged.merge_cells(cells)
    merged["A14"] = "a note"
    merged.merge_cells("A14:C14")
    book.create_sheet("Empty")
    book.save(HERE / "modern.xlsx")


def mac():
    book = openpyxl.Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.append(["Day", date(2004, 7, 31)])
    book.save(HERE / "mac1904.xlsx")
    plain = BytesIO()
    book.save(plain)
    with open(HERE / "password.xlsx", "wb") as locked:
        OOXMLFile(plain).encrypt("secret", locked)


def old(name, since_1904):
    book = xlwt.Workbook()
    book.dates_1904 = since_1904
    day, moment = xlwt.easyxf(num_format_str="DD/MM/YYYY"), xlwt.easyxf(num_format_str="DD/MM/YYYY HH:MM")
    sheet = book.add_sheet("Register")
    for row, cells in enumerate([["Pupil", "Day", "Present", "Mark"], ["caf\u00e9", None, True, 2.5]], start=2):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                sheet.write(row, column, cell)
    sheet.write(3, 2, date(2004, 7, 31), day)
    sheet.write(4, 2, datetime(2004, 7, 31, 9, 30), moment)
    sheet.write(4, 1, 118123456789)
    sheet.row(4).set_cell_error(3, "#N/A!")
    sheet.write(5, 1, xlwt.Formula("SUM(E4:E4)"))
    sheet.write(300, 1, "long after")
    hidden = book.add_sheet("Codes")
    hidden.visibility = 1
    hidden.write(0, 0, "yes")
    book.save(HERE / name)


def open_document():
    book = odf.opendocument.OpenDocumentSpreadsheet()
    away = odf.style.Style(name="away", family="table")
    away.addElement(odf.style.TableProperties(display="false"))
    book.automaticstyles.addElement(away)
    sheet = odf.table.Table(name="Return & notes")
    book.spreadsheet.addElement(sheet)

    def row(cells, **attributes):
        line = odf.table.TableRow(**attributes)
        for cell in cells:
            line.addElement(cell)
        sheet.addElement(line)

    def text(*lines, **attributes):
        cell = odf.table.TableCell(valuetype="string", **attributes)
        for line in lines:
            cell.addElement(odf.text.P(text=line))
        return cell

    def empty(**attributes):
        return odf.table.TableCell(**attributes)

    row([text("Group"), text("Day", numbercolumnsspanned=2, numberrowsspanned=1), odf.table.CoveredTableCell(),
         text("Share"), text("Open"), text("Hours")])
    row([text("g1", "first year"), odf.table.TableCell(valuetype="date", datevalue="2004-07-31"),
         odf.table.TableCell(valuetype="date", datevalue="2004-07-31T09:30:00"),
         odf.table.TableCell(valuetype="percentage", value="0.5"),
         odf.table.TableCell(valuetype="boolean", booleanvalue="true"),
         odf.table.TableCell(valuetype="time", timevalue="PT09H30M00S")])
    row([empty(numbercolumnsrepeated=16384)], numberrowsrepeated=3)
    row([odf.table.TableCell(valuetype="float", value="118123456789", numbercolumnsrepeated=2),
         empty(numbercolumnsrepeated=2), odf.table.TableCell(formula="of:=[.A1]+1"),
         empty(numbercolumnsrepeated=16379)], numberrowsrepeated=2)
    row([empty(numbercolumnsrepeated=16384)], numberrowsrepeated=1048569)
    hidden = odf.table.Table(name="Codes", stylename=away)
    hidden.addElement(odf.table.TableRow())
    book.spreadsheet.addElement(hidden)
    book.save(HERE / "open.ods")


modern()
mac()
old("old.xls", False)
old("old1904.xls", True)
open_document()
