"""`read_file`: the official layout, and what varies in it."""

import csv
import subprocess
import sys
from datetime import date, datetime
from io import BytesIO, StringIO

import pytest
from django.utils.translation import override
from openpyxl import Workbook, load_workbook

from disclosures.exports import sheet_csv, sheet_xlsx
from disclosures.imports.files.cells import number_of, text_of
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.files.pages import Grid
from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.statement import Statement
from disclosures.imports.matching.wording_match import Question
from disclosures.imports.tables.plain_table import read_plain
from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Line, Row
from tests.sheets import answer, item, sheet
from tests.workbooks import FIRST_ROW, official_workbook, saved, write_sheet

ONE = (1, "Basics", "Name 1", "Question 1?", "One.")
TWO = (2, "Basics", "Name 2", "Question 2?", "Two.")


def answers(content):
    return {row.number: row.answer for row in read_file(content).rows}


def row(number, *texts, at, **values):
    """The row of these texts: category, name, question and answer."""
    roles = dict(zip(("category", "name", "question", "answer"), texts, strict=True))
    return Row(at, number, cells=tuple(text for text in texts if text), **roles, **values)


def refused(content):
    with override("en"), pytest.raises(UnreadableSheet) as refusal:
        read_file(content)
    return str(refusal.value)


def test_what_reads_files_loads_nothing_that_makes_them():
    program = (
        "import sys, disclosures.imports.matching.matcher, disclosures.imports.tables.reading\n"
        "makers = {'disclosures.exports.registry', 'disclosures.models', 'weasyprint'}\n"
        "print(makers & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.decode().strip() == "set()"


def test_title_rows_and_bars_are_all_found():
    file = read_file(official_workbook([ONE, "Section", TWO]))

    assert file.title_block == (
        Line(1, "Security check sheet"),
        Line(2, "Example Inc."),
        Line(3, "Version: 1.0"),
    )
    assert file.rows == (
        row("1", "Basics", "Name 1", "Question 1?", "One.", at=5),
        row("2", "Basics", "Name 2", "Question 2?", "Two.", at=7),
    )
    assert file.others == (Line(6, "Section", is_bar=True),)


def test_merged_cells_speak_for_all_their_rows():
    rows = [(1, "Basics", "Name", "Question?", "One."), (2, None, None, None, "Two.")]

    file = read_file(official_workbook(rows, merged=["B5:B6", "C5:C6", "D5:D6"]))

    assert [(row.category, row.name, row.question, row.answer) for row in file.rows] == [
        ("Basics", "Name", "Question?", "One."),
        ("Basics", "Name", "Question?", "Two."),
    ]


WHOLE = ("A5:A6", "B5:B6", "C5:C6", "D5:D6")  # number, category, name and question


def test_an_answer_in_several_rows_of_one_item_is_one():
    rows = [(1, "Basics", "Name", "Question?", "One."), (None, None, None, None, "And more."), TWO]

    file = read_file(official_workbook(rows, merged=WHOLE))

    assert file.rows == (
        row("1", "Basics", "Name", "Question?", "One.\nAnd more.", at=5, is_continued=True),
        row("2", "Basics", "Name 2", "Question 2?", "Two.", at=7),
    )
    assert file.others == ()


@pytest.mark.parametrize(
    ("cells", "merged"),
    [
        ((None, None, None, None, "Two."), WHOLE[:3]),  # beside a question of its own
        ((None, None, None, None, "Two.", "Beside"), WHOLE),
        ((None, None, None, None, "Two."), WHOLE[1:]),
    ],
)
def test_what_may_answer_something_else_is_not_added(cells, merged):
    rows = [(1, "Basics", "Name", "Question?", "One."), cells]

    assert read_file(official_workbook(rows, merged=merged)).rows[0].answer == "One."


def test_what_is_hidden_or_doubted_below_is_so_of_the_whole_answer():
    rows = [(1, "Basics", "Name", "Question?", "One."), (None, None, None, None, "Two.")]

    def hide(workbook):
        workbook.active.row_dimensions[6].hidden = True

    def show_in_percent(workbook):
        workbook.active["E6"] = 0.5
        workbook.active["E6"].number_format = "0%"

    found = [
        read_file(official_workbook(rows, merged=WHOLE, change=change)).rows[0].doubt
        for change in (hide, show_in_percent)
    ]
    assert found == ["hidden", "formatted"]


@pytest.mark.parametrize("is_alone", [False, True])
def test_a_long_answer_in_our_own_form_leaves_no_doubt(is_alone):
    long = "\n".join(f"{n}行目" for n in range(100))
    made = sheet(item("1", answer(long), category="Same"), item("2", answer(long), category="Same"))
    workbook = load_workbook(BytesIO(sheet_xlsx.render(made)))
    if is_alone:
        del workbook["データ"]

    matching = match(
        read_file(saved(workbook)),
        [Question(item.number, item.category, item.name, item.question) for item in made.items()],
        WorkingCopyState(),
    )

    assert [(found.outcome, found.read) for found in matching.items] == [("set", long)] * 2


def test_rows_of_a_merged_answer_name_the_first_of_them():
    rows = [ONE, (*TWO[:4], None), (3, "Basics", "Name 3", "Question 3?", None)]

    file = read_file(official_workbook(rows, merged=["E5:E6"]))

    assert [(row.number, row.answer, row.shares_answer_with) for row in file.rows] == [
        ("1", "One.", None),
        ("2", "", 5),
        ("3", "", None),
    ]


def test_a_merged_answer_over_a_bar_still_names_its_first_row():
    rows = [ONE, (None, "Section"), (*TWO[:4], None)]

    file = read_file(official_workbook(rows, merged=["E5:E7"]))

    assert [row.shares_answer_with for row in file.rows] == [None, 5]


@pytest.mark.parametrize(
    "heading",
    [
        ("番号", "情報開示項目", None, "内容", "回答"),
        ("項番", "【 情報開示項目 】", None, "開示内容", "［回答］"),
        ("Ｎｏ．", "情報\n開示項目", None, "（内容）", "事業者 回答"),
        ("№", "【情報開示項目】", None, "〔開示内容〕", "【事業者回答】"),
    ],
)
def test_the_heading_row_is_known_by_its_words(heading):
    assert answers(official_workbook([ONE], heading=heading)) == {"1": "One."}


def test_the_table_may_stand_anywhere():
    def move(workbook):
        workbook.active.move_range("A4:E5", rows=20, cols=3)

    content = official_workbook(
        [ONE], heading=("No.", "情報開示項目", "", "内容", "回答"), change=move
    )

    assert read_file(content).rows == (row("1", "Basics", "Name 1", "Question 1?", "One.", at=25),)


def test_a_heading_over_one_column_leaves_the_category_empty():
    content = official_workbook(
        [(1, "Name 1", "Question 1?", "One.")], heading=("No.", "情報開示項目", "内容", "回答")
    )

    assert read_file(content).rows == (row("1", "", "Name 1", "Question 1?", "One.", at=5),)


def test_headings_repeated_on_every_page_are_skipped():
    heading = ("No.", "【情報開示項目】", None, "【内容】", "事業者回答")

    file = read_file(official_workbook([ONE, heading, TWO]))

    assert [row.number for row in file.rows] == ["1", "2"]
    assert file.others == ()


def test_hidden_sheets_are_not_read():
    def add_hidden(workbook):
        sheet = workbook.create_sheet("Old")
        write_sheet(sheet, [(1, "", "", "", "Old.")])
        sheet.sheet_state = "hidden"

    assert answers(official_workbook([ONE], change=add_hidden)) == {"1": "One."}


def test_sheets_without_a_heading_row_are_not_read():
    def add_others(workbook):
        workbook.create_sheet("Empty")
        workbook.create_sheet("Notes").append(["No.", "内容"])
        workbook.create_chartsheet("Chart")

    assert answers(official_workbook([ONE], change=add_others)) == {"1": "One."}


def test_several_visible_sheets_with_a_heading_row_are_named():
    def add_visible(workbook):
        write_sheet(workbook.create_sheet("Copy"), [ONE])

    assert refused(official_workbook([ONE], change=add_visible)) == (
        "Several sheets have a heading row: “Sheet”, “Copy”. Choose one of them."
    )


def test_without_a_heading_row_the_headings_are_named():
    assert refused(official_workbook([ONE], heading=None)) == (
        "No visible page has a heading row that is known, such as No., 項目, 内容 and 回答."
    )


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", "25"),
        ("２５", "25"),
        ("No.25", "25"),
        ("№ 25", "25"),
        ("項番25", "25"),
        ("25.", "25"),
        ("A-01.1", "A-01.1"),
        ("", None),
        ("Basics", None),
        ("1. Basics", None),
        ("1年", None),
    ],
)
def test_numbers_are_tolerant_of_their_form(text, number):
    assert number_of(text) == number


@pytest.mark.parametrize("number", [25, 25.0, "25", "２５", "No.25"])
def test_numbers_are_read_from_numeric_and_text_cells(number):
    assert answers(official_workbook([(number, *ONE[1:])])) == {"25": "One."}


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (5, "5"),
        (5.0, "5"),
        (99.9, "99.9"),
        (0.1 + 0.2, "0.3"),
        (True, "TRUE"),
        (False, "FALSE"),
        (date(2025, 10, 1), "2025-10-01"),
        (datetime(2025, 10, 1, 9, 30), "2025-10-01 09:30:00"),
        ("  padded　\n", "padded"),
        ("a\r\nb\nc", "a\nb\nc"),
        ("a_x000D_\nb_x000d_c", "a\nb\nc"),
    ],
)
def test_an_answer_is_the_text_that_a_person_sees(value, text):
    assert answers(official_workbook([(*ONE[:4], value)])) == {"1": text}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e300])
def test_any_number_has_a_text(value):
    assert float(text_of(value)) == pytest.approx(value, nan_ok=True)


def test_a_number_with_nothing_beside_it_is_no_row():
    file = read_file(official_workbook([ONE, (7,)]))

    assert [row.number for row in file.rows] == ["1"]
    assert file.others == (Line(6, "7"),)


def test_an_unanswered_row_is_a_row():
    assert answers(official_workbook([(*ONE[:4], None)])) == {"1": ""}


def test_an_answer_without_a_number_is_among_the_others():
    file = read_file(official_workbook([(None, "", "", "Question?", "Lost.")]))

    assert (file.rows, file.others) == ((), (Line(FIRST_ROW, "Question? Lost."),))


def test_text_beside_the_known_columns_is_among_the_others():
    file = read_file(official_workbook([(*ONE, "Remark.")]))

    assert [row.answer for row in file.rows] == ["One."]
    assert file.others == (Line(FIRST_ROW, "Remark.", columns=(5,)),)


SIGNS = ("- first\n- second", "=1+1", "@here", "＋5", "'quoted", "'- both")


def own_csv(change=lambda lines: lines):
    """Our CSV of items that are answered by `SIGNS`, opened and saved as .xlsx."""
    made = sheet(*(item(str(at), answer(text)) for at, text in enumerate(SIGNS, 1)))
    lines = list(csv.reader(StringIO(sheet_csv.render(made).decode("utf-8-sig"))))
    workbook = Workbook()
    for line in change(lines):
        workbook.active.append(line)
    for row in workbook.active:
        for cell in row:
            cell.data_type = "s" if cell.value else "n"
    questions = [Question(one.number, one.category, one.name, one.question) for one in made.items()]
    return saved(workbook), questions


def test_our_csv_is_the_same_after_a_spreadsheet_saved_it_as_a_workbook():
    content, questions = own_csv()

    found = match(read_file(content), questions, WorkingCopyState()).items

    assert [(one.outcome, one.statement.body) for one in found] == [("set", s) for s in SIGNS]


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: [["Our answers"], *lines],
        lambda lines: [[*line, "備考" if at == 0 else None] for at, line in enumerate(lines)],
        lambda lines: [[line[0], *line[2:]] for line in lines],
    ],
    ids=["a line above", "one more column", "without 区分"],
)
def test_in_any_other_table_a_sign_before_the_text_is_unsure_or_was_there(change):
    content, questions = own_csv(change)
    current = {(str(at), ""): Statement(None, text, None) for at, text in enumerate(SIGNS, 1)}

    new, known = (
        match(read_file(content), questions, state).items
        for state in (WorkingCopyState(), WorkingCopyState(current))
    )

    assert [one.outcome for one in new] == ["unsure"] * len(SIGNS)
    assert [one.outcome for one in known] == ["unchanged"] * len(SIGNS)


def test_a_text_of_our_workbook_keeps_the_sign_that_it_begins_with():
    made = sheet(*(item(str(at), answer(text)) for at, text in enumerate(SIGNS, 1)))
    questions = [Question(one.number, one.category, one.name, one.question) for one in made.items()]

    found = match(read_file(sheet_xlsx.render(made)), questions, WorkingCopyState()).items

    assert [one.statement.body for one in found] == list(SIGNS)


@pytest.mark.parametrize(("page", "text"), [("", "=SUM"), ("製品", "'=SUM")])
def test_the_sign_before_a_text_of_a_plain_table_is_taken_off_in_a_csv_alone(page, text):
    grid = Grid(page, {0: {0: "name"}, 1: {0: "'=SUM"}})

    [row] = read_plain(grid, {"name": ["name"]}, required=["name"])

    assert row.texts == {"name": text}
