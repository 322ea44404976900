"""Every save of the working copy has a reason, and texts are refused in words."""

import pytest
from django.contrib.messages import get_messages

from tests.factory import answer_of, editor
from tests.pages import errors_of, page_of, save

pytestmark = pytest.mark.django_db


def test_a_save_keeps_who_and_why(client, answer):
    response = save(client, answer, body="Other words.", change_reason="Asked by a customer")

    row = answer.history.first()
    assert response.status_code == 302
    assert (row.body, row.history_user, row.history_change_reason) == (
        "Other words.",
        editor(),
        "Asked by a customer",
    )


def test_a_save_without_a_reason_is_refused(client, answer):
    response = save(client, answer, body="Other words.", change_reason=" ")

    assert list(errors_of(response)) == ["change_reason"]
    assert answer_of(answer.checklist, "1").body == answer.body


@pytest.mark.parametrize("button", ["_save", "_continue"])
def test_a_reason_signs_one_save_and_is_asked_for_anew(client, answer, button):
    data = {"body": "Other words.", "change_reason": "Asked by a customer", button: "1"}
    response = save(client, answer, **data)

    same = client.get(page_of(answer))
    following = client.get(page_of(answer_of(answer.checklist, "2")))

    assert (response.status_code, answer.history.first().body) == (302, "Other words.")
    assert "Asked by a customer" not in same.content.decode()
    assert "Asked by a customer" not in following.content.decode()


def test_a_reason_stays_in_a_form_that_could_not_be_saved(client, answer):
    response = save(client, answer, body="\0", change_reason="Asked by a customer")

    assert response.context["adminform"].form["change_reason"].value() == "Asked by a customer"


def test_a_save_without_a_change_writes_no_history(client, answer):
    before = answer.history.count()

    response = save(client, answer)

    [message] = get_messages(response.wsgi_request)
    assert str(message) == "変更がないため、保存しませんでした。"
    assert answer.history.count() == before


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("bell \x07", "U+0007"),
        ("direction \u202e", "U+202E"),
        ("nothing \u200b", "U+200B"),
        ("null \x00", "U+0000"),
        ("x" * 4001, "4001"),
        ("javascript:alert(1)", "javascript:"),
        ("https://user@example.com/", "https://user@example.com/"),
    ],
)
@pytest.mark.parametrize("field", ["body", "internal_note", "change_reason"])
def test_the_door_answers_in_words(client, answer, field, text, word):
    response = save(client, answer, **{field: text})

    [error] = errors_of(response)[field]
    assert word in error


def test_half_a_character_in_the_bytes_is_answered_in_words(client, answer):
    """Django reads bytes that are no UTF-8 as U+FFFD."""
    half = "%ED%A0%80"

    response = client.post(
        page_of(answer), f"body={half}", content_type="application/x-www-form-urlencoded"
    )

    assert "U+FFFD" in errors_of(response)["body"][0]
