"""Somebody changes an answer while somebody else repairs the preview of an import."""

import re

import pytest

from disclosures.models import Intake
from tests.factory import change_answer, editor, get_user
from tests.pages import page_of

from .import_pages import BEFORE, bring, confirm, stated, words, workbook
from .repairing import ROWS, decide, field_values, fields, opened, row_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def brought(desk, checklist):
    return bring(desk, checklist, workbook(ROWS))


def test_a_change_by_somebody_else_survives_a_decision_and_is_shown(
    desk, checklist, colleague, brought
):
    intake, page = brought
    page = decide(desk, intake, page, "2", "accept")
    change_answer(checklist, "2", body="Kept for ten years.", by=colleague)

    again = desk.get(page_of(intake, "preview"))

    row = row_of(again, "2")
    assert (row.found.outcome, row.found.decision, row.is_ticked) == ("unsure", None, False)
    shown = again.content.decode()
    assert re.search("colleagueさんが.*にこの回答を変更しました", shown)
    assert "Kept for ten years." in shown
    confirm(desk, intake, again)
    assert stated()["2"] == "Kept for ten years."


def test_a_change_of_ones_own_is_told_as_that(desk, checklist, brought):
    intake, _page = brought
    change_answer(checklist, "1", body="Mine.", by=editor())

    shown = desk.get(page_of(intake, "preview")).content.decode()

    assert "あなたがこの回答を変更しました" in shown
    assert "editorさんが" not in shown


def test_a_page_from_before_the_change_decides_nothing(desk, checklist, colleague, brought):
    intake, page = brought
    change_answer(checklist, "2", body="Kept for ten years.", by=colleague)

    typed = fields(page, "2", body="Mine")
    after = decide(desk, intake, page, "2", "edit", **typed)

    assert words(after) == [
        "表示した後に、項目2の回答または行の読み取りが変わりました。"
        "現在の内容を確かめて、もう一度処理を決めてください。"
    ]
    assert (Intake.objects.get().decisions, field_values(after, "2")["body"]) == ({}, "Mine")


def test_a_change_of_another_answer_stops_no_decision(desk, checklist, colleague, brought):
    intake, page = brought
    change_answer(checklist, "3", body="Elsewhere.", by=colleague)

    page = decide(desk, intake, page, "2", "accept")

    assert row_of(page, "2").found.is_decided


def test_a_sure_row_is_not_ticked_where_somebody_changed_the_answer_since(
    desk, checklist, colleague, brought
):
    intake, _page = brought
    change_answer(checklist, "1", body="Theirs.", by=colleague)

    page = desk.get(page_of(intake, "preview"))
    refused = confirm(desk, intake, page)

    assert row_of(page, "1").is_ticked is False
    assert "取り込める行が選ばれていません" in words(refused)[0]
    assert stated()["1"] == "Theirs."


def test_it_is_taken_all_the_same_where_a_person_ticks_it(desk, checklist, colleague, brought):
    intake, _page = brought
    change_answer(checklist, "1", body="Theirs.", by=colleague)
    page = desk.get(page_of(intake, "preview"))

    confirm(desk, intake, page, take=["0"])

    assert stated()["1"] == "First."


def test_what_was_decided_after_the_preview_is_not_confirmed_from_it(desk, brought):
    intake, page = brought
    decide(desk, intake, page, "2", "accept")

    confirm(desk, intake, page)

    assert stated() == BEFORE


def test_they_are_not_fetched_for_a_page_that_shows_another_state(
    desk, checklist, colleague, brought
):
    intake, page = brought
    found = row_of(page, "2").found
    change_answer(checklist, "2", body="Meanwhile.", by=colleague)

    response = desk.get(page_of(intake, "row"), {"open_row": f"{found.anchor}:{found.token}"})

    assert response.status_code == 409


def reword(checklist, number):
    item = checklist.guideline.items.get(number=number)
    item.question = "Asked otherwise?"
    item.save(by=get_user("manager", "Manager"), reason="Reworded")


def test_a_decision_of_an_older_wording_is_refused_and_said(desk, checklist, brought):
    intake, page = brought
    reword(checklist, "2")

    after = decide(desk, intake, page, "2", "accept")

    assert words(after) == [
        "表示した後に、項目2の設問文が変更されました。"
        "現在の設問を確かめて、もう一度処理を決めてください。"
    ]
    assert Intake.objects.get().decisions == {}


def test_a_text_that_was_edited_before_the_change_is_there_to_go_on_with(
    desk, checklist, colleague, brought
):
    intake, page = brought
    decide(desk, intake, page, "2", "edit", **fields(page, "2", body="Typed by hand."))
    change_answer(checklist, "2", body="Theirs.", by=colleague)

    page = desk.get(page_of(intake, "preview"))

    assert row_of(page, "2").found.decision is None
    assert "Typed by hand." in page.content.decode()
    page = opened(desk, intake, page, "2")
    assert field_values(page, "2")["body"] == "Typed by hand."


def test_an_edit_that_is_open_once_more_is_not_thrown_away_by_confirming(
    desk, checklist, colleague, brought
):
    intake, page = brought
    decide(desk, intake, page, "2", "edit", **fields(page, "2", body="Typed by hand."))
    change_answer(checklist, "2", body="Theirs.", by=colleague)
    page = opened(desk, intake, desk.get(page_of(intake, "preview")), "2")

    refused = confirm(desk, intake, page, **fields(page, "2", **field_values(page, "2")))

    assert "処理を決めていない行が開いています" in words(refused)[0]
    assert Intake.objects.get(pk=intake.pk).is_open
    assert field_values(refused, "2")["body"] == "Typed by hand."


def test_a_reason_that_was_given_before_the_change_is_there_to_go_on_with(
    desk, checklist, colleague, brought
):
    intake, page = brought
    decide(desk, intake, page, "2", "pass", **reason_of(page, "2"))
    change_answer(checklist, "2", body="Theirs.", by=colleague)

    page = desk.get(page_of(intake, "preview"))

    assert "Not now" in page.content.decode()
    page = opened(desk, intake, page, "2")
    assert field_values(page, "2")["reason"] == "Not now"


def test_fields_that_were_opened_before_a_change_do_not_overwrite_it(
    desk, checklist, colleague, brought
):
    intake, page = brought
    typed = fields(page, "2", body="Mine")
    change_answer(checklist, "2", body="Theirs.", by=colleague)
    page = desk.get(page_of(intake, "preview"))

    redrawn = decide(desk, intake, page, "1", "pass", **{**typed, **reason_of(page, "1")})

    assert "これらの欄を開いた後に、回答が変更されました。" in redrawn.content.decode()
    opened_as = field_values(redrawn, "2")["token"]
    typed = fields(redrawn, "2", body="Mine", token=opened_as)
    after = decide(desk, intake, redrawn, "2", "edit", **typed)
    assert "項目2の回答または行の読み取りが変わりました" in words(after)[0]
    assert re.search("colleagueさんが.*にこの回答を変更しました", after.content.decode())
    assert field_values(after, "2")["body"] == "Mine"

    again = fields(after, "2", body="Mine", token=field_values(after, "2")["token"])
    page = decide(desk, intake, after, "2", "edit", **again)

    assert row_of(page, "2").found.is_decided


def reason_of(page, number):
    return {f"{row_of(page, number).found.anchor}-reason": "Not now"}
