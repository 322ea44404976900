"""Rows of the preview are decided on it: taken, edited, kept, passed over."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.imports import answer_import
from disclosures.models import Intake
from tests.factory import answer_of, change_answer
from tests.pages import lists_of, page_of

from .import_pages import BEFORE, bring, confirm, sent, stated, words, workbook
from .repairing import CUT, KEPT, ROWS, decide, field_values, fields, opened, row_of
from .test_preview_queries import writes

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


def test_what_is_unsure_is_taken_by_one_click_and_saved_by_the_confirmation(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "2", "accept")

    assert words(page) == [KEPT]
    assert stated() == BEFORE
    assert row_of(page, "2").found.outcome == "set"
    confirm(desk, intake, page)
    assert stated() == {**BEFORE, "1": "First.", "2": CUT}


def test_the_fields_of_a_row_hold_what_the_file_has(desk, brought):
    intake, page = brought

    page = opened(desk, intake, page, "2")

    assert field_values(page, "2")["body"] == CUT
    assert sum(row.form is not None for row in page.context["rows"]) == 1


def test_nothing_is_filled_in_before_a_row_is_opened(desk, brought):
    _intake, page = brought

    assert [row.form for row in page.context["rows"]] == [None] * 4
    assert "<textarea" not in page.content.decode()


def test_what_was_edited_is_taken_and_the_record_says_by_whom(desk, checklist, brought):
    intake, page = brought
    page = opened(desk, intake, page, "2")

    typed = fields(page, "2", body="Backups are kept for a year.", availability="yes")
    page = decide(desk, intake, page, "2", "edit", **typed)
    confirm(desk, intake, page)

    second = answer_of(checklist, "2")
    assert (second.availability, second.body) == ("yes", "Backups are kept for a year.")
    intake.refresh_from_db()
    [one] = [one for one in intake.report["items"] if one["number"] == "2"]
    assert (one["decision"], one["decided_by"]) == ("edit", "editor")
    assert "2 Name 2" in lists_of(desk.get(page_of(intake)))["編集して取り込んだもの"][0]


def test_what_the_door_refuses_is_said_at_the_field_and_what_was_typed_stays(desk, brought):
    intake, page = brought

    typed = fields(page, "2", body="Zero\u200bwidth", evidence="no link at all", same_as="77")
    page = decide(desk, intake, page, "2", "edit", **typed)

    form = row_of(page, "2").form
    assert {"body", "evidence", "same_as"} <= form.errors.keys()
    assert field_values(page, "2")["body"] == "Zero\u200bwidth"
    assert Intake.objects.get().decisions == {}


def test_pasted_html_comes_back_as_its_text(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "2", "edit", **fields(page, "2", body="<b>Bold</b> text"))
    assert field_values(page, "2")["body"] == "Bold text"
    decide(desk, intake, page, "2", "edit", **fields(page, "2", body="Bold text"))

    [(_key, decision)] = Intake.objects.get().decided.rows.items()
    assert decision.answer.body == "Bold text"


def test_an_answer_that_the_model_refuses_is_refused_at_the_row(desk, checklist, brought):
    change_answer(checklist, "3", same_as=answer_of(checklist, "1").item, body="")
    intake, _page = brought
    page = desk.get(page_of(intake, "preview"))

    page = decide(desk, intake, page, "2", "edit", **fields(page, "2", same_as="3"))

    assert "same_as" in row_of(page, "2").form.errors
    assert Intake.objects.get().decisions == {}


def test_a_row_is_passed_over_for_a_reason_alone(desk, brought):
    intake, page = brought

    refused = decide(desk, intake, page, "4", "pass", **fields(page, "4", reason="  "))
    assert row_of(refused, "4").form.errors.keys() == {"reason"}
    broken = fields(refused, "4", reason="Zero\u200bwidth")
    refused = decide(desk, intake, refused, "4", "pass", **broken)
    assert "U+200B" in str(row_of(refused, "4").form.errors["reason"])
    page = decide(desk, intake, page, "4", "pass", **fields(page, "4", reason="Asked elsewhere."))
    confirm(desk, intake, page)

    [passed] = lists_of(desk.get(page_of(intake)))["見送り"]
    assert passed.startswith("4 Name 4")
    assert "Asked elsewhere." in passed


def test_what_is_kept_as_it_is_is_no_problem_any_more(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "4", "keep")

    assert page.context["problems"] == 1
    assert row_of(page, "4").words == "現在の回答のまま"


def test_a_decision_is_taken_back(desk, brought):
    intake, page = brought
    page = decide(desk, intake, page, "2", "accept")

    page = decide(desk, intake, page, "2", "reopen")

    assert (row_of(page, "2").found.outcome, Intake.objects.get().decisions) == ("unsure", {})


def test_what_the_door_refuses_cannot_be_taken_as_it_is(desk, checklist):
    rows = [("2", None, "Name 2", "Question 2?", "Zero\u200bwidth")]
    intake, page = bring(desk, checklist, workbook(rows))
    assert "ファイルのとおりに取り込む" not in page.content.decode()

    page = decide(desk, intake, page, "2", "accept")

    assert words(page) == ["この文はそのままでは取り込めません。編集してください。"]
    assert stated() == BEFORE


def test_each_of_several_rows_is_offered_and_one_click_takes_it(desk, checklist):
    rows = [("1", None, "Name 1", "Question 1?", text) for text in ("Daily.", "Weekly.")]
    intake, page = bring(desk, checklist, workbook(rows))
    found = row_of(page, "1").found

    value = f"accept:{found.anchor}:{found.token}:1"
    page = desk.post(page_of(intake, "decide"), {**sent(page), "decide": value}, follow=True)
    confirm(desk, intake, page)

    assert stated()["1"] == "Weekly."


def test_ticks_are_kept_for_another_day(desk, brought):
    intake, page = brought

    data = {**sent(page), "take": [], "decide": "ticks"}
    desk.post(page_of(intake, "decide"), data)

    page = desk.get(page_of(intake, "preview"))
    assert [row_of(page, number).is_ticked for number in "12"] == [False, True]
    assert Intake.objects.get().decided.rows["1", ""].act == "keep"


def test_ticks_come_along_with_a_decision(desk, brought):
    intake, page = brought

    page = decide(desk, intake, page, "2", "accept", take=[])

    assert row_of(page, "1").is_ticked is False


def test_a_tick_for_dividing_is_kept(desk, checklist):
    rows = [("2", None, "Name 2", "Question 2?", "Alpha：Fast.\nBeta：Slow.")]
    intake, page = bring(desk, checklist, workbook(rows))

    desk.post(page_of(intake, "decide"), {**sent(page), "divide": ["1"], "decide": "ticks"})

    page = desk.get(page_of(intake, "preview"))
    assert row_of(page, "2").is_divided
    confirm(desk, intake, page, divide=["1"])
    assert stated()["2Alpha"] == "Fast."


def test_what_is_open_beside_a_decided_row_stays_open_with_its_text(desk, brought):
    intake, page = brought

    typed = fields(page, "4", body="Half a sent")
    page = decide(desk, intake, page, "2", "accept", **typed)

    assert field_values(page, "4")["body"] == "Half a sent"
    assert row_of(page, "2").found.is_decided


@pytest.mark.parametrize(("offer", "body"), [("", "Typed"), ("0", "Typed")])
def test_to_open_a_row_again_leaves_what_was_typed(desk, brought, offer, body):
    intake, page = brought
    found, typed = row_of(page, "2").found, fields(page, "2", body=body)
    again = {"open_row": f"{found.anchor}:{found.token}:{offer}", **typed}

    page = desk.post(page_of(intake, "preview"), {**sent(page), **again})

    assert field_values(page, "2")["body"] == body


def test_an_edit_that_is_not_decided_is_not_passed_over_by_the_confirmation(desk, brought):
    intake, page = brought

    refused = confirm(desk, intake, page, **fields(page, "2", body="Half a sent"))

    assert "編集したまま処理を決めていない行" in words(refused)[0]
    assert (stated(), field_values(refused, "2")["body"]) == (BEFORE, "Half a sent")


def test_nothing_is_confirmed_without_a_reason(desk, brought):
    intake, page = brought

    refused = confirm(desk, intake, page, change_reason="")

    assert words(refused) == [
        "取り込みませんでした：回答を変更する理由を入力してください。履歴に残ります。"
    ]
    assert stated() == BEFORE


@pytest.mark.parametrize("only", ["problems", "new", "overwrites", "removes", "decided"])
def test_rows_out_of_view_are_not_confirmed(desk, brought, only):
    intake, page = brought

    confirm(desk, intake, page, only=only)

    assert stated() == BEFORE


def test_rows_are_told_apart_and_shown_by_what_they_do(desk, checklist):
    change_answer(checklist, "1", body="Old.")
    change_answer(checklist, "2", body="Text.", availability="yes", responsibility="vendor")
    rows = [
        ("1", None, "Name 1", "Question 1?", "Replaced."),
        ("4", None, "Name 4", "Question 4?", "Added."),
    ]
    intake, page = bring(desk, checklist, workbook(rows))

    assert [(name, count) for name, _words, count in page.context["effects"]] == [
        ("new", 1),
        ("overwrites", 1),
    ]
    again = desk.get(page_of(intake, "preview"), {"look": "new"})
    shown = [row.found.number for row in again.context["in_table"] if not row.is_hidden]
    assert shown == ["4"]
    assert "新しい回答" in again.content.decode()


def test_a_row_for_a_product_is_edited_where_its_answer_stands(desk, checklist):
    lines = "No.,項目,内容,製品,回答\n2,Name 2,Question 2?,Alpha,For now…\n"
    intake, page = bring(desk, checklist, SimpleUploadedFile("answers.csv", lines.encode()))
    found = next(row.found for row in page.context["rows"] if row.found.product == "Alpha")
    typed = {"open": found.anchor, f"{found.anchor}-body": "For now, daily."}
    data = {**sent(page), "decide": f"edit:{found.anchor}:{found.token}", **typed}

    page = desk.post(page_of(intake, "decide"), data, follow=True)
    confirm(desk, intake, page)

    assert stated()["2Alpha"] == "For now, daily."


def test_the_fields_of_a_row_are_fetched_alone_and_without_a_write(desk, brought):
    intake, page = brought
    found = row_of(page, "2").found

    with CaptureQueriesContext(connection) as captured:
        response = desk.get(page_of(intake, "row"), {"open_row": f"{found.anchor}:{found.token}:0"})

    shown = response.content.decode()
    assert CUT in shown
    assert "<table" not in shown
    assert writes([query["sql"] for query in captured.captured_queries]) == []


def test_to_open_a_row_writes_nothing(desk, brought):
    intake, page = brought

    with CaptureQueriesContext(connection) as captured:
        opened(desk, intake, page, "2")

    assert writes([query["sql"] for query in captured.captured_queries]) == []


def test_the_fields_of_several_rows_are_fetched_at_once(desk, brought):
    intake, page = brought
    rows = [row_of(page, number).found for number in ("2", "4")]
    asked = [f"{row.anchor}:{row.token}" for row in rows]

    shown = desk.get(page_of(intake, "row"), {"open_row": [*asked, "r0:moved"]}).content.decode()

    assert [f'data-editor="{row.anchor}"' in shown for row in rows] == [True, True]
    assert shown.count("data-editor") == 2


def test_a_page_that_opens_a_row_makes_one_preview(desk, brought, monkeypatch):
    intake, page = brought
    read, made = answer_import.match, []
    monkeypatch.setattr(answer_import, "match", lambda *args: made.append(1) or read(*args))

    opened(desk, intake, page, "2")

    assert len(made) == 1
