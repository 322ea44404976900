"""Each page of staff costs the same number of queries with one object and with three."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from audit.models import BulkChange
from disclosures.imports.run import receive
from disclosures.models import Mail, Reminder
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    submit,
)
from tests.pages import page_of

# The clock of PostgreSQL costs a query of its own.
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

LISTS = {
    "products_product": 5,
    "disclosures_guideline": 5,
    "disclosures_section": 6,
    "disclosures_item": 7,
    "disclosures_checklist": 6,
    "disclosures_answer": 8,
    "disclosures_revision": 6,
    "disclosures_revisioncontributor": 6,
    "disclosures_revisionevent": 8,
    "disclosures_comment": 8,
    "disclosures_intake": 7,
    "disclosures_mail": 8,
    "disclosures_reminder": 7,
    "audit_bulkchange": 7,
}
PAGES = {
    "change": 11,
    "worksheet": 11,
    "preview": 6,
    "changes": 8,
    "confirm": 5,
    "submit": 12,
}


def make_sheet(number, size):
    """A checklist with that many products and items, a public version, and one to be reviewed."""
    numbers = [str(position) for position in range(1, size + 1)]
    guideline = make_guideline(f"guideline-{number}", items=numbers)
    products = [make_product(f"product-{number}-{item}") for item in numbers]
    checklist = make_checklist(f"sheet-{number}", guideline=guideline, products=products)
    for item in numbers:
        change_answer(checklist, item, body="Before")
    make_approved(checklist)
    for item, product in zip(numbers, products, strict=True):
        change_answer(checklist, item, body="After", owner=editor())
        change_answer(checklist, item, body="More", product=product)
    revision = submit(checklist, "2.0")
    revision.comment(by=editor(), texts=dict.fromkeys(numbers, "Since when?"))
    for event in revision.events.all():
        Mail.objects.create(recipient=editor(), event=event, written_at=event.at, due_at=event.at)
    Reminder.objects.create(user=make_user(), on=timezone.localdate())
    BulkChange.objects.begin("replacement", by=editor(), reason="Several")
    receive(checklist, "sheet.csv", b"No.,Answer\n1,Words\n", by=editor())
    return checklist


@pytest.fixture(params=[1, 3])
def size(request):
    return request.param


@pytest.fixture
def checklists(size):
    return [make_sheet(number, size) for number in range(size)]


@pytest.fixture
def desk(client):
    ContentType.objects.clear_cache()  # which asks once a process
    client.force_login(make_user(is_superuser=True))
    return client


def test_the_start_page(desk, checklists, django_assert_num_queries):
    with django_assert_num_queries(11):
        response = desk.get(reverse("admin:index"))

    assert len(response.context["dashboard_entries"]) == len(checklists)


@pytest.mark.parametrize(("model", "queries"), LISTS.items())
def test_a_list(desk, checklists, model, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        response = desk.get(reverse(f"admin:{model}_changelist"))

    assert response.context["cl"].result_count >= len(checklists)


@pytest.mark.parametrize(("page", "queries"), PAGES.items())
def test_a_page_of_a_checklist(desk, checklists, page, queries, django_assert_num_queries):
    with django_assert_num_queries(queries):
        response = desk.get(page_of(checklists[0], page))

    assert response.status_code == 200


def test_the_review_page(desk, checklists, size, django_assert_num_queries):
    revision = checklists[0].revisions.get(version="2.0")

    with django_assert_num_queries(19):
        response = desk.get(page_of(revision))

    assert len(response.context["changed"]) == size


def test_the_review_page_beside_more_versions(desk, checklists, size, django_assert_num_queries):
    [revision] = checklists[0].revisions.filter(version="2.0")
    for number in range(size):
        approve(revision)
        revision = submit(checklists[0], f"3.{number}")

    with django_assert_num_queries(18):
        response = desk.get(page_of(revision))

    assert len(response.context["review"].earlier) == size + 1
