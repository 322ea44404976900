"""The PDF as a document: named, tagged, with bookmarks, the same bytes each time."""

import contextlib
import re
import zlib
from xml.etree import ElementTree

import pytest

from disclosures.exports import sheet_pdf
from disclosures.sheet.document import SheetSection
from tests.sheets import answer, item, sheet

from .pdf_programs import LONG, lacks, run


def facts(read, made):
    """What pdfinfo says, by its own names."""
    lines = read(made, "pdfinfo", "-isodates").splitlines()
    return {name: value.strip() for name, _, value in (line.partition(":") for line in lines)}


def streams(content):
    """The packed parts of the file."""
    for packed in re.findall(rb"stream\n(.*?)\nendstream", content, re.DOTALL):
        with contextlib.suppress(zlib.error):
            yield zlib.decompress(packed)


def test_it_is_named_and_tagged(read):
    made = sheet(item("1", answer("Words")))

    found = facts(read, made)

    names = ("Title", "Author", "Creator", "CreationDate", "ModDate", "Tagged", "JavaScript")
    assert [found[name] for name in names] == [
        *("Title 1.0", "Example Inc.", "Kaiji", "2025-10-01T00:00:00Z", "2025-10-01T00:00:00Z"),
        *("yes", "no"),
    ]
    parts = b"".join(streams(sheet_pdf.render(made)))
    assert all(each in parts for each in (b"/DisplayDocTitle true", b"pdfuaid:part"))


@pytest.mark.usefixtures("_weasyprint")
@pytest.mark.parametrize(("body", "language"), [("Words", b"und"), ("ことば", b"ja")])
def test_its_language_is_that_of_the_sheet_where_letters_tell_it(body, language):
    parts = b"".join(streams(sheet_pdf.render(sheet(item("1", answer(body))))))

    assert re.findall(rb"/Lang \((\w*)\)", parts) == [language]


@pytest.mark.usefixtures("_weasyprint")
@pytest.mark.parametrize("language", [b"en", b"zh-Hans", b"ja"])
def test_its_language_is_the_one_that_the_sheet_states(language):
    made = sheet(item("1", answer("Words"), question="ことば"), language=language.decode())

    parts = b"".join(streams(sheet_pdf.render(made)))

    assert re.findall(rb"/Lang \(([\w-]*)\)", parts) == [language]


@pytest.mark.usefixtures("_weasyprint")
@pytest.mark.parametrize(
    ("language", "fonts"),
    [
        ("", {b"JP"}),
        ("ja", {b"JP"}),
        ("en", {b"JP"}),
        ("zh-Hans", {b"SC", b"JP"}),
        ("zh-Hant", {b"TC", b"JP"}),
        ("ko", {b"KR", b"JP"}),
    ],
)
def test_characters_have_the_shapes_of_their_language_and_of_japanese_where_kana_stand(
    language, fonts
):
    made = sheet(item("1", answer("直"), question="直す"), language=language)

    parts = b"".join(streams(sheet_pdf.render(made)))

    found = set(re.findall(rb"/FontName /\w+\+Noto-Sans-CJK-(\w\w)", parts))
    if not found:
        lacks("Noto Sans CJK")
    assert found == fonts


def test_its_table_is_a_table_to_those_who_listen(read):
    tree = read(sheet(item("1", answer("Words"))), "pdfinfo", "-struct")

    kinds = re.findall(r"^ *(\w+)", tree, re.MULTILINE)
    assert [kinds.count(kind) for kind in ("H1", "Table", "THead", "TH", "TD")] == [1, 1, 1, 6, 4]


def test_sections_and_their_items_are_bookmarks(read):
    named = SheetSection("Basics", (item("1"), item("2", name="", category="Category")))
    made = sheet(sections=(SheetSection("", (item("0", answer(LONG)),)), named))

    xml = read(made, "pdftohtml", "-xml", "-i", "-q")

    outline = ElementTree.fromstring(xml[xml.index("<outline>") : xml.index("</pdf2xml>")])
    assert [node.text for node in outline.findall("item")] == ["0 Name 0", "Basics"]
    assert [node.text for node in outline.findall("outline/item")] == ["1 Name 1", "2 Category"]


@pytest.mark.usefixtures("_weasyprint")
def test_the_same_sheet_makes_the_same_bytes():
    made = sheet(item("1", answer("Words https://example.com/")), contact="<a@example.com>")

    program = (
        "import sys, django; django.setup()\n"
        "from disclosures.exports.registry import sheet_pdf\n"
        "from tests.sheets import sheet, item, answer\n"
        "made = sheet(item('1', answer('Words https://example.com/')), contact='<a@example.com>')\n"
        "sys.stdout.buffer.write(sheet_pdf.render(made))"
    )
    other = run(program, PYTHONHASHSEED="7", TZ="America/New_York", LANG="C")

    assert sheet_pdf.render(made) == sheet_pdf.render(made) == other
