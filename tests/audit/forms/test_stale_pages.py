"""A page that was open for a while does not undo what others changed."""

import threading

import pytest
from django.db import connection, transaction

from audit.locks import lock_row
from disclosures.models import Checklist, Guideline, Section
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_user,
    manager,
    saved,
    submit,
)
from tests.pages import FormOnPage, errors_of, fill, page_of

pytestmark = pytest.mark.django_db


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
        lock_row(Checklist, checklist.pk)
        thread.start()
        thread.join(1)
        checklist.title = "After"
        saved(checklist)
    thread.join(20)

    assert submitted[0].content.title == "After"
