"""What every form of the working copy shares: a reason, the door's words, and stale pages."""

import threading

import pytest
from django.contrib.messages import get_messages
from django.db import connection, transaction

from audit.models import hold
from disclosures.integrity import triggers
from disclosures.models import Answer, Checklist, Guideline, Section
from products.models import Product
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    manager,
    saved,
    submit,
)
from tests.pages import FormOnPage, errors_of, fill, page_of, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    """An answer with words, and the editor at the desk."""
    checklist = make_checklist()
    change_answer(checklist, "1", body="The first line.\nThe second line.")
    client.force_login(editor())
    return answer_of(checklist, "1")


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


# A page that was open for a while


def test_a_field_left_alone_does_not_put_back_what_somebody_changed(client, answer):
    data = fill(client, page_of(answer), availability="yes")
    change_answer(answer.checklist, "1", body="New words of a colleague.")

    client.post(page_of(answer), data)

    now = answer_of(answer.checklist, "1")
    assert (now.availability, now.body) == ("yes", "New words of a colleague.")


def test_a_field_that_both_changed_is_refused_and_names_the_other(client, answer):
    data = fill(client, page_of(answer), body="My words.")
    change_answer(answer.checklist, "1", body="Their words.", by=make_user("colleague"))
    change_answer(answer.checklist, "1", internal_note="Unrelated")

    response = client.post(page_of(answer), data)

    [error] = errors_of(response)["body"]
    assert ("colleague" in error, "Their words." in error) == (True, True)
    assert "My words." in response.content.decode()
    assert answer_of(answer.checklist, "1").body == "Their words."


def test_saving_again_after_reading_theirs_is_a_decision(client, answer):
    data = fill(client, page_of(answer), body="My words.")
    change_answer(answer.checklist, "1", body="Their words.", by=make_user("colleague"))
    refused = client.post(page_of(answer), data)

    page = FormOnPage("answer_form")
    page.feed(refused.content.decode())
    client.post(page_of(answer), page.data)

    assert answer_of(answer.checklist, "1").body == "My words."


def test_both_changing_to_the_same_is_no_conflict(client, answer):
    data = fill(client, page_of(answer), availability="no")
    change_answer(answer.checklist, "1", availability="no")

    response = client.post(page_of(answer), data)

    assert response.status_code == 302


@pytest.mark.parametrize(
    ("field", "mine", "theirs"),
    [
        ("availability", "yes", "no"),
        ("owner", "", "colleague"),
        ("review_due_on", "2026-05-01", "2026-06-01"),
    ],
)
def test_every_kind_of_field_is_compared(client, answer, field, mine, theirs):
    colleague = make_user("colleague")
    values = {"owner": editor()} if field == "owner" else {}
    change_answer(answer.checklist, "1", **values)
    data = fill(client, page_of(answer), **{field: mine})
    change_answer(
        answer.checklist, "1", **{field: colleague if field == "owner" else theirs}, by=colleague
    )

    response = client.post(page_of(answer), data)

    assert list(errors_of(response)) == [field]


@pytest.mark.parametrize("name", ["body", "owner", "availability", "review_due_on", "same_as"])
@pytest.mark.parametrize("claimed", ["\x00", "99999999999999999999", "soon", None])
def test_a_false_claim_of_what_the_page_showed_is_no_way_past_the_comparison(
    client, answer, name, claimed
):
    data = fill(client, page_of(answer))
    data.pop(f"initial-{name}")
    if claimed is not None:
        data[f"initial-{name}"] = claimed

    response = client.post(page_of(answer), data)

    assert response.status_code in (200, 302)
    assert answer.history.count() == 2


def test_a_row_left_alone_does_not_put_back_what_somebody_changed(client):
    guideline = make_guideline()
    client.force_login(manager())
    data = fill(client, page_of(guideline), name="New name")
    section = Section.objects.get()
    section.title = "A colleague's title"
    saved(section, make_user("colleague"))

    client.post(page_of(guideline), data)

    assert Guideline.objects.get().name == "New name"
    assert Section.objects.get().title == "A colleague's title"


def test_a_row_that_both_changed_is_refused_and_names_the_other(client):
    guideline = make_guideline()
    client.force_login(manager())
    data = fill(client, page_of(guideline), **{"sections-0-title": "Mine"})
    section = Section.objects.get()
    section.title = "Theirs"
    saved(section, make_user("colleague"))

    response = client.post(page_of(guideline), data)

    [formset] = response.context["inline_admin_formsets"]
    assert "colleague" in formset.formset.errors[0]["title"][0]
    assert Section.objects.get().title == "Theirs"


def test_a_row_that_somebody_deleted_is_refused_in_words(client):
    guideline = make_guideline(items=())
    client.force_login(manager())
    data = fill(client, page_of(guideline), **{"sections-0-title": "Mine"})
    Section.objects.get().delete(by=manager(), reason="A mistake")

    response = client.post(page_of(guideline), data)

    assert response.status_code == 200
    assert not Section.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_save_waits_for_another_that_is_still_open(client, answer):
    data = fill(client, page_of(answer), body="My words.")
    responses = []

    def post():
        responses.append(client.post(page_of(answer), data))
        connection.close()

    thread = threading.Thread(target=post)
    with transaction.atomic():
        change_answer(answer.checklist, "1", body="Their words.")
        thread.start()
        thread.join(1)
        assert thread.is_alive()
    thread.join(20)

    assert list(errors_of(responses[0])) == ["body"]
    assert answer_of(answer.checklist, "1").body == "Their words."


@pytest.mark.django_db(transaction=True)
def test_a_submission_at_the_same_moment_waits_and_does_not_block_the_save():
    checklist = make_checklist(title="Before")
    submitted = []

    def submit_meanwhile():
        submitted.append(submit(checklist))
        connection.close()

    thread = threading.Thread(target=submit_meanwhile)
    with transaction.atomic():
        hold(Checklist, checklist.pk)
        thread.start()
        thread.join(1)
        checklist.title = "After"
        saved(checklist)
    thread.join(20)

    assert submitted[0].content.title == "After"


# What only the save finds out


def test_what_the_save_itself_refuses_is_an_error_of_the_form(client, monkeypatch):
    client.force_login(manager())
    product = make_product()
    data = fill(client, page_of(product), name="Beta")
    monkeypatch.setattr(Product, "validate_constraints", lambda *args, **kwargs: None)
    monkeypatch.setattr(Product, "validate_unique", lambda *args, **kwargs: None)
    make_product("Beta")

    response = client.post(page_of(product), data)

    assert len(errors_of(response)["__all__"]) == 1
    assert 'value="Beta"' in response.content.decode()
    assert Product.objects.get(pk=product.pk).name == "Alpha"


def test_a_guard_of_the_database_is_an_error_of_the_form(client, answer, monkeypatch):
    other = answer_of(answer.checklist, "2")
    change_answer(answer.checklist, "3", same_as=other.item)
    data = fill(client, page_of(other), same_as=str(answer.item_id))
    monkeypatch.setattr(Answer, "clean", lambda answer: None)

    response = client.post(page_of(other), data)

    assert triggers.missing(connection) == []
    assert len(errors_of(response)["__all__"]) == 1
    assert answer_of(answer.checklist, "2").same_as is None
