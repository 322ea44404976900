"""Importing items: seen first, ticked, saved with their history."""

import pytest
from django.utils.html import strip_tags

from disclosures.models import Answer, Intake, Item, Section
from tests.factory import make_checklist, make_guideline, make_item, manager, saved
from tests.pages import lists_of, page_of
from tests.workbooks import official_workbook

from .import_steps import (
    DISCARDED,
    UNANSWERED,
    bring,
    bring_and_confirm,
    confirm,
    items_of,
    outcomes,
    whys,
)

pytestmark = pytest.mark.django_db


OFFICIAL = official_workbook(
    [
        (1, "Basics", "Date", "The date of this sheet", "2025-10-01"),
        "Security",
        (2, "Networks", "Encryption", "暗号化の有無", "有り"),
        (3, "Networks", "Keys", "Who keeps the keys", None),
        "Operations",
        (4, "Support", "Hours", "When you answer", None),
    ]
)


def test_a_guideline_comes_in_with_its_sections_and_items(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), OFFICIAL, "sheet.xlsx")
    assert (outcomes(page), Item.objects.count()) == (dict.fromkeys("1234", "new"), 0)

    confirm(desk, intake, page)

    assert items_of(empty) == [
        ("", "1", "Basics", "Date", "The date of this sheet"),
        ("Security", "2", "Networks", "Encryption", "暗号化の有無"),
        ("Security", "3", "Networks", "Keys", "Who keeps the keys"),
        ("Operations", "4", "Support", "Hours", "When you answer"),
    ]
    assert [item.number for item in Item.objects.filter(asks_availability=True)] == ["2"]


def test_each_new_row_has_a_history_with_person_and_file(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), OFFICIAL, "sheet.xlsx")
    confirm(desk, intake, page)

    rows = [*Item.history.all(), *Section.history.all()]

    assert len(rows) == 7
    assert {(row.history_user, row.history_change_reason) for row in rows} == {
        (manager(), f"All (import: sheet.xlsx ({intake.sha256[:12]}))")
    }


def test_an_item_that_is_not_sure_to_read_as_it_is_seen_is_refused(desk, empty):
    def change(book):
        sheet = book.active
        sheet["D5"] = '="a"&"b"'  # whose result nobody stored
        sheet["A7"].number_format = "0%"
        sheet.row_dimensions[8].hidden = True
        sheet["E10"] = '="a"&"b"'  # an answer, which is not brought in here

    rows = [(n, "Same", f"Name {n}", f"Question {n}?", None) for n in range(1, 6)]
    content = official_workbook([*rows[:1], "Bar", *rows[1:]], change=change)
    _intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")

    assert outcomes(page) == dict(zip("12345", ["refused"] * 3 + ["new"] * 2, strict=True))


def test_numbers_of_items_keep_the_zeros_that_are_shown(desk, empty):
    def change(book):
        book.active["A5"].number_format = book.active["A6"].number_format = "0.00"

    rows = [(1.01, "Same", "Name", "One?", None), (1.1, "Same", "Name", "Two?", None)]
    content = official_workbook(rows, change=change)
    _intake, page = bring(desk, page_of(empty, "import"), content, "sheet.xlsx")

    assert outcomes(page) == {"1.01": "new", "1.10": "new"}


def test_a_row_without_its_tick_is_left_out(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)

    confirm(desk, intake, page, take=["1", "7", "x"])

    assert [number for _s, number, *_ in items_of(empty)] == ["2"]


def test_the_record_says_of_each_row_what_the_preview_said(desk):
    guideline = make_guideline(items=["1", "2"])
    content = "No,項目,質問\n1,Else,Other?\n2,,Question 2?\n3,,New?\n4,,Another?\n,,,Stray\n"
    intake, page = bring(desk, page_of(guideline, "import"), content)

    confirm(desk, intake, page, take=["3"])
    record = desk.get(page_of(intake))

    report = Intake.objects.get().report
    assert [(one["number"], one["outcome"], one["is_taken"]) for one in report["items"]] == [
        ("1", "refused", False),
        ("2", "unchanged", False),
        ("3", "new", False),
        ("4", "new", True),
    ]
    assert report["unmatched"] == [{"row": 6, "text": "Stray"}]
    assert lists_of(record) == {
        "取り込み済み": ["4"],
        "選択しなかったもの": ["3"],
        "取り込み不可": ["1 Else – この番号の設問はガイドラインと異なります：「Question 1?」"],
        "変更なし": ["2 Name 2"],
        "どの項目にも該当せず取り込まなかった記載": ["6行目： Stray"],
    }


def test_what_is_not_changed_is_not_counted(desk):
    guideline = make_guideline(items=["1"])
    intake, page = bring(desk, page_of(guideline, "import"), "No,質問\n1,Question 1?\n2,New?\n")

    response = confirm(desk, intake, page, take=["0", "1", "7"])

    [message] = response.context["messages"]
    assert strip_tags(message).startswith("1件を取り込みました。 ")


def test_a_number_of_a_retired_item_is_not_used_again(desk):
    guideline = make_guideline(items=[])
    make_item(guideline, "1", retired_on="2025-01-01")

    intake, page = bring(desk, page_of(guideline, "import"), UNANSWERED)
    response = confirm(desk, intake, page, take=["0", "1"])

    assert whys(page) == {"1": "廃止した項目の番号は再利用できません。"}
    assert "取り込みませんでした：" in str(next(iter(response.context["messages"])))
    assert guideline.items.count() == 1


def test_new_items_have_rows_in_every_checklist(desk):
    guideline = make_guideline(items=["1"])
    make_checklist(guideline=guideline)

    bring_and_confirm(desk, guideline, "No,質問\n2,New?\n")

    assert Answer.objects.filter(item__number="2").count() == 1


def test_a_guideline_that_changed_since_is_seen_again_first(desk, empty):
    intake, page = bring(desk, page_of(empty, "import"), UNANSWERED)
    empty.publisher = "Somebody"
    saved(empty)

    response = confirm(desk, intake, page)

    assert "もう一度確認してください。" in response.content.decode()
    assert not Item.objects.exists()


def test_a_discarded_import_of_items_says_that_nothing_was_taken_in(desk, empty):
    intake, _ = bring(desk, page_of(empty, "import"), UNANSWERED)

    response = desk.post(page_of(intake, "discard"), follow=True)

    assert [str(message) for message in response.context["messages"]] == [DISCARDED]
