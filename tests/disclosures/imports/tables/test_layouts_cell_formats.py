"""Cells that show something else than they hold: formats, struck out text, formulas."""

import random
from datetime import date, datetime, timedelta

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from tests.disclosures.imports.reasons import reason
from tests.hostile_files import STRINGS, STYLES, edited, with_shared_strings
from tests.workbooks import official_workbook

from .sheets_of_the_field import ANSWERS, in_sheet, matched, rows

DAY, MOMENT = date(2025, 10, 1), datetime(2025, 10, 1, 9, 30)


def in_format(value, code):
    """The second item as it is read, where its answer is this number in this format."""

    def form(book):
        book.active["E6"].number_format = code

    content = official_workbook(rows([ANSWERS[0], value, *ANSWERS[2:]]), change=form)
    found = matched(content).items[1]
    return found.outcome, found.read


@pytest.mark.parametrize(
    ("value", "code"),
    [(0.999, "0.00%"), (1.237, "0.00"), (0.5, "0"), (5, "[=5]0"), (1.5, "#,##0")],
)
def test_a_number_that_is_shown_in_another_form_is_unsure(value, code):
    assert in_format(value, code)[0] == "unsure"


@pytest.mark.parametrize(
    ("value", "code", "outcome"),
    [
        *(
            (DAY, "yyyy/m/d", "set"),
            (DAY, '[$-411]ggge"年"m"月"d"日"', "set"),
            (DAY, "m/d/yy", "set"),
        ),
        *((DAY, 'yyyy"年"m"月"', "unsure"), (DAY, "mmm-yy", "unsure"), (DAY, "d-mmm", "unsure")),
        *((DAY, '"day" yyyy/m', "unsure"), (MOMENT, "yyyy/m/d", "unsure")),
        *((MOMENT, "yyyy/m/d h:mm", "set"), (timedelta(hours=30), "[h]:mm", "unsure")),
    ],
)
def test_a_date_that_is_shown_in_part_is_unsure(value, code, outcome):
    assert in_format(value, code)[0] == outcome


@pytest.mark.parametrize(
    "code", [";;;", '"いいえ、"@', '0;0;0;"いいえ、"@', '@"ではない"', "0;0;0;"]
)
def test_a_text_in_a_format_with_other_words_or_none_is_unsure(code):
    assert in_format(ANSWERS[1], code) == ("unsure", ANSWERS[1])


@pytest.mark.parametrize(
    "code",
    [
        *("@", "General", "0.00", "[Red]@", "General;General;General;@", '0"日"', '"a;b;c;"0'),
        '_ * #,##0_ ;_ * \\-#,##0_ ;_ * "-"_ ;_ @_ ',
    ],
)
def test_a_text_in_a_format_that_shows_it_alone_is_set(code):
    assert in_format(ANSWERS[1], code) == ("set", ANSWERS[1])


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (1.1, "0.00", "1.10"),
        (7, "000", "007"),
        (5, "0", "5"),
        (5, "0.0", "5.0"),
        (1.1, "0.0#", "1.1"),
    ],
)
def test_a_number_is_read_with_the_zeros_that_are_shown(value, code, text):
    assert in_format(value, code) == ("set", text)


def strike_cell(book):
    book.active["E6"].font = Font(strike=True)


def strike_a_part(book):
    struck = TextBlock(InlineFont(strike=True), "3営業日")
    book.active["E6"] = CellRichText("解約から", struck, "5営業日")


SHARED = with_shared_strings(official_workbook(rows()))
STRUCK = "<r><rPr><strike/></rPr><t>3営業日</t></r><r><t>5営業日</t></r>"


@pytest.mark.parametrize(
    "content",
    [
        official_workbook(rows(), change=strike_cell),
        official_workbook(rows(), change=strike_a_part),
        edited((STRINGS, f"<t>{ANSWERS[1]}</t>", STRUCK), content=SHARED),
    ],
    ids=["cell", "part", "part of a shared text"],
)
def test_a_text_that_is_struck_out_is_unsure(content):
    found = matched(content).items

    assert [one.outcome for one in found] == ["set", "unsure", "set", "set"]
    assert reason(found[1]) == "Text of the cell is struck out in the file."


def test_struck_out_text_is_told_among_thousands_of_styles_in_time():
    chance = random.Random(1)
    styles = "".join(f'<xf fontId="{chance.randrange(8_000)}"/>' for _ in range(64_000))
    content = edited(
        (STYLES, "</fonts>", "<font/>" * 8_000 + "</fonts>"),
        (STYLES, "</cellXfs>", styles + "</cellXfs>"),
        content=official_workbook(rows(), change=strike_cell),
    )

    assert [one.outcome for one in matched(content).items] == ["set", "unsure", "set", "set"]


def test_an_empty_cell_may_be_struck_out():
    content = official_workbook(rows([ANSWERS[0], None, *ANSWERS[2:]]), change=strike_cell)

    assert matched(content).items[1].outcome == "empty in file"


NOT_CALCULATED = (
    "The cell holds a formula whose result the file does not have. Open the file in Excel and save"
    " it once, so that it is calculated."
)


def with_formula_cell(cell):
    """The sheet whose second answer is this cell in place of a formula that nobody calculated."""
    content = official_workbook(rows([ANSWERS[0], "=F6", *ANSWERS[2:]]))
    return in_sheet(content, b'<c r="E6"><f>F6</f><v /></c>', cell)


@pytest.mark.parametrize(
    ("cell", "outcome", "read"),
    [
        (b'<c r="E6"><f>F6</f><v/></c>', "unsure", ""),
        (b'<c r="E6"><f>F6</f></c>', "unsure", ""),
        (b'<c r="E6" t="str"><f>F6</f></c>', "unsure", ""),
        (b'<c r="E6" t="str"><f>F6</f><v></v></c>', "empty in file", ""),
        (b'<c r="E6" t="str"><f>F6</f><v/></c>', "empty in file", ""),
        (b'<c r="E6" t="str"><f>F6</f><v>Yes.</v></c>', "set", "Yes."),
        (b'<c r="E6"><f>F6</f><v>5</v></c>', "set", "5"),
    ],
)
def test_a_formula_counts_by_its_stored_value_which_may_be_an_empty_text(cell, outcome, read):
    found = matched(with_formula_cell(cell)).items[1]

    assert (found.outcome, found.read) == (outcome, read)
    assert reason(found) == (NOT_CALCULATED if outcome == "unsure" else "")
