"""Checklists in the admin: content, products, and what leads on from there."""

import pytest
from django.urls import reverse

from disclosures.models import Checklist, ChecklistProduct
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    manager,
    submit,
)
from tests.pages import errors_of, fill, page_of, save

pytestmark = pytest.mark.django_db

ADD = "/admin/disclosures/checklist/add/"


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def product_row(number, product, **values):
    """One more row in the formset of products."""
    row = {"id": "", "product": product.pk, "position": "1", **values}
    return {
        **{f"for_products-{number}-{name}": value for name, value in row.items()},
        "for_products-TOTAL_FORMS": str(number + 1),
    }


def add(client, **values):
    data = {
        "title": "Title",
        "slug": "new",
        "company": "Example Inc.",
        "guideline": (make_guideline()).pk,
    }
    return client.post(ADD, fill(client, ADD, **{**data, **values}))


def test_a_manager_adds_a_checklist_that_asks_everything_at_once(client):
    client.force_login(manager())
    product = make_product()

    add(client, change_reason="A new sheet", **product_row(0, product))

    checklist = Checklist.objects.get()
    row = checklist.answers.first().history.get()
    assert checklist.answers.count() == 3
    assert list(checklist.products()) == [product]
    assert (row.history_user, row.history_change_reason) == (manager(), "A new sheet")


@pytest.mark.parametrize("slug", ["admin", "en", "schemas", "static"])
def test_a_slug_of_a_fixed_address_is_refused_in_words(client, slug):
    client.force_login(manager())

    assert list(errors_of(add(client, slug=slug))) == ["__all__"]


def test_a_checklist_about_a_guideline_without_questions_can_be_added(client):
    client.force_login(manager())

    add(client, guideline=make_guideline("empty", items=()).pk)

    assert Checklist.objects.get().answers.count() == 0


def test_an_editor_changes_the_content(desk):
    checklist = make_checklist()

    save(desk, checklist, notes="Read this first.", change_reason="Asked for")

    row = Checklist.history.first()
    assert (row.notes, row.history_user, row.history_change_reason) == (
        "Read this first.",
        editor(),
        "Asked for",
    )


def test_an_editor_adds_and_removes_products(desk):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha])

    save(desk, checklist, **{"for_products-0-DELETE": "on"}, **product_row(1, beta))

    assert list(checklist.products()) == [beta]
    changes = ChecklistProduct.history.filter(
        history_user=editor(), history_change_reason="Because"
    )
    assert [row.history_type for row in changes.order_by("history_type")] == ["+", "-"]


def test_a_row_keeps_its_product(desk):
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha])

    save(desk, checklist, **{"for_products-0-product": beta.pk, "for_products-0-position": "7"})

    row = ChecklistProduct.objects.get()
    assert (row.product, row.position) == (alpha, 7)


def test_a_product_stands_on_a_checklist_once(desk):
    alpha = make_product("Alpha")
    checklist = make_checklist(products=[alpha])

    response = save(desk, checklist, **product_row(1, alpha))

    assert response.status_code == 200
    assert ChecklistProduct.objects.count() == 1


def test_the_guideline_is_set_once_and_the_slug_until_a_submission(desk):
    checklist = make_checklist()
    before = fill(desk, page_of(checklist))
    submit(checklist)
    after = fill(desk, page_of(checklist))

    assert ("guideline" in before, "slug" in before) == (False, True)
    assert ("guideline" in after, "slug" in after) == (False, False)


@pytest.mark.parametrize("role", [MANAGER, REVIEWER, AUDITOR])
def test_other_roles_only_read_a_stored_checklist(client, role):
    checklist = make_checklist()
    client.force_login(make_user(role=role))

    assert client.get(page_of(checklist)).status_code == 200
    assert client.post(page_of(checklist), {"title": "Other"}).status_code == 403


@pytest.mark.parametrize("role", [EDITOR, REVIEWER, AUDITOR])
def test_only_managers_add_checklists(client, role):
    client.force_login(make_user(role=role))

    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {}).status_code == 403


def test_no_role_deletes_checklists_and_superusers_none_with_answers(client):
    checklist = make_checklist()
    statuses = []
    for role in (EDITOR, MANAGER, REVIEWER, AUDITOR):
        client.force_login(make_user(role=role))
        statuses.append(
            client.post(
                page_of(checklist, "delete"), {"post": "yes", "change_reason": "Why"}
            ).status_code
        )
    client.force_login(make_user(is_superuser=True))

    response = client.post(page_of(checklist, "delete"), {"post": "yes", "change_reason": "Why"})

    assert statuses == [403] * 4
    assert response.context["protected"]
    assert Checklist.objects.exists()


def test_the_page_leads_to_submission_answers_and_the_public_page(desk):
    checklist = make_checklist()
    submission = reverse("admin:disclosures_checklist_submit", args=[checklist.pk])
    answers = f"/admin/disclosures/answer/?checklist__id__exact={checklist.pk}"

    before = desk.get(page_of(checklist)).content.decode()
    make_approved(checklist)
    after = desk.get(page_of(checklist)).content.decode()

    assert [f'href="{url}"' in before for url in (submission, answers, "/sheet/")] == [
        True,
        True,
        False,
    ]
    assert 'href="/sheet/"' in after


def test_only_editors_are_led_to_submission(client):
    checklist = make_checklist()
    client.force_login(manager())

    shown = client.get(page_of(checklist)).content.decode()

    assert "/submit/" not in shown
