"""Restoring: products, their order and their answers come back."""

from datetime import date

import pytest

from disclosures.models import ChecklistProduct
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    saved,
)

from .restored import difference, item, restore

pytestmark = pytest.mark.django_db


def test_products_answers_give_way_to_same_as_and_come_back_from_it(checklist, products):
    change_answer(checklist, "3", body="Three")
    change_answer(checklist, "1", same_as=item(checklist, "3"))
    change_answer(checklist, "2", body="For Alpha", product=products[0])
    revision = make_approved(checklist)
    change_answer(checklist, "1", same_as=None)
    change_answer(checklist, "1", body="For Alpha", product=products[0])
    change_answer(checklist, "2", body="", product=products[0])
    change_answer(checklist, "2", same_as=item(checklist, "3"))

    restore(checklist, revision)

    assert difference(checklist, revision).is_empty


def test_products_come_back_in_their_order(checklist, products):
    revision = make_approved(checklist)
    first, second = checklist.for_products.all()
    first.delete(by=editor(), reason="Off")
    saved(ChecklistProduct(checklist=checklist, product=make_product("Gamma"), position=9))
    second.position = 10
    saved(second)

    restore(checklist, revision)

    assert list(checklist.products()) == products
    assert difference(checklist, revision).is_empty


def test_products_in_the_same_order_keep_their_positions(products):
    checklist = make_checklist()
    for position, product in zip((10, 20), products, strict=True):
        saved(ChecklistProduct(checklist=checklist, product=product, position=position))
    revision = make_approved(checklist)

    assert restore(checklist, revision).is_empty


def test_a_product_that_is_gone_is_named_and_the_others_come_back(checklist, products):
    beta = products[1]
    for product in products:
        change_answer(checklist, "1", body="For both", product=product)
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="New", product=products[0])
    answer_of(checklist, "1", beta).delete(by=editor(), reason="Off")
    checklist.for_products.get(product=beta).delete(by=editor(), reason="Off")
    beta.delete(by=editor(), reason="Off")

    restoration = restore(checklist, revision)

    assert restoration.left == ["Beta no longer exists; its answers do not come back."]
    assert answer_of(checklist, "1", products[0]).body == "For both"
    assert list(checklist.products()) == [products[0]]


def test_a_retired_product_comes_back(checklist, products):
    revision = make_approved(checklist)
    checklist.for_products.first().delete(by=editor(), reason="Off")
    products[0].retired_on = date(2025, 1, 1)
    saved(products[0])

    restore(checklist, revision)

    assert list(checklist.products()) == products
