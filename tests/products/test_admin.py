"""Products in the admin."""

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from disclosures.permissions import AUDITOR, EDITOR, REVIEWER
from disclosures.sheet.table import COMMON
from products.models import Product
from tests.factory import make_checklist, make_product, make_user, manager
from tests.pages import errors_of, fill, page_of, save

pytestmark = pytest.mark.django_db

ADD = "/admin/products/product/add/"


def add(client, **values):
    return client.post(ADD, fill(client, ADD, **{"name": "Alpha", "slug": "alpha", **values}))


def delete(client, obj):
    return client.post(page_of(obj, "delete"), {"post": "yes", "change_reason": "Why"})


def test_a_manager_adds_a_product_with_a_reason(client):
    client.force_login(manager())

    response = add(client, change_reason="A new service")

    row = Product.objects.get().history.get()
    assert response.status_code == 302
    assert (row.history_user, row.history_change_reason) == (manager(), "A new service")


def test_the_slug_is_set_once(client):
    client.force_login(manager())
    product = make_product()

    save(client, product, slug="other", name="Beta")

    assert Product.objects.values_list("name", "slug").get() == ("Beta", "alpha")


def test_a_name_that_exists_is_refused_in_words(client):
    client.force_login(manager())
    make_product()

    assert list(errors_of(add(client, slug="other"))) == ["name"]


def test_the_name_that_files_give_to_all_products_is_refused(client):
    client.force_login(manager())

    assert errors_of(add(client, name=COMMON))["__all__"] == [
        "「全サービス共通」は、ファイルの中で全製品を指す語のため、名称には使えません。"
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", "x" * 101), ("slug", "a b"), ("position", "9" * 20), ("retired_on", "soon")],
)
def test_what_does_not_fit_is_refused_in_words(client, field, value):
    client.force_login(manager())

    assert list(errors_of(add(client, **{field: value}))) == [field]


@pytest.mark.parametrize("website", ["javascript:alert(1)", "example.com", "ftp://example.com"])
def test_a_website_is_a_whole_address(client, website):
    client.force_login(manager())

    assert list(errors_of(add(client, website=website))) == ["website"]


def test_a_deletion_asks_and_then_leaves_who_did_it(client):
    client.force_login(manager())
    product = make_product()
    key = product.pk

    asked = client.get(page_of(product, "delete"))
    delete(client, product)

    row = Product.history.filter(id=key).first()
    assert asked.status_code == 200
    assert (row.history_type, row.history_user) == ("-", manager())
    assert row.history_change_reason == "Why"


def test_a_deletion_without_a_reason_deletes_nothing(client):
    client.force_login(manager())
    product = make_product()

    client.post(page_of(product, "delete"), {"post": "yes", "change_reason": " "})

    assert Product.objects.get() == product


def test_a_product_on_a_checklist_cannot_be_deleted(client):
    client.force_login(manager())
    product = make_product()
    make_checklist(products=[product])

    response = delete(client, product)

    assert response.status_code == 200
    assert response.context["protected"]
    assert Product.objects.exists()


def test_nothing_deletes_many_at_once(client):
    client.force_login(make_user(is_superuser=True))
    product = make_product()
    action = {"action": "delete_selected", "_selected_action": [product.pk], "post": "yes"}

    client.post(reverse("admin:products_product_changelist"), action)

    assert Product.objects.exists()


@pytest.mark.parametrize("role", [EDITOR, REVIEWER, AUDITOR])
def test_other_roles_only_read(client, role):
    product = make_product()
    client.force_login(make_user(role=role))

    assert client.get(page_of(product)).status_code == 200
    assert client.post(page_of(product), {"name": "Beta"}).status_code == 403
    assert client.get(ADD).status_code == 403
    assert delete(client, product).status_code == 403


def test_a_reader_finds_no_form(client):
    product = make_product()
    client.force_login(make_user(role=AUDITOR))

    shown = client.get(page_of(product)).content.decode()

    assert ('name="name"' in shown, 'name="change_reason"' in shown) == (False, False)


def test_who_may_add_and_not_view_reads_nothing(client):
    """Stock permissions, should somebody build a group of their own."""
    person = make_user()
    person.user_permissions.add(Permission.objects.get(codename="add_product"))
    product = make_product()
    client.force_login(person)

    assert client.get(page_of(product)).status_code == 403
    assert client.get(page_of(product, "history")).status_code == 403
