"""The history: who, when, why and what, in full; read by whoever may view, written by nobody."""

from datetime import date

import pytest
from django.urls import reverse

from audit.admin import TrackedAdmin
from disclosures.models import Answer, Checklist, Guideline, Item, Section
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from products.models import Product
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_product,
    make_user,
    saved,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db

TRACKED = [Product, Guideline, Section, Item, Checklist, Answer]
ROLES = [EDITOR, REVIEWER, MANAGER, AUDITOR]
SUPERUSER = "superuser"


@pytest.fixture
def checklist():
    return make_checklist(products=[make_product()])


def person(role):
    return make_user(role=None if role == SUPERUSER else role, is_superuser=role == SUPERUSER)


def record_page(obj, record=None):
    name = f"admin:{obj._meta.label_lower.replace('.', '_')}_simple_history"
    return reverse(name, args=[obj.pk, (record or obj.history.first()).pk])


def history_of(client, obj):
    client.force_login(make_user(role=AUDITOR))
    return client.get(page_of(obj, "history")).content.decode()


@pytest.mark.parametrize("model", TRACKED)
@pytest.mark.parametrize("role", [*ROLES, SUPERUSER])
def test_every_role_reads_and_nobody_writes_history(client, checklist, role, model):
    obj = model.objects.first()
    client.force_login(person(role))
    pages = [page_of(obj, "history"), record_page(obj)]

    assert [client.get(page).status_code for page in pages] == [200, 200]
    assert [client.head(page).status_code for page in pages] == [200, 200]
    assert [client.post(page, {"_save": "1"}).status_code for page in pages] == [405, 405]
    assert [client.put(page).status_code for page in pages] == [405, 405]


@pytest.mark.parametrize("model", TRACKED)
def test_staff_without_a_role_see_no_history(client, checklist, model):
    obj = model.objects.first()
    client.force_login(make_user())

    pages = [page_of(obj), page_of(obj, "history"), record_page(obj)]

    assert [client.get(page).status_code for page in pages] == [403, 403, 403]


def test_a_post_to_an_old_version_changes_nothing(client, checklist):
    change_answer(checklist, "1", body="Old")
    change_answer(checklist, "1", body="New")
    answer = answer_of(checklist, "1")
    client.force_login(editor())

    client.post(
        record_page(answer, answer.history.all()[1]),
        {"body": "Old", "change_reason": "Back", "_change_history": "1"},
    )

    assert (answer_of(checklist, "1").body, answer.history.count()) == ("New", 3)


def test_the_list_shows_user_reason_old_and_new(client, checklist):
    change_answer(checklist, "1", body="The old words")
    change_answer(checklist, "1", body="The new words", reason="Asked by a customer")

    shown = history_of(client, answer_of(checklist, "1"))

    assert "The <del>old</del><ins>new</ins> words" in shown
    assert "Asked by a customer" in shown
    assert "<td>editor</td>" in shown


def test_texts_are_shown_in_full_and_escaped(client, checklist):
    text = "<ID>" + "長い文 " * 900 + "end"
    change_answer(checklist, "1", body="x" * 3000)
    change_answer(checklist, "1", body=text)

    shown = history_of(client, answer_of(checklist, "1"))

    assert "&lt;ID&gt;" + text.removeprefix("<ID>") in shown
    assert "x" * 3000 in shown


def test_choices_and_items_are_shown_by_their_words(client, checklist):
    change_answer(checklist, "1", availability="no")
    change_answer(checklist, "1", availability="yes")
    change_answer(checklist, "2", same_as=checklist.guideline.items.get(number="1"))

    choice = history_of(client, answer_of(checklist, "1"))
    item = history_of(client, answer_of(checklist, "2"))

    assert "<del>無し</del> → <ins>有り</ins>" in choice
    assert '<span class="none">記載なし</span> → <ins>1 Name 1</ins>' in item


def test_the_last_row_of_a_page_shows_its_changes_too(client, checklist, monkeypatch):
    monkeypatch.setattr(TrackedAdmin, "history_list_per_page", 1)
    change_answer(checklist, "1", body="The old words")
    change_answer(checklist, "1", body="The new words")

    shown = history_of(client, answer_of(checklist, "1"))

    assert "The <del>old</del><ins>new</ins> words" in shown


def test_an_old_version_is_shown_as_it_was_without_anything_to_fill_in(client, checklist):
    change_answer(checklist, "1", body="Old words")
    answer = answer_of(checklist, "1")
    old = answer.history.first()
    change_answer(checklist, "1", body="New words")
    client.force_login(editor())

    response = client.get(record_page(answer, old))

    shown = response.content.decode()
    assert ("Old words" in shown, "New words" in shown) == (True, False)
    assert 'type="submit"' not in shown.split('id="content-main"')[1].split("</form>")[0]
    assert "<textarea" not in shown


def test_the_history_of_a_deleted_object_stays_readable(client):
    product = make_product()
    page = page_of(product, "history")
    product.delete(by=editor(), reason="A mistake")
    client.force_login(make_user(role=AUDITOR))

    assert "A mistake" in client.get(page).content.decode()


def test_what_was_deleted_is_listed_with_the_way_to_its_history(client):
    product = make_product("Beta")
    page = page_of(product, "history")
    product.delete(by=editor(), reason="A mistake")
    client.force_login(make_user(role=AUDITOR))

    shown = client.get(reverse("admin:products_product_deleted")).content.decode()

    assert f'<a href="{page}" lang="">Beta</a>' in shown
    assert "A mistake" in shown


@pytest.mark.parametrize("model", TRACKED)
def test_every_list_leads_to_what_was_deleted_from_it(client, model):
    client.force_login(make_user(role=AUDITOR))
    page = f"admin:{model._meta.label_lower.replace('.', '_')}"

    shown = client.get(reverse(f"{page}_changelist")).content.decode()

    assert f'href="{reverse(f"{page}_deleted")}"' in shown


def test_the_history_of_an_answer_outlives_its_item(client, checklist):
    answer = answer_of(checklist, "1")
    pages = [page_of(answer, "history"), record_page(answer)]
    item = answer.item
    answer.delete(by=editor(), reason="A mistake")
    item.delete(by=editor(), reason="A mistake")
    client.force_login(make_user(role=AUDITOR))

    assert [client.get(page).status_code for page in pages] == [200, 200]


def test_the_history_of_a_retired_item_s_answer_is_read_as_ever(client, checklist):
    change_answer(checklist, "1", body="Its words")
    answer = answer_of(checklist, "1")
    answer.item.retired_on = date(2025, 1, 1)
    saved(answer.item)

    assert "<ins>Its words</ins>" in history_of(client, answer)


@pytest.mark.parametrize("key", ["x", "99999", "9" * 30, "1%00"])
def test_an_unknown_object_has_no_history(client, key):
    client.force_login(make_user(role=AUDITOR))

    pages = [f"/admin/products/product/{key}/history/", f"/admin/products/product/{key}/history/1/"]

    assert [client.get(page).status_code for page in pages] == [404, 404]


@pytest.mark.parametrize("changes", [2, 50])
def test_the_list_costs_the_same_with_more_changes(
    client, checklist, changes, django_assert_num_queries
):
    for number in range(changes):
        change_answer(checklist, "1", body=f"Words {number}")
        change_answer(checklist, "1", owner=editor() if number % 2 else None)
    answer = answer_of(checklist, "1")
    client.force_login(make_user(role=AUDITOR))
    client.get(page_of(answer, "history"))  # the first page also reads content types

    with django_assert_num_queries(8):
        client.get(page_of(answer, "history"))
