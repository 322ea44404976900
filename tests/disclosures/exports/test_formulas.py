"""No text that a spreadsheet would calculate is calculated, in any file of any version."""

import csv
import re
import zipfile
from io import BytesIO, StringIO

import pytest

from disclosures.exports.registry import COMPARISON_FORMATS, FORMATS
from disclosures.sheet.redaction import compare
from tests.sheets import answer, item, sheet

FORMULAS = [
    "=1+1",
    '=HYPERLINK("https://example.com/","x")',
    "=cmd|' /C calc'!A0",
    '=WEBSERVICE("https://example.com/")',
    '=IMPORTXML("https://example.com/","//a")',
    '=DDE("cmd";"/C calc";"x")',
    "=-1",
    "==1",
    "= 1",
    "+1",
    "+81-3-1234",
    "+cmd|' /C calc'!A0",
    "-1",
    "-2+3",
    "-cmd|' /C calc'!A0",
    "@SUM(1)",
    "@A1",
    "\t=1+1",
    "　=1+1",
    " =1+1",
    "\n=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(1)",
    "﹦1",
    "'=1+1",
    '"=1+1"',
    ";=1+1",
    ",=1+1",
    "=1+1\n=2+2",
    "{=1+1}",
    "%0A=1+1",
]
BEGINS = re.compile(r"[=+\-@\t\r＝＋－＠]")


def poisoned(formula, version="1.0"):
    return sheet(
        item("1", answer(formula, evidence=formula), category=formula, name=formula),
        item("2", question=formula),
        title=formula,
        company=formula,
        notes=formula,
        contact=formula,
        version=version,
    )


def live_in_workbook(content):
    """Formulas, links and parts that would fetch or run something."""
    with zipfile.ZipFile(BytesIO(content)) as book:
        texts = {name: book.read(name).decode("utf-8", "replace") for name in book.namelist()}
    found = [name for name in texts if re.search("externalLink|vbaProject|connections", name)]
    return found + [name for name, text in texts.items() if re.search("<f[ >]|<hyperlink", text)]


def live_in_text(content):
    """Cells that begin as formulas do."""
    rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    return [cell for row in rows for cell in row if BEGINS.match(cell)]


LIVE = {"xlsx": live_in_workbook, "csv": live_in_text}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("format", [name for name in FORMATS if name in LIVE])
def test_no_file_of_a_version_calculates_it(format, formula):
    assert LIVE[format](FORMATS[format].render(poisoned(formula))) == []


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_comparison_does(formula):
    comparison = compare(poisoned("Before"), poisoned(formula, "2.0"))

    assert live_in_workbook(COMPARISON_FORMATS["xlsx"].render(comparison)) == []


def test_all_formats_are_looked_at():
    """PDF, Markdown and JSON calculate nothing, and no program opens them as a table."""
    assert {*FORMATS, *COMPARISON_FORMATS} - {*LIVE} <= {"pdf", "md", "json"}


def test_what_calculates_is_found():
    assert live_in_text(b"=1+1,x\r\n") == ["=1+1"]
    book = BytesIO()
    with zipfile.ZipFile(book, "w") as file:
        file.writestr("xl/worksheets/sheet1.xml", "<c><f>1+1</f></c>")
    assert live_in_workbook(book.getvalue()) == ["xl/worksheets/sheet1.xml"]
