"""No change of the working copy reaches a reader before somebody approved it."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from disclosures.models import Answer
from tests.factory import (
    approve,
    change_answer,
    make_approved,
    make_checklist,
    make_item,
    make_product,
    manager,
    reviewer,
    saved,
    submit,
)

from .addresses import ADDRESSES

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    checklist = make_checklist(products=[make_product("Alpha")])
    change_answer(checklist, "1", availability="yes", body="Published.")
    make_approved(checklist)
    return checklist


CLOCKS = {"Date", "X-Accel-Expires"}


def everything_public(client):
    """Status, headers but those of the clock, and body of every public address."""
    return {address: _answer(client.get(address)) for address in ADDRESSES}


def _answer(response):
    headers = {name: value for name, value in response.items() if name not in CLOCKS}
    return response.status_code, headers, response.content


def a_text(checklist):
    change_answer(checklist, "1", body="A draft.")


def an_availability(checklist):
    change_answer(checklist, "1", availability="no")


def a_products_answer(checklist):
    change_answer(checklist, "2", product=checklist.products().get(), body="A draft.")


def a_repetition(checklist):
    change_answer(checklist, "2", same_as=checklist.guideline.items.get(number="1"))


def _set(instance, **values):
    for name, value in values.items():
        setattr(instance, name, value)
    saved(instance)


def the_title(checklist):
    _set(checklist, title="Another title")


def the_notes(checklist):
    _set(checklist, notes="Other notes")


def the_company(checklist):
    _set(checklist, company="Other Inc.", department="Other", contact="other@example.com")


def a_question(checklist):
    _set(checklist.guideline.items.first(), question="Something else?")


def a_name(checklist):
    _set(checklist.guideline.items.first(), name="Another name")


def a_heading(checklist):
    _set(checklist.guideline.sections.first(), title="Another heading")


def the_guideline(checklist):
    _set(checklist.guideline, name="Another guideline")


def a_new_item(checklist):
    make_item(checklist.guideline, "4")


def a_retired_item(checklist):
    _set(checklist.guideline.items.get(number="3"), retired_on=date(2025, 10, 1))


def a_products_name(checklist):
    _set(checklist.products().get(), name="Alpha II")


def a_new_product(checklist):
    saved(checklist.for_products.model(checklist=checklist, product=make_product("Beta")))


def a_dropped_product(checklist):
    checklist.for_products.get().delete(by=manager(), reason="Not offered any more")


CHANGES = [
    a_text,
    an_availability,
    a_products_answer,
    a_repetition,
    the_title,
    the_notes,
    the_company,
    a_question,
    a_name,
    a_heading,
    the_guideline,
    a_new_item,
    a_retired_item,
    a_products_name,
    a_new_product,
    a_dropped_product,
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_alters_no_public_byte_until_it_is_approved(client, clock, checklist, change):
    before = everything_public(client)

    change(checklist)
    edited = everything_public(client)
    revision = submit(checklist, "2.0")
    submitted = everything_public(client)
    approve(revision)
    approved = everything_public(client)

    assert edited == before
    assert submitted == before
    assert approved["/sheet/"] != before["/sheet/"]
    assert _without_version(approved["/sheet/"][2]) != _without_version(before["/sheet/"][2])


def _without_version(page):
    """The page without what any new version alters.

    These are its label, the ways to the version before, and the files' sizes and hashes.
    """
    label, before = rb"\b[12]\.0\b", rb"\n *<(?:li|p)>[^\n]*/since/[^\n]*"
    files = rb"<section id=.checking.*?</section>|<span class=.size.>.*?</span>"
    rest = re.sub(rb"(?s)%s|%s" % (files, label), b"", re.sub(before, b"", page))
    return b" ".join(rest.split())


def test_a_version_without_a_change_alters_only_what_names_the_version(client, clock, checklist):
    """So that the test above could fail: the part it compares holds still by itself."""
    before = client.get("/sheet/").content

    approve(submit(checklist, "2.0"))

    after = client.get("/sheet/").content
    assert after != before
    assert _without_version(after) == _without_version(before)


def test_internal_words_stay_inside_even_after_approval(client, checklist):
    change_answer(checklist, "1", body="New words.", internal_note="Only for us", owner=manager())

    approve(submit(checklist, "2.0"))

    shown = b"".join(body for _, _, body in everything_public(client).values())
    assert b"New words." in shown
    assert b"Only for us" not in shown
    assert Answer.objects.get(internal_note="Only for us").body == "New words."
    for user in ("manager", "editor", "reviewer"):
        assert user.encode() not in shown


def test_sending_back_and_recalling_alter_no_public_byte(client, checklist):
    before = everything_public(client)

    submit(checklist, "2.0").send_back(by=reviewer(), reason="Please look again")
    submit(checklist, "2.0").recall(by=manager(), reason="Not yet")

    assert everything_public(client) == before


def test_a_schedule_alters_no_public_byte_before_its_time(client, checklist):
    before = everything_public(client)

    approve(submit(checklist, "2.0"), at=timezone.now() + timedelta(hours=1))

    assert everything_public(client) == before


COLUMN = re.compile(r'"(\w+)"\."(\w+)"')
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')


def test_public_addresses_read_only_revisions_and_the_slug(client, checklist):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        everything_public(client)

    statements = [query["sql"] for query in queries]
    tables = {table for sql in statements for table in TABLE.findall(sql)}
    columns = {column for sql in statements for column in COLUMN.findall(sql)}
    assert tables == {
        *("disclosures_revision", "disclosures_rendition", "disclosures_checklist"),
        "django_migrations",  # by /readyz, which says nothing of a sheet
    }
    assert {column for table, column in columns if table == "disclosures_checklist"} == {
        "id",
        "slug",
    }


def test_a_logged_in_editor_reads_the_same_bytes(client, admin_client, checklist):
    change_answer(checklist, "1", body="A draft.")

    assert everything_public(admin_client) == everything_public(client)
