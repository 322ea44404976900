"""Going back: an old record's values are taken into the ordinary form, and saved as any change."""

import pytest

from disclosures.permissions import AUDITOR, MANAGER, REVIEWER
from products.models import Product
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_product,
    make_user,
    manager,
    saved,
)
from tests.pages import errors_of, fill, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(client):
    """An answer that said something else before, and the editor at the desk."""
    checklist = make_checklist()
    change_answer(checklist, "1", body="Old words", availability="no", internal_note="Old note")
    change_answer(checklist, "1", body="New words", availability="yes", internal_note="New note")
    client.force_login(editor())
    return answer_of(checklist, "1")


def record_page(obj, record):
    return page_of(obj, "history") + f"{record.pk}/"


def form_with(obj, record):
    return f"{page_of(obj)}?from={record.pk}"


def test_the_record_leads_to_the_form(client, answer):
    old = answer.history.all()[1]

    shown = client.get(record_page(answer, old)).content.decode()

    assert f'href="{form_with(answer, old)}"' in shown


@pytest.mark.parametrize("role", [AUDITOR, REVIEWER, MANAGER])
def test_who_may_not_change_is_offered_nothing_and_refused(client, answer, role):
    old = answer.history.all()[1]
    client.force_login(make_user(role=role))

    shown = client.get(record_page(answer, old)).content.decode()

    assert "?from=" not in shown
    assert client.get(form_with(answer, old)).status_code == 403


def test_the_record_of_what_is_deleted_offers_nothing(client):
    product = make_product()
    record, key = product.history.first(), product.pk
    product.delete(by=manager(), reason="A mistake")
    client.force_login(manager())

    shown = client.get(f"/admin/products/product/{key}/history/{record.pk}/").content.decode()

    assert "?from=" not in shown


def test_the_form_opens_with_the_old_statement_and_saves_nothing(client, answer):
    data = fill(client, form_with(answer, answer.history.all()[1]))

    assert (data["body"], data["availability"]) == ("Old words", "no")
    assert (data["initial-body"], data["initial-availability"]) == ("New words", "yes")
    assert data["internal_note"] == "New note"
    assert answer.history.count() == 3


def test_the_form_says_from_when_it_is(client, answer):
    response = client.get(form_with(answer, answer.history.all()[1]))

    [message] = response.context["messages"]
    assert "editor" in str(message)


def test_saving_it_is_an_ordinary_change(client, answer):
    page = form_with(answer, answer.history.all()[1])

    client.post(page, fill(client, page, change_reason="Back to what was true"))

    now = answer_of(answer.checklist, "1")
    record = now.history.first()
    assert (now.body, now.availability, now.internal_note) == ("Old words", "no", "New note")
    assert (record.history_user, record.history_change_reason) == (
        editor(),
        "Back to what was true",
    )


def test_saving_it_without_a_reason_is_refused(client, answer):
    page = form_with(answer, answer.history.all()[1])

    response = client.post(page, fill(client, page, change_reason=""))

    assert list(errors_of(response)) == ["change_reason"]


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(client, answer):
    page = form_with(answer, answer.history.all()[1])
    data = fill(client, page)
    change_answer(answer.checklist, "1", body="Their words", by=make_user("colleague"))

    response = client.post(page, data)

    assert list(errors_of(response)) == ["body"]
    assert answer_of(answer.checklist, "1").body == "Their words"


def test_the_newest_record_saves_nothing(client, answer):
    page = form_with(answer, answer.history.first())

    client.post(page, fill(client, page))

    assert answer.history.count() == 3


def test_every_tracked_object_can_go_back(client):
    product = make_product(website="https://example.com/old")
    old = product.history.first()
    product.website, product.name = "https://example.com/new", "Beta"
    saved(product)
    client.force_login(manager())

    page = form_with(product, old)
    client.post(page, fill(client, page))

    assert Product.objects.values_list("name", "website").get() == (
        "Alpha",
        "https://example.com/old",
    )


def test_a_record_of_another_object_is_not_found(client, answer):
    other = answer_of(answer.checklist, "2").history.first()

    assert client.get(form_with(answer, other)).status_code == 404


@pytest.mark.parametrize("junk", ["", "x", "0", "-1", "1.5", "99999", "9" * 30, "%00", "१x"])
def test_junk_is_not_found(client, answer, junk):
    assert client.get(f"{page_of(answer)}?from={junk}").status_code == 404
