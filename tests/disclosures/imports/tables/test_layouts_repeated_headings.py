"""Headings that come again further below, the same or others."""

from disclosures.imports.tables.choice import Choice
from tests.disclosures.imports.reasons import reason
from tests.workbooks import official_workbook

from .sheets_of_the_field import OFFICIAL, STATED, matched, rows, stated, workbook

MOVED = ("No.", "【情報開示項目】", None, "【内容】", "備考", "事業者回答")


def with_moved_columns(*, further=()):
    """Two pages in one sheet; on the second a column for remarks stands before the answers."""
    moved = [(*row[:4], "Remark.", row[4]) for row in rows()[2:3]]
    return official_workbook([*rows()[:2], MOVED, *moved, *further])


def test_below_other_headings_than_the_first_nothing_is_taken():
    found = matched(with_moved_columns(further=[OFFICIAL, rows()[3]])).items

    assert [one.outcome for one in found] == ["set", "set", "unsure", "set"]
    assert reason(found[2]) == "The row stands below further headings, which name other columns."


def test_below_headings_without_answers_nothing_is_taken():
    plan = ("No.", "【情報開示項目】", None, "【内容】", "対応予定日")

    found = matched(official_workbook([*rows()[:2], plan, *rows()[2:]])).items

    assert [one.outcome for one in found] == ["set", "set", "unsure", "unsure"]


def test_what_stands_below_other_headings_is_taken_where_a_person_names_them():
    columns = {0: "number", 1: "category", 2: "name", 3: "question", 5: "answer"}

    found = matched(with_moved_columns(), Choice(("Sheet",), 6, columns)).items

    assert [one.outcome for one in found] == ["empty in file"] * 2 + ["set", "empty in file"]


def test_headings_that_a_person_named_may_be_repeated():
    heading = ("管理", "題", "問い", "こたえ")
    lines = [(n, name, q, a) for n, _c, name, q, a in rows()]
    content = workbook(heading, *lines[:2], heading, *lines[2:])
    choice = Choice(("Sheet",), 0, {0: "number", 1: "name", 2: "question", 3: "answer"})

    assert stated(content, choice) == STATED
    assert matched(content, choice).unmatched == ()
