"""Our own workbook, edited by hand on the page that people see, or read from that page alone."""

import io

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from disclosures.imports.run import preview, receive
from disclosures.models import Answer
from disclosures.sheet.table import FORM_HEADINGS, HASH, PAGE
from tests.disclosures.imports.reasons import reason
from tests.factory import (
    answer_of,
    bring_in,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    submit,
)
from tests.workbooks import official_workbook, saved

FORM = "チェックシート"
ANSWERS = {FORM: 4, PAGE: 9}  # the column of the answers, from 0
LONG = "\n".join(f"{number}行目の回答です。" for number in range(1, 41))
CUT = "長い文です。" * 100


@pytest.fixture
def checklist(db):
    products = [make_product("Alpha"), make_product("Beta")]
    guideline = make_guideline(items=("1", "2", "3", "4", "5"))
    checklist = make_checklist(guideline=guideline, products=products)
    change_answer(checklist, "1", availability="yes", responsibility="vendor", body="First.")
    change_answer(checklist, "2", body="All.")
    change_answer(checklist, "2", product=products[0], body="Of Alpha.")
    change_answer(checklist, "3", same_as=answer_of(checklist, "1").item)
    change_answer(checklist, "4", body=LONG)
    return checklist


@pytest.fixture
def own(checklist):
    """The workbook of a version that is known here."""
    return bytes(submit(checklist).renditions.get(format="xlsx").content)


def edited(content, page=FORM, *, without="", **answers):
    """The workbook where the answers to item1, item2 … on that page are others.

    without: a page that somebody deleted.
    """
    book = load_workbook(io.BytesIO(content))
    new = {name.removeprefix("item"): text for name, text in answers.items()}
    for row in book[page].iter_rows():
        if row[0].value in new:
            row[ANSWERS[page]].value = new.pop(row[0].value)
    if without:
        book.remove(book[without])
    return saved(book)


def seen(checklist, content):
    """What the preview says of each item and product, but of those that stay as they are."""
    with override("en"):
        intake = receive(checklist, "sheet.xlsx", content, by=editor())
        rows = preview(intake)[0].rows
    stays = ("unchanged", "empty in file")
    return {row.number + row.product: row for row in rows if row.outcome not in stays}


def sets(checklist, content):
    """What is set; nothing else may differ."""
    found = seen(checklist, content)
    assert {row.outcome for row in found.values()} <= {"set"}
    return {key: row.match.statement for key, row in found.items()}


def why(checklist, content):
    """Why one item is unsure, which is all that differs."""
    [row] = seen(checklist, content).values()
    assert row.outcome == "unsure"
    return reason(row)


def said(statement):
    return statement.availability, statement.responsibility, statement.body


@pytest.mark.parametrize("without", ["", PAGE, FORM])
def test_an_unedited_workbook_changes_nothing(checklist, own, without):
    before = Answer.history.count()

    bring_in(checklist, edited(own, without=without))

    assert (seen(checklist, edited(own, without=without)), Answer.history.count()) == ({}, before)


@pytest.mark.parametrize("without", ["", PAGE])
def test_an_edit_of_the_form_is_all_that_is_taken(checklist, own, without):
    content = edited(own, without=without, item1="無し　責任主体：共同\nSecond.", item5="Fifth.")

    found = {key: said(statement) for key, statement in sets(checklist, content).items()}

    assert found == {"1": ("no", "shared", "Second."), "5": (None, None, "Fifth.")}


def test_an_edit_of_the_table_is_all_that_is_taken(checklist, own):
    found = sets(checklist, edited(own, PAGE, item1="Second."))

    assert {key: said(one) for key, one in found.items()} == {"1": ("yes", "vendor", "Second.")}


def test_what_a_product_adds_is_its_own(checklist, own):
    found = sets(checklist, edited(own, item2="All.\nAlpha：Changed.\nBeta：\n有り\nNew."))

    assert {key: said(one) for key, one in found.items()} == {
        "2Alpha": (None, None, "Changed."),
        "2Beta": ("yes", None, "New."),
    }


def test_what_the_cell_no_longer_says_stays_beside_new_words(checklist, own):
    found = sets(checklist, edited(own, item1="Second."))

    assert {key: said(one) for key, one in found.items()} == {"1": ("yes", "vendor", "Second.")}


CLEARED = {
    "記載なし　責任主体：自社\nFirst.": (None, "vendor", "First."),
    "有り　責任主体：記載なし\nFirst.": ("yes", None, "First."),
    "記載なし　責任主体：記載なし\nSecond.": (None, None, "Second."),
    "記載なし\nFirst.": (None, "vendor", "First."),
}


@pytest.mark.parametrize("without", ["", PAGE])
@pytest.mark.parametrize("cell", CLEARED)
def test_記載なし_clears_the_part_in_whose_place_it_stands(checklist, own, cell, without):
    [statement] = sets(checklist, edited(own, without=without, item1=cell)).values()

    assert said(statement) == CLEARED[cell]


@pytest.mark.parametrize("column", [6, 7])
def test_記載なし_in_a_cell_of_the_table_clears_that_part(checklist, own, column):
    book = load_workbook(io.BytesIO(own))
    row = next(row for row in book[PAGE].iter_rows() if row[0].value == "1")
    row[column].value = "記載なし"

    [statement] = sets(checklist, saved(book)).values()

    left = {6: (None, "vendor", "First."), 7: ("yes", None, "First.")}
    assert said(statement) == left[column]


def test_beside_a_new_text_in_the_table_an_emptied_cell_clears_nothing(checklist, own):
    book = load_workbook(io.BytesIO(edited(own, PAGE, item1="Second.")))
    row = next(row for row in book[PAGE].iter_rows() if row[0].value == "1")
    row[6].value = None

    [statement] = sets(checklist, saved(book)).values()

    assert said(statement) == ("yes", "vendor", "Second.")


def test_an_item_may_be_made_to_repeat_another_and_to_say_something_itself(checklist, own):
    first = "有り　責任主体：自社\nFirst."

    found = sets(checklist, edited(own, item3="Third.", item5=f"同上（項目1）\n{first}"))

    assert {key: (one.same_as, one.body) for key, one in found.items()} == {
        "3": (None, "Third."),
        "5": ("1", ""),
    }


def test_the_lines_of_a_long_answer_are_read_from_all_its_rows(checklist, own):
    content = edited(own, item4=LONG.split("\n")[0] + "追記です。")

    [statement] = sets(checklist, content).values()

    assert statement.body.startswith("1行目の回答です。追記です。\n")
    assert statement.body.endswith("\n40行目の回答です。")


UNSURE = {
    "a part that is gone": {"item2": "All."},
    "the part of all that is gone": {"item2": "Alpha：Of Alpha."},
    "a further line below a part of one line": {"item2": "All.\nAlpha：Of Alpha.\nMore."},
    "a product in other signs": {"item2": "All.\nＡｌｐｈａ：Of Alpha."},
    "a product twice": {"item2": "All.\nAlpha：Of Alpha.\nAlpha：Again."},
    "who is responsible in the middle": {"item1": "有り\nFirst.\n責任主体：自社"},
    "another responsible": {"item1": "有り　責任主体：他社\nFirst."},
    "有無 that goes on in its line": {"item1": "有り First."},
    "a repeated answer with other words": {"item3": "同上（項目1）\nThird."},
    "a repeated answer that is none": {"item5": "同上（項目9）\nFifth."},
    "an answer that is gone": {"item1": None},
    "parts that are gone, and nothing else": {"item1": "First."},
    "同上 in the middle": {"item5": "Fifth.\n同上（項目1）"},
    "nobody's answer yet": {"item5": "確認中"},
}


@pytest.mark.parametrize("without", ["", PAGE])
@pytest.mark.parametrize("name", UNSURE)
def test_what_can_be_meant_in_several_ways_is_unsure(checklist, own, name, without):
    found = seen(checklist, edited(own, without=without, **UNSURE[name]))

    assert {row.outcome for row in found.values()} == {"unsure"}


EMPTIED = {"a text": (9, "2", "All."), "a word of 有無": (6, "1", "有り"), "a row": (0, "2", "2")}


@pytest.mark.parametrize("name", EMPTIED)
def test_what_was_emptied_in_the_table_is_unsure(checklist, own, name):
    column, number, old = EMPTIED[name]
    book = load_workbook(io.BytesIO(own))
    row = next(row for row in book[PAGE].iter_rows() if row[0].value == number)
    assert row[column].value == old
    row[column].value = None

    assert {one.outcome for one in seen(checklist, saved(book)).values()} == {"unsure"}


def test_cells_of_the_form_that_were_merged_since_are_unsure(checklist, own):
    book = load_workbook(io.BytesIO(own))
    first = next(row[0].row for row in book[FORM].iter_rows() if row[0].value == "2")
    book[FORM].merge_cells(f"E{first}:E{first + 1}")

    found = seen(checklist, saved(book))

    assert {key: row.outcome for key, row in found.items()} == {"3": "unsure"}


def test_同上_by_itself_repeats_the_row_above_where_that_is_known(checklist, own):
    [found] = sets(checklist, edited(own, without=PAGE, item5="同上")).values()

    assert found.same_as == "4"
    assert "“同上”" in why(checklist, edited(own, item5="同上"))


def test_a_text_that_the_grammar_would_read_otherwise_is_not_taken_apart(checklist):
    change_answer(checklist, "5", body="Alpha：Not a part, but a text.")
    own = bytes(submit(checklist).renditions.get(format="xlsx").content)

    assert seen(checklist, edited(own, without=PAGE)) == {}
    assert "“Alpha：Changed.”" in why(checklist, edited(own, item5="Alpha：Changed."))


def test_a_line_that_was_cut_into_several_rows_is_not_put_together(checklist):
    change_answer(checklist, "5", body=f"{CUT}\n{LONG}")
    own = bytes(submit(checklist).renditions.get(format="xlsx").content)

    assert seen(checklist, edited(own, without=PAGE)) == {}
    assert "where its lines end" in why(checklist, edited(own, item5="短くしました。"))


def test_where_both_pages_were_edited_it_says_what_to_do(checklist, own):
    content = edited(edited(own, item5="On the form."), PAGE, item5="In the table.")

    words = why(checklist, content)

    assert words.startswith("Both pages of the workbook were edited; the form says “On the form.”.")
    assert "Make both say the same, or delete one" in words


def test_where_both_pages_were_edited_alike_it_is_taken(checklist, own):
    content = edited(edited(own, item5="The same."), PAGE, item5="The same.")

    assert [one.body for one in sets(checklist, content).values()] == ["The same."]


def test_of_a_version_that_is_not_known_here_nobody_can_tell_the_edited_page(checklist, own):
    book = load_workbook(io.BytesIO(own))
    cells = (row[0] for row in book[FORM].iter_rows())
    hashed = next(cell for cell in cells if str(cell.value).startswith(HASH))
    hashed.value = HASH + "0" * 64
    other = saved(book)

    assert seen(checklist, other) == {}
    assert "is not known here" in why(checklist, edited(other, item5="On the form."))
    [statement] = sets(checklist, edited(other, without=PAGE, item5="On the form.")).values()
    assert statement.body == "On the form."


def test_an_edit_of_what_is_repeated_leaves_what_repeats_it(checklist, own):
    for page, text in ((FORM, "有り　責任主体：自社\nNew."), (PAGE, "New.")):
        assert list(sets(checklist, edited(own, page, item1=text))) == ["1"]


def test_another_form_with_such_words_is_read_as_ever(checklist):
    text = "Fifth.\n責任主体：自社"
    heading = [FORM_HEADINGS.get(at) for at in range(5)]
    rows = [("5", None, "Name 5", "Question 5?", text)]

    [statement] = sets(checklist, official_workbook(rows, heading=heading)).values()

    assert said(statement) == (None, None, text)
