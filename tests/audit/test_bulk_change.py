"""What was changed at once: each history row says of which bulk change it is a part."""

import pytest
from django.db import IntegrityError, transaction

from audit.history import changes_of, recorded_in
from audit.models import BulkChange, UntrackedWrite
from disclosures.permissions import AUDITOR
from products.models import Product
from tests.factory import editor, make_product, make_user
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bulk_change():
    """Two products that were renamed at once."""
    products = [make_product("Alpha"), make_product("Beta")]
    bulk_change = BulkChange.objects.begin("replacement", by=editor(), reason=" Renamed ")
    for product in products:
        product.name += " 2"
        product.save(**bulk_change.signature)
    return bulk_change


def test_its_rows_have_its_user_reason_and_moment(bulk_change):
    rows = Product.history.filter(bulk_change=bulk_change)

    assert [(row.history_user, row.history_change_reason, row.history_date) for row in rows] == [
        (editor(), "Renamed", bulk_change.at)
    ] * 2


def test_what_is_saved_without_it_is_no_part_of_it(bulk_change):
    product = Product.objects.get(slug="alpha")
    product.name = "Alpha 3"
    product.save(by=editor(), reason="Renamed")
    product.delete(by=editor(), reason="A mistake")

    others = Product.history.filter(bulk_change=None)
    assert sorted(row.history_type for row in others) == ["+", "+", "-", "~"]


def test_a_deletion_can_be_a_part_of_it(bulk_change):
    Product.objects.get(slug="beta").delete(**bulk_change.signature)

    assert [change.kind for change in changes_of(Product, bulk_change)] == [
        "changed",
        "changed",
        "deleted",
    ]


def test_its_changes_come_with_the_rows_before_them_in_one_query(
    bulk_change, django_assert_num_queries
):
    with django_assert_num_queries(1):
        changes = changes_of(Product, bulk_change)

    assert [(change.before.name, change.record.name) for change in changes] == [
        ("Alpha", "Alpha 2"),
        ("Beta", "Beta 2"),
    ]


def test_in_a_list_of_changes_it_is_one(bulk_change):
    product = Product.objects.get(slug="alpha")
    product.name = "Alpha 3"
    product.save(by=editor(), reason="Renamed")

    columns = ("of_kind", "key", "history_date")
    rows = recorded_in([Product.history.filter(history_type="~")], *columns)

    single = product.history.first()
    assert sorted(row[:2] for row in rows) == [
        ("audit.BulkChange", bulk_change.pk),
        ("products.Product", single.pk),
    ]


@pytest.mark.parametrize("missing", [{"by": None}, {"reason": " "}])
def test_it_has_a_user_and_a_reason(missing):
    with pytest.raises(UntrackedWrite):
        BulkChange.objects.begin("restore", **{"by": editor(), "reason": "Why", **missing})


@pytest.mark.parametrize("other", ["by", "reason"])
def test_what_somebody_else_does_or_for_another_reason_is_no_part_of_it(bulk_change, other):
    product = Product.objects.get(slug="alpha")
    product.name = "Alpha 3"
    signature = {"by": {"by": make_user()}, "reason": {"reason": "Another"}}[other]

    with pytest.raises(IntegrityError, match="signed as that is"), transaction.atomic():
        product.save(**{**bulk_change.signature, **signature})

    assert Product.objects.get(slug="alpha").name == "Alpha 2"


def test_the_history_of_a_row_leads_to_what_was_changed_with_it(client, bulk_change):
    client.force_login(make_user(role=AUDITOR))

    page = client.get(page_of(Product.objects.get(slug="alpha"), "history")).content.decode()

    assert page.count(f'<a href="{page_of(bulk_change)}">') == 1
