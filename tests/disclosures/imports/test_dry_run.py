"""A dry run of rows finds in memory what saving them finds."""

from random import Random

import pytest
from django.db import transaction

from disclosures.imports.answer_resource import AnswerResource
from disclosures.imports.table_resources import ItemResource, ProductResource
from disclosures.models.freezing import draft
from disclosures.models.states import WorkflowError
from disclosures.sheet.content import UNSTATED
from products.models import NAME_OF_ALL
from tests.factory import change_answer, editor, make_checklist, make_guideline, make_product
from tests.soaking import times

pytestmark = pytest.mark.django_db

NUMBERS, NAMES = ("1", "2", "3", "4"), ("", "Alpha", "Beta")
WORDS = ("Text.", "Other.", "", "x" * 4_001, "<b>bold</b>")


@pytest.fixture
def checklist():
    products = [make_product(name) for name in NAMES[1:]]
    checklist = make_checklist(guideline=make_guideline(items=NUMBERS), products=products)
    change_answer(checklist, "2", same_as=checklist.guideline.items.get(number="1"))
    change_answer(checklist, "3", product=products[0], body="Of Alpha alone.")
    return checklist


def refused(result):
    return [(row.number, row.error.messages) for row in result.invalid_rows]


def any_answers(seed):
    """Rows for some of the places, some of which repeat another item, in any order."""
    random = Random(seed)
    places = [(number, name) for number in NUMBERS for name in NAMES]
    for number, name in random.sample(places, 6):
        repeats = random.random() < 0.4
        yield {
            "number": number,
            "product": name,
            **UNSTATED,
            "body": "" if repeats else random.choice(WORDS),
            "same_as": random.choice(NUMBERS) if repeats else None,
        }


def drafted(checklist, copy=None):
    try:
        return draft(checklist, copy=copy)
    except WorkflowError as error:
        return str(error)


@pytest.mark.parametrize("seed", range(times(10, 200)))
def test_of_answers_it_refuses_what_saving_refuses_and_makes_the_same_sheet(checklist, seed):
    rows = list(any_answers(seed))
    resource = AnswerResource(checklist, by=editor(), reason="Because")

    found = refused(resource.apply(rows, dry_run=True))

    sound = [row for at, row in enumerate(rows, 1) if at not in dict(found)]
    with transaction.atomic():
        saving = AnswerResource(checklist, by=editor(), reason="Because")
        assert refused(saving.apply(rows, dry_run=False)) == found
        if sound and not refused(resource.apply(sound, dry_run=True)):
            copy = resource.working_copy()
            saving.apply(sound, dry_run=False)
            assert drafted(checklist, copy) == drafted(checklist)
        transaction.set_rollback(True)


def any_items(seed):
    random = Random(seed)
    for number in random.sample(("1", "2", "7", "8", "9 9", "1" * 21, ""), 4):
        yield {
            "number": number,
            "section": random.choice(("", "New", "New", "x" * 201)),
            "category": random.choice(("", "Category", "x" * 201)),
            "name": random.choice((f"Name {number}", "", "<i>Name</i>")),
            "question": random.choice((f"Question {number}?", "x" * 4_001)),
            "asks_availability": True,
            "is_required": random.choice((None, True)),
        }


def any_products(seed):
    random = Random(seed)
    for slug in random.sample(("alpha", "beta", "gamma", "delta", "a b"), 4):
        yield {
            "slug": slug,
            "name": random.choice(("Alpha", "Beta", "Gamma", "", NAME_OF_ALL)),
            "website": random.choice(("", "https://example.com/", "example.com")),
            "position": random.choice(("", "3", "-1", "many")),
            "in_service_since": random.choice(("", "2024-04-01", "10/01/2025")),
        }


@pytest.mark.parametrize("seed", range(times(10, 200)))
@pytest.mark.parametrize("kind", ["items", "products"])
def test_of_tables_it_refuses_what_saving_refuses(checklist, kind, seed):
    def resource():
        if kind == "products":
            return ProductResource(by=editor(), reason="Because")
        return ItemResource(checklist.guideline, by=editor(), reason="Because")

    rows = list(any_items(seed) if kind == "items" else any_products(seed))

    found = resource().apply(rows, dry_run=True)

    with transaction.atomic():
        stored = resource().apply(rows, dry_run=False)
        transaction.set_rollback(True)
    assert refused(found) == refused(stored)
    assert [row.import_type for row in found.rows] == [row.import_type for row in stored.rows]
