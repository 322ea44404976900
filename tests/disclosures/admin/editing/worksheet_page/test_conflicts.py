"""The worksheet and other people's work: what both changed is refused."""

import pytest

from disclosures.models import Answer
from tests.factory import answer_of, change_answer, editor, manager
from tests.pages import FormOnPage

from .worksheet import errors_of, field, opened, rows_since, send

pytestmark = pytest.mark.django_db


def test_a_stale_page_leaves_alone_what_it_did_not_touch(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()
    change_answer(checklist, "1", by=manager(), body="By somebody else")

    send(desk, checklist, data, **{field(checklist, "3", "body"): "Mine"})

    mine = [row for row in rows_since(before) if row.history_user == editor()]
    assert [row.body for row in mine] == ["Mine"]
    assert answer_of(checklist, "1").body == "By somebody else"


def test_two_people_may_change_different_fields_of_one_row(desk, checklist):
    data = opened(desk, checklist)
    change_answer(checklist, "1", by=manager(), body="By somebody else")

    send(desk, checklist, data, **{field(checklist, "1", "internal_note"): "Mine"})

    answer = answer_of(checklist, "1")
    assert (answer.body, answer.internal_note) == ("By somebody else", "Mine")


def test_a_conflict_shows_both_texts_and_keeps_mine_in_the_form(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "1", "body")
    change_answer(checklist, "1", by=manager(), body="Theirs stands")

    response = send(desk, checklist, data, **{name: "Mine stands"})

    page = FormOnPage("worksheet_form")
    page.feed(response.content.decode())
    [[error]] = [row["body"] for row in errors_of(response).values()]
    assert answer_of(checklist, "1").body == "Theirs stands"
    assert page.data[name] == "Mine stands"
    assert '<p class="text">Theirs stands</p>' in error
    assert "<del>Theirs</del><ins>Mine</ins> stands" in error
    assert "manager" in error


def test_after_a_conflict_saving_again_is_a_decision(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "1", "body")
    change_answer(checklist, "1", by=manager(), body="Theirs")
    page = FormOnPage("worksheet_form")
    page.feed(send(desk, checklist, data, **{name: "Mine"}).content.decode())

    response = send(desk, checklist, {**page.data, "row": page.all["row"]})

    assert (response.status_code, answer_of(checklist, "1").body) == (302, "Mine")
