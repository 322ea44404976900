"""The frozen sheet and file that a reviewer reads before the decision."""

from dataclasses import asdict

import pytest
from django.urls import reverse

from tests.factory import (
    UPDATED_ON,
    change_answer,
    make_checklist,
    make_guideline,
    make_product,
    reviewer,
    saved,
    submit,
)

from .reading import page

pytestmark = pytest.mark.django_db


def frozen_page(client, revision):
    client.force_login(reviewer())
    return client.get(reverse("admin:disclosures_revision_frozen", args=[revision.pk]))


def test_the_whole_frozen_sheet_is_one_click_away_as_customers_will_see_it(client, submitted):
    change_answer(submitted.checklist, "3", body="Written during review.")

    shown = frozen_page(client, submitted).content.decode()
    link = reverse("admin:disclosures_revision_frozen", args=[submitted.pk])

    assert "<strong>申請中</strong>" in shown
    assert all(f"Question {number}?" in shown for number in "123")
    assert "Written during review." not in shown + page(client, submitted).content.decode()
    assert f'href="{link}"' in page(client, submitted).content.decode()


def test_the_frozen_file_is_there_to_read_before_the_decision(client, submitted):
    client.force_login(reviewer())

    response = client.get(reverse("admin:disclosures_revision_sheet", args=[submitted.pk]))

    assert response.content == submitted.sheet.encode()


def test_every_decision_shows_the_short_hash(client, submitted):
    shown = page(client, submitted).content.decode()

    assert shown.count(f"<code>{submitted.sha256[:12]}</code>") == 3  # the facts and two decisions


def test_a_reviewer_sees_every_value_that_is_frozen(client):
    product = make_product("Alpha", website="https://alpha.example/", in_service_since=UPDATED_ON)
    guideline = make_guideline(
        name="A guideline", edition="Second", publisher="A ministry", url="https://mic.example/"
    )
    checklist = make_checklist(
        guideline=guideline,
        products=[product],
        department="Security",
        established_on=UPDATED_ON,
        notes="Some notes",
        contact="Some contact",
    )
    item = guideline.items.first()
    item.category = "A category"
    saved(item)
    change_answer(checklist, "1", availability="yes", responsibility="shared", body="A body")
    change_answer(checklist, "2", product=product, body="An addition")
    revision = submit(checklist)

    shown = page(client, revision).content.decode() + frozen_page(client, revision).content.decode()

    assert [value for value in leaves(asdict(revision.content)) if value not in shown] == []


def leaves(data):
    """The texts and dates of a sheet; codes and dates in the words of the page."""
    words = {"yes": "有り", "shared": "共同", UPDATED_ON: "2025年10月1日"}
    for value in data.values() if isinstance(data, dict) else data:
        if isinstance(value, dict | list | tuple):
            yield from leaves(value)
        elif value and not isinstance(value, bool | int):
            yield words.get(value, value)
