"""The page on which a checklist is submitted."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from disclosures.integrity import triggers
from disclosures.models import Revision
from disclosures.permissions import AUDITOR, MANAGER, REVIEWER
from tests.factory import (
    answer_of,
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    reviewer,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db

TYPED = {"version": "2.0", "updated_on": "2025-10-01", "summary": "Typed with care"}


@pytest.fixture
def checklist(client):
    client.force_login(editor())
    return make_checklist()


def address(checklist):
    return reverse("admin:disclosures_checklist_submit", args=[checklist.pk])


def page(client, checklist):
    return client.get(address(checklist)).content.decode()


def send(client, checklist, **values):
    return client.post(address(checklist), {**TYPED, **values})


def test_after_a_withdrawal_the_differences_are_those_against_the_withdrawn_version(
    client, checklist
):
    first = make_approved(checklist)
    change_answer(checklist, "1", body="Other words")
    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    response = client.get(address(checklist))

    assert (response.context["public"], response.context["against"]) == (None, first)
    assert [change.number for change in response.context["changes"].items] == ["1"]
    assert "公開を停止した版 1.0 との違い" in response.content.decode()


def test_an_editor_submits_and_is_led_to_the_review(client, checklist):
    response = send(client, checklist)

    revision = Revision.objects.get()
    assert response["Location"] == reverse("admin:disclosures_revision_change", args=[revision.pk])
    assert (revision.version, revision.updated_on, revision.summary, revision.submitted_by) == (
        "2.0",
        date(2025, 10, 1),
        "Typed with care",
        editor(),
    )


def test_the_page_shows_what_would_change_for_readers(client, checklist):
    change_answer(checklist, "1", availability="no", body="Words before.")
    make_approved(checklist)
    change_answer(checklist, "1", availability="yes", internal_note="A secret")

    shown = page(client, checklist)

    assert "<del>無し</del> → <ins>有り</ins>" in shown
    assert "A secret" not in shown
    assert answer_of(checklist, "1").internal_note == "A secret"


def test_the_page_names_the_public_version_and_since_when(client, checklist):
    revision = make_approved(checklist, "1.0")

    response = client.get(address(checklist))

    assert response.context["public"] == revision
    assert f'href="{reverse("admin:disclosures_revision_change", args=[revision.pk])}"' in (
        response.content.decode()
    )


def test_the_page_names_what_nobody_answered_and_leads_there(client, checklist):
    change_answer(checklist, "2", body="Answered")

    shown = page(client, checklist)

    for number, is_named in [("1", True), ("2", False), ("3", True)]:
        item = checklist.guideline.items.get(number=number)
        place = f"?section={item.section_id}&amp;item={item.pk}#item-{item.pk}"
        assert (f'{place}">{number}</a>' in shown) == is_named


def test_what_came_back_stands_above_the_form_with_the_reason(client, checklist):
    revision = submit(checklist, "1.0")
    revision.send_back(by=reviewer(), reason="Number 2 is too short")

    shown = page(client, checklist)

    assert "Number 2 is too short" in shown
    review = client.get(reverse("admin:disclosures_revision_change", args=[revision.pk]))
    assert review.context["reason"] == "Number 2 is too short"


def test_same_as_an_unanswered_item_stops_the_submission(client, checklist):
    change_answer(checklist, "1", same_as=checklist.guideline.items.get(number="3"))

    shown = send(client, checklist).content.decode()

    assert "申請する前に、次の項目に回答してください：3" in shown
    assert not Revision.objects.exists()


def test_a_required_item_without_an_answer_stops_the_submission(client, checklist):
    item = checklist.guideline.items.get(number="2")
    item.is_required = True
    saved(item)

    response = send(client, checklist)

    shown = response.content.decode()
    assert "申請する前に、次の項目に回答してください：2" in shown
    assert 'class="blocking"' in shown
    assert not Revision.objects.exists()


def test_while_one_is_on_its_way_there_is_no_form_but_the_reason(client, checklist):
    waiting = submit(checklist, "1.0")
    in_review = client.get(address(checklist))
    approve(waiting, at=timezone.now() + timedelta(days=1))
    scheduled = client.get(address(checklist))

    assert [page.context["form"] for page in (in_review, scheduled)] == [None, None]
    assert all(page.context["obstacle"] for page in (in_review, scheduled))
    assert in_review.context["obstacle"] in in_review.content.decode()


def test_an_answer_that_contradicts_another_is_named_instead_of_the_form(client, checklist):
    """As two edits at the same moment could leave it, where a guard is missing."""
    change_answer(checklist, "2", same_as=answer_of(checklist, "1").item)
    triggers.drop(connection)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE disclosures_answer SET same_as_id = %s WHERE id = %s",
            [answer_of(checklist, "3").item_id, answer_of(checklist, "1").pk],
        )

    response = client.get(address(checklist))

    assert (response.status_code, response.context["form"]) == (200, None)
    assert response.context["obstacle"]


def test_a_guideline_that_asks_nothing_cannot_be_submitted(client):
    checklist = make_checklist(guideline=make_guideline(items=()))
    client.force_login(editor())

    assert client.get(address(checklist)).context["obstacle"]
    assert send(client, checklist).status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("version", ""),
        ("version", "x" * 21),
        ("version", "2 0"),
        ("version", "2\x00"),
        ("version", "/"),
        ("updated_on", "soon"),
        ("summary", " "),
        ("summary", "Hid\u200bden"),
        ("summary", "x" * 4001),
    ],
)
def test_what_cannot_be_is_said_and_the_rest_stays_typed(client, checklist, field, value):
    response = send(client, checklist, **{field: value})

    kept = [TYPED[name] for name in TYPED if name != field]
    shown = response.content.decode()
    assert response.context["form"].errors
    assert all(text in shown for text in kept)
    assert not Revision.objects.exists()


@pytest.mark.parametrize("blocked", ["version taken", "on its way"])
def test_what_the_workflow_refuses_is_said_and_stays_typed(client, checklist, blocked):
    if blocked == "version taken":
        make_approved(checklist, "2.0")
    else:
        submit(checklist, "1.0")

    response = send(client, checklist)

    shown = response.content.decode()
    assert response.context["form"].non_field_errors()
    assert ("Typed with care" in shown, 'class="errornote"' in shown) == (True, True)
    assert Revision.objects.count() == 1


@pytest.mark.parametrize("role", [REVIEWER, MANAGER, AUDITOR, None])
def test_only_editors_submit(client, checklist, role):
    client.force_login(make_user(role=role))

    assert client.get(address(checklist)).status_code == 403
    assert send(client, checklist).status_code == 403
    assert not Revision.objects.exists()


def test_an_unknown_checklist_is_not_found(client, checklist):
    missing = reverse("admin:disclosures_checklist_submit", args=[99999])

    assert client.get(missing).status_code == 404


@pytest.mark.parametrize("items", [3, 73])
def test_the_page_costs_the_same_with_more_items(client, items, django_assert_num_queries):
    guideline = make_guideline(items=[str(number) for number in range(items)])
    checklist = make_checklist(guideline=guideline, products=[make_product()])
    make_approved(checklist)
    client.force_login(editor())

    with django_assert_num_queries(14):
        client.get(address(checklist))
