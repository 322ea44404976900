"""The workbook in an office program: LibreOffice keeps every text and prints them all."""

import re
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from disclosures.exports import sheet_xlsx
from disclosures.imports.tables.reading import read_file
from disclosures.sheet import table
from tests.office import converted, needed, run
from tests.sheets import answer, item, sheet
from texts.normalize import normalize

LONG = "".join(
    f"これは長い回答のうち第{n}の文で、紙の上でも最後まで読めなければなりません。"
    for n in range(75)
)
LINES = "\n".join(f"箇条書きの{n}行目" for n in range(60))
UNBROKEN = "亜" * 3000
WORDS = " ".join(f"word{n}" for n in range(400))
EMOJI = "🙂👨‍👩‍👧"
FORM = normalize("No.【情報開示項目】【内容】事業者回答")
TABLE = normalize("".join(table.HEADINGS))
TEXTS = [
    *("=1+1", "+81-3-0000-0000", "-", "@SUM(A1)", "'quoted", '=HYPERLINK("https://example.com/")'),
    *(
        "＝１＋１",
        "＋１",
        "－５",
        "＠ｈｏｍｅ",
        "有り",
        "無し\n理由は次のとおりです。",
        "有りません",
    ),
    *(
        "007",
        "1-2",
        "1/2",
        "2025-10-01",
        "10月1日",
        "1e5",
        "12:30",
        "50%",
        "¥1,000",
        "TRUE",
        "#N/A",
    ),
    *(
        "一行目\n\n三行目",
        " 前後に空白 ",
        "a  b",
        "tab\there",
        "_x0041_",
        "<b>&amp;</b>",
        "髙﨑と𠮷野",
    ),
    *("ﾊﾝｶｸｶﾅ", f"終わり。{EMOJI}", "https://example.com/?a=1&b=2", "http://" + "a" * 200),
    *(LONG, LINES, UNBROKEN, WORDS),
]
MADE = sheet(
    *(item(str(n), answer(text)) for n, text in enumerate(TEXTS, start=1)),
    item("90", answer("=1+1", availability="yes", responsibility="shared"), category="=1+1"),
    item("91", answer("-", products=("alpha", "beta"), availability="no"), name="007"),
    title="見本 & Sheet",
    version="2.1",
    notes="=1+1\n- 注記",
)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """What LibreOffice makes of the workbook: the bytes it saves anew, the path of its PDF."""
    needed("soffice", "pdftotext", "pdfinfo")
    made = tmp_path_factory.mktemp("office") / "made.xlsx"
    made.write_bytes(sheet_xlsx.render(MADE))
    return converted(made, "xlsx").read_bytes(), converted(made, "pdf")


@pytest.fixture(scope="module")
def saved(office):
    return office[0]


@pytest.fixture(scope="module")
def pdf(office):
    return str(office[1])


@pytest.fixture(scope="module")
def pages(pdf):
    """The text of each page without white space, in the order in which it was drawn."""
    *texts, _end = run("pdftotext", "-raw", pdf, "-").split("\f")
    return [normalize(text) for text in texts]


def cells(content, page):
    return CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_name(page).to_python()


def test_every_text_of_both_pages_comes_back(saved):
    assert cells(saved, "チェックシート") == cells(sheet_xlsx.render(MADE), "チェックシート")
    assert [tuple(row) for row in cells(saved, "データ")] == [table.HEADINGS, *table.rows(MADE)]


def test_nothing_became_a_formula_a_number_or_a_day(saved):
    values = [
        value
        for page in ("チェックシート", "データ")
        for row in cells(saved, page)
        for value in row
    ]

    assert {type(value) for value in values} == {str}


def test_what_was_saved_anew_is_read_like_the_file_itself(saved):
    assert read_file(saved) == read_file(sheet_xlsx.render(MADE))


def test_every_answer_is_wholly_on_paper(pages):
    paper = "".join(pages)

    assert [text for text in TEXTS if not is_on(paper, text)] == []
    assert sum(page.count("亜") for page in pages if FORM in page) == len(UNBROKEN)


def is_on(paper, text):
    """Whether all its words and sentences are there; a page may end between two of them.

    Which pictures are there is a matter of the fonts, and so is left out.
    """
    parts = re.split(r"\s|(?<=。)", text)
    return all(normalize(part) in paper for part in parts if part not in (EMOJI, UNBROKEN))


def test_the_paper_is_a4(pdf, pages):
    sizes = re.findall(r"Page.* size: +(.*)", run("pdfinfo", "-l", "99", pdf))

    assert len(sizes) == len(pages)
    assert {size.partition("pts ")[2] for size in sizes} == {"(A4)"}


def test_every_page_has_the_headings_above_and_the_version_below(pages):
    assert [page for page in pages if FORM not in page and TABLE not in page] == []
    for number, page in enumerate(pages, start=1):
        assert normalize(f"見本 & Sheet 2.1 {number} / {len(pages)}") in page
