"""The working copy as customers would see it, before anybody submits it."""

import re

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.db.models import QuerySet

from disclosures.integrity import triggers
from disclosures.models import Answer
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_product,
    make_user,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def checklist():
    """Version 1.0 is public; the working copy says something else."""
    alpha, beta = make_product("Alpha"), make_product("Beta")
    checklist = make_checklist(products=[alpha, beta], contact="office@example.com")
    change_answer(checklist, "1", body="Before", availability="no")
    make_approved(checklist)
    change_answer(checklist, "1", body="After", availability="yes")
    change_answer(checklist, "2", product=alpha, body="Of Alpha")
    return checklist


@pytest.fixture
def desk(client):
    client.force_login(editor())
    return client


def items_of(page):
    """The tables of items, without white space between the tags."""
    tables = re.findall(r'<table class="items">.*?</table>', page.content.decode(), re.DOTALL)
    return [re.sub(r">\s+<", "><", table) for table in tables]


@pytest.mark.parametrize("view", ["", "alpha", "beta"])
def test_the_items_are_exactly_those_that_customers_see_after_approval(desk, checklist, view):
    preview = desk.get(page_of(checklist, "preview") + (f"?product={view}" if view else ""))

    approve(submit(checklist, "2.0"))
    public = desk.get(f"/sheet/products/{view}/" if view else "/sheet/")

    assert items_of(preview) == items_of(public)
    assert len(items_of(preview)) == 1


def test_it_is_marked_as_not_approved_in_the_title_and_on_the_page(desk, checklist):
    page = desk.get(page_of(checklist, "preview")).content.decode()

    assert '<title lang="">未承認 – Title of sheet' in page
    assert "<strong>未承認</strong>" in page


def test_it_names_no_version_hash_or_file(desk, checklist):
    public = checklist.revisions.get()

    page = desk.get(page_of(checklist, "preview")).content.decode()

    assert [word in page for word in (public.sha256, "sheet.json", "sha256sum")] == [False] * 3


def test_it_is_kept_by_nobody(desk, checklist):
    response = desk.get(page_of(checklist, "preview"))

    assert response["X-Robots-Tag"] == "noindex"
    assert {"no-store", "private"} <= set(response["Cache-Control"].split(", "))


def test_the_views_of_products_stay_previews(desk, checklist):
    page = desk.get(page_of(checklist, "preview") + "?product=alpha").content.decode()

    assert 'href="?product=beta"' in page
    assert "/sheet/products/" not in page


def test_an_unknown_product_is_not_found(desk, checklist):
    assert desk.get(page_of(checklist, "preview") + "?product=gamma").status_code == 404


def test_answers_that_contradict_each_other_are_said_in_words(desk, checklist):
    change_answer(checklist, "3", same_as=answer_of(checklist, "2").item)
    triggers.drop(connection)  # as two edits at the same moment could leave it
    QuerySet(Answer).filter(pk=answer_of(checklist, "2").pk).update(
        same_as=answer_of(checklist, "1").item
    )

    response = desk.get(page_of(checklist, "preview"))

    assert response["Location"] == page_of(checklist, "worksheet")
    assert len(list(get_messages(response.wsgi_request))) == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [(EDITOR, 200), (REVIEWER, 200), (MANAGER, 200), (AUDITOR, 200), (None, 403)],
)
def test_staff_who_may_read_the_answers_see_it(client, checklist, role, status):
    client.force_login(make_user(role=role))

    assert client.get(page_of(checklist, "preview")).status_code == status
