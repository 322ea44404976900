"""The preview of an import: all rows are shown, and nothing is written."""

import pytest

from disclosures.models import Answer
from tests.factory import change_answer, editor
from tests.pages import lists_of, page_of

from .import_pages import BEFORE, ROWS, bring, confirm, in_view, outcomes, stated, workbook

pytestmark = pytest.mark.django_db


def test_the_preview_shows_all_rows_and_writes_nothing(desk, checklist):
    before = Answer.history.count()

    intake, page = bring(desk, checklist)

    assert outcomes(page) == {"1": "set", "2": "set", "3": "empty in file", "4": "unsure"}
    assert (stated(), Answer.history.count()) == (BEFORE, before)
    assert (intake.state, intake.by, intake.file_name) == ("previewed", editor(), "answers.xlsx")
    assert "Nowhere." in page.content.decode()  # what was read where nothing is taken


def test_what_changes_nothing_is_folded_and_only_named(desk, checklist):
    change_answer(checklist, "1", body="First.")
    rows = [*ROWS[:2], ("3", None, "Name 3", "Question 3?", None)]

    _intake, page = bring(desk, checklist, workbook(rows))

    folded = page.context["folded"]
    assert in_view(page) == ["2"]
    assert [
        (str(one.words), [row.found.number for row in one.rows], one.is_named) for one in folded
    ] == [
        ("変更なし", ["1"], False),
        ("ファイルでは空欄", ["3"], True),
        ("ファイルに行なし", ["4"], True),
    ]
    assert "この項目の行がファイルにありません。" not in page.content.decode()
    assert page.content.decode().count('<details class="folded">') == 3


def test_findings_are_of_what_would_be_set(desk, checklist):
    change_answer(checklist, "3", body="See http://example.com/3")  # the file leaves it as it is
    rows = [("1", None, "Name 1", "Question 1?", "See http://example.com/1")]

    _intake, page = bring(desk, checklist, workbook(rows))

    found = [(one.code, one.number) for one in page.context["preview"].findings]
    assert found == [("insecure_link", "1")]
    assert "取り込める行についての確認事項" in page.content.decode()


def test_where_rows_are_unsure_nothing_says_that_there_is_nothing_to_look_at(desk, checklist):
    _intake, page = bring(desk, checklist)

    shown = page.content.decode()

    assert page.context["preview"].findings == ()
    assert "確認事項" not in shown
    assert "確認が必要な行が1行あります。これらの行は取り込みません。" in shown
    columns = shown.index("行や列が正しく読み取られていない場合")
    assert columns < shown.index('id="rows"')


def test_an_item_without_a_row_in_the_file_is_told_from_one_with_an_empty_cell(desk, checklist):
    intake, page = bring(desk, checklist, workbook([ROWS[0], ROWS[2]]))
    confirm(desk, intake, page)

    record = lists_of(desk.get(page_of(intake)))

    assert [str(row.words) for row in page.context["rows"]] == [
        "取り込み対象",
        "ファイルに行なし",
        "ファイルでは空欄",
        "ファイルに行なし",
    ]
    counts = [(str(words), count) for _code, words, count in page.context["counts"] if count]
    assert counts == [
        ("取り込み対象", 1),
        ("ファイルでは空欄", 1),
        ("ファイルに行なし", 2),
    ]
    assert record["ファイルに行なし"] == ["2 Name 2", "4 Name 4"]
    assert record["ファイルでは空欄"] == ["3 Name 3"]
