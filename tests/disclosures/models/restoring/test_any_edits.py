"""Restoring: whatever was edited in between, the version comes back whole."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from disclosures.models import Availability, ChecklistProduct, Responsibility
from disclosures.models.freezing import draft
from disclosures.sheet.diff import changes
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    saved,
    submit,
)

from .restored import difference, item, restore

pytestmark = pytest.mark.django_db


def edit_at_random(checklist, products, chance):
    """One change that an editor might make; those that the rules refuse are left."""
    number, other = chance.sample("12345", 2)
    product = chance.choice([None, *products])
    says_same = product is None and chance.random() < 0.5
    values = {
        "availability": None if says_same else chance.choice([None, *Availability.values]),
        "responsibility": None if says_same else chance.choice([None, *Responsibility.values]),
        "body": "" if says_same else chance.choice(["", "Words", "Other words"]),
    }
    if product is None:
        values["same_as"] = item(checklist, other) if says_same else None
    try:
        with transaction.atomic():
            change_answer(checklist, number, product=product, **values)
    except ValidationError:
        pass


def move_products(checklist, products, chance):
    for place in checklist.for_products.all():
        place.delete(by=editor(), reason="Off")
    chosen = chance.sample(products, chance.randint(0, len(products)))
    for position, product in enumerate(chosen):
        saved(ChecklistProduct(checklist=checklist, product=product, position=position))


@pytest.mark.parametrize("seed", range(12))
def test_after_any_edits_the_version_comes_back_whole(products, seed):
    chance = random.Random(seed)
    checklist = make_checklist(guideline=make_guideline(items="12345"), products=products)
    for _ in range(10):
        edit_at_random(checklist, products, chance)
    revision = approve(submit(checklist))
    for _ in range(10):
        edit_at_random(checklist, products, chance)
    move_products(checklist, products, chance)

    restoration = restore(checklist, revision)

    assert difference(checklist, revision).is_empty
    assert changes(restoration.sheet(), draft(checklist)).is_empty
    assert restoration.left == []
    assert restore(checklist, revision).is_empty
