"""Saving many answers at once: what is written, and what is refused in words."""

import pytest
from django.contrib.messages import get_messages

from disclosures.models import Answer
from tests.factory import answer_of, change_answer, editor, make_user
from tests.pages import FormOnPage

from .worksheet import errors_of, field, opened, rows_since, send, worksheet_of

pytestmark = pytest.mark.django_db


def messages_of(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_only_touched_rows_are_written(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    response = send(desk, checklist, data, **{field(checklist, "2", "body"): "New words"})

    [row] = rows_since(before)
    assert (row.body, row.history_user, row.history_change_reason) == (
        "New words",
        editor(),
        "Because",
    )
    assert (response.status_code, messages_of(response)) == (302, ["1件の回答を保存しました。"])


def test_a_page_without_a_change_writes_nothing_and_needs_no_reason(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    response = send(desk, checklist, data, change_reason="")

    assert (response.status_code, Answer.history.count()) == (302, before)


def test_a_row_may_have_a_reason_of_its_own(desk, checklist):
    data, before = opened(desk, checklist), Answer.history.count()

    send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "body"): "One",
            field(checklist, "2", "body"): "Two",
            field(checklist, "2", "reason"): "Another one",
        },
    )

    reasons = {row.body: row.history_change_reason for row in rows_since(before)}
    assert reasons == {"One": "Because", "Two": "Another one"}


def test_without_any_reason_nothing_is_saved_and_the_text_stays(desk, checklist):
    data, name = opened(desk, checklist), field(checklist, "2", "body")

    response = send(desk, checklist, data, change_reason=" ", **{name: "New words"})

    assert answer_of(checklist, "2").body == ""
    assert list(errors_of(response)[name.split("-")[0]]) == ["reason"]
    assert "New words</textarea>" in response.content.decode()


def test_every_field_of_a_row_is_saved(desk, checklist):
    owner = make_user("owner")
    data = opened(desk, checklist)

    send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "availability"): "yes",
            field(checklist, "1", "responsibility"): "vendor",
            field(checklist, "1", "body"): "Words",
            field(checklist, "1", "internal_note"): "A note",
            field(checklist, "1", "owner"): str(owner.pk),
            field(checklist, "1", "review_due_on"): "2026-03-31",
            field(checklist, "2", "same_as"): "1",
        },
    )

    first, second = answer_of(checklist, "1"), answer_of(checklist, "2")
    assert (first.availability, first.responsibility, first.body) == ("yes", "vendor", "Words")
    assert (first.internal_note, first.owner) == ("A note", owner)
    assert first.review_due_on.isoformat() == "2026-03-31"
    assert second.same_as == first.item


def test_a_reason_signs_one_save_and_is_asked_for_anew(desk, checklist):
    data = opened(desk, checklist)

    send(desk, checklist, data, **{field(checklist, "2", "body"): "New words"})

    assert answer_of(checklist, "2").history.first().history_change_reason == "Because"
    shown = FormOnPage("worksheet_form")
    shown.feed(desk.get(worksheet_of(checklist, "?section=all")).content.decode())
    assert shown.data["change_reason"] == ""


def test_a_reason_stays_while_a_row_could_not_be_saved(desk, checklist):
    data = opened(desk, checklist)
    touched = {field(checklist, "1", "body"): "\0", field(checklist, "2", "body"): "New words"}

    response = send(desk, checklist, data, **touched)

    assert response.context["why"]["change_reason"].value() == "Because"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("same_as", "99"),
        ("same_as", "2"),
        ("owner", "99999"),
        ("owner", "x"),
        ("availability", "perhaps"),
        ("review_due_on", "soon"),
        ("body", "\x00"),
        ("body", "a" * 4001),
    ],
)
def test_what_a_row_cannot_be_is_said_beside_it_and_the_others_are_saved(
    desk, checklist, name, value
):
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{field(checklist, "2", name): value, field(checklist, "3", "body"): "Fine"},
    )

    [errors] = errors_of(response).values()
    assert (list(errors), response.status_code) == ([name], 200)
    assert answer_of(checklist, "3").body == "Fine"


def test_same_as_beside_a_text_is_refused(desk, checklist):
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{field(checklist, "2", "same_as"): "1", field(checklist, "2", "body"): "And more"},
    )

    assert answer_of(checklist, "2").same_as is None
    assert len(errors_of(response)) == 1


def test_answers_that_change_places_with_same_as_are_saved_together(desk, checklist):
    change_answer(checklist, "1", body="Words")
    change_answer(checklist, "2", same_as=answer_of(checklist, "1").item)
    data = opened(desk, checklist)

    response = send(
        desk,
        checklist,
        data,
        **{
            field(checklist, "1", "body"): "",
            field(checklist, "1", "same_as"): "2",
            field(checklist, "2", "same_as"): "",
            field(checklist, "2", "body"): "Words",
        },
    )

    assert response.status_code == 302
    assert answer_of(checklist, "1").same_as == answer_of(checklist, "2").item
