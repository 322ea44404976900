"""The workbook of a sheet: the form to read and the table beside it."""

from datetime import date
from io import BytesIO
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest

from disclosures.exports import sheet_xlsx
from disclosures.sheet import table
from disclosures.sheet.canonical import canonical_text, sha256_of
from disclosures.sheet.document import SheetProduct
from tests.sheets import answer, item, sheet
from tests.workbooks import opened


def form_rows(content):
    """The rows of the form below its headings, without the bars of sections."""
    cells = list(opened(content)["チェックシート"].iter_rows(values_only=True))
    begin = next(at for at, row in enumerate(cells) if row[0] == "No.")
    return [row for row in cells[begin + 1 :] if row[3] is not None]


def test_the_form_has_the_title_block_and_every_item():
    made = sheet(
        item("1", answer("Words", availability="yes"), category="Same"),
        item("2", category="Same"),
        department="Security",
        established_on=date(2025, 4, 1),
        notes="A note",
    )

    content = sheet_xlsx.render(made)

    texts = [row[0] for row in opened(content)["チェックシート"].iter_rows(values_only=True)]
    assert texts[:8] == [
        "Title",
        "Example Inc.　Security",
        "制定日：2025年4月1日",
        "更新日：2025年10月1日",
        "バージョン：1.0",
        "固定アドレス：/sheet/versions/1.0/",
        f"JSONファイルのSHA-256：{sha256_of(canonical_text(made))}",
        "A note",
    ]
    assert form_rows(content) == [
        ("1", "Same", "Name 1", "Question 1?", "有り\nWords"),
        ("2", None, "Name 2", "Question 2?", ""),
    ]


def test_the_form_says_on_which_host_it_stands(settings):
    settings.KAIJI_URL = "https://kaiji.example.com"

    content = sheet_xlsx.render(sheet(item("1")))

    texts = [cell.value for cell in opened(content)["チェックシート"]["A"]]
    assert "固定アドレス：https://kaiji.example.com/sheet/versions/1.0/" in texts
    assert content == sheet_xlsx.render(sheet(item("1")))


def test_an_answer_reads_as_one_text():
    common = answer("Common", availability="yes", responsibility="shared")
    alpha = answer("Of Alpha", products=("alpha",))
    both = answer("Of both", products=("alpha", "beta"), availability="no")

    made = sheet(item("1", common, alpha), item("2", both, same_as="1"))

    assert [row[4] for row in form_rows(sheet_xlsx.render(made))] == [
        "有り　責任主体：共同\nCommon\nAlpha：Of Alpha",
        "同上（項目1）\nAlpha、Beta：\n無し\nOf both",
    ]


def test_the_second_page_is_the_table():
    made = sheet(item("1", answer("Words"), answer("Of Alpha", products=("alpha",))))

    page = opened(sheet_xlsx.render(made))["データ"]

    rows = [tuple(cell or "" for cell in row) for row in page.iter_rows(values_only=True)]
    assert rows == [table.HEADINGS, *table.rows(made)]


def test_every_cell_is_a_text_and_nothing_is_calculated_or_linked():
    bad = "=HYPERLINK(1)"
    made = sheet(
        item("1", answer(bad), category=bad, name=bad, question=bad),
        item("2", answer("https://example.com/"), category=bad),
        title=bad,
        company="+1",
        notes=f"{bad}\nhttps://example.com/\n@SUM(1)",
    )

    book = opened(sheet_xlsx.render(made))

    cells = [cell for page in book for row in page for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert sum(cell.value == bad for cell in cells) >= 8


def test_an_answer_too_long_for_a_cell_is_in_the_table_and_said_to_be():
    products = tuple(SheetProduct(f"p{n}", f"Product {n}", "", None) for n in range(10))
    answers = [answer(f"{n}" * 4000, products=(f"p{n}",)) for n in range(10)]

    content = sheet_xlsx.render(sheet(item("1", *answers), products=products))

    [row] = form_rows(content)
    table_rows = opened(content)["データ"].iter_rows(min_row=2, values_only=True)
    assert "「データ」のシート" in row[4]
    assert [len(row[9]) for row in table_rows] == [4000] * 10


SENTENCES = "".join(f"長い段落の第{n}文は、ここで終わります。" for n in range(300))
LINES = "\n".join(f"{n}行目" for n in range(100))


def answer_cells(content):
    """The texts in the form's column of answers, below its heading."""
    column = [cell.value for cell in opened(content)["チェックシート"]["E"]]
    return [text for text in column[column.index("事業者回答") + 1 :] if text]


@pytest.mark.parametrize(
    "text", [SENTENCES, LINES, "word " * 1000, "亜" * 3000, "a" * 3000, "\n" * 99 + "."]
)
def test_a_long_answer_stands_in_rows_that_excel_can_show(text):
    content = sheet_xlsx.render(sheet(item("1", answer(text))))

    heights = [row.height for row in opened(content)["チェックシート"].row_dimensions.values()]
    assert max(height for height in heights if height) < 409
    assert "".join("".join(answer_cells(content)).split("\n")) == "".join(text.split("\n"))
    assert len(form_rows(content)) == 1


def test_a_long_answer_is_cut_between_lines_or_after_a_sentence():
    lines, sentences = (
        answer_cells(sheet_xlsx.render(sheet(item("1", answer(text)))))
        for text in (LINES, SENTENCES)
    )

    assert "\n".join(lines) == LINES
    assert {text[-1] for text in sentences} == {"。"}
    assert min(len(lines), len(sentences)) > 4


def test_a_long_question_has_the_rows_that_it_needs():
    content = sheet_xlsx.render(sheet(item("1", answer("Words"), question="亜" * 1500)))

    page = opened(content)["チェックシート"]
    [merge] = [merge for merge in page.merged_cells.ranges if merge.min_col == 4]
    heights = [page.row_dimensions[row].height for row, _column in merge.left]
    assert (len(heights), max(heights) < 409, sum(heights) > 1500 / 20 * 16) == (4, True, True)


@pytest.mark.parametrize(("lines", "frozen"), [(1, "A10"), (30, None)])
def test_the_headings_stay_in_sight_where_that_leaves_room_to_scroll(lines, frozen):
    content = sheet_xlsx.render(sheet(item("1"), notes="A note\n" * lines))

    assert opened(content)["チェックシート"].freeze_panes == frozen


def printed_footers(content):
    """What stands below each page: && is a printed &, any other & begins a code."""
    with ZipFile(BytesIO(content)) as file:
        pages = [file.read(name) for name in file.namelist() if "worksheets/sheet" in name]
    return [ElementTree.fromstring(page).findtext(".//{*}oddFooter") for page in pages]


@pytest.mark.parametrize(
    ("title", "footer"),
    [
        ("Title", "Title"),
        ("Q&A", "Q&&A"),
        ("a" * 99 + "&B", "a" * 99 + "&&"),
        ("&" * 200, "&&" * 100),
        ("R&G", "R＆G"),  # xlsxwriter takes &G and &[…] for codes even after a &
        ("A&[Picture]", "A＆[Picture]"),
    ],
)
def test_the_footer_prints_any_title(title, footer):
    content = sheet_xlsx.render(sheet(item("1"), title=title))

    assert printed_footers(content) == [f"&L{footer} 1.0&R&P / &N"] * 2


def test_the_same_sheet_makes_the_same_bytes_and_names_no_person():
    made = sheet(item("1", answer("Words")))

    content = sheet_xlsx.render(made)

    assert content == sheet_xlsx.render(made)
    properties = opened(content).properties
    assert (properties.creator, properties.lastModifiedBy) == ("Kaiji", "Kaiji")
    assert str(properties.created) == str(properties.modified) == "2025-10-01 00:00:00"
