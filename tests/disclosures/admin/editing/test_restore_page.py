"""The page that brings a version back, and the ways to it."""

import pytest
from django.urls import reverse

from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_item,
    make_product,
    make_user,
    reviewer,
    submit,
)
from tests.pages import page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def revision(client):
    """A version, an answer that changed since, and the editor at the desk."""
    checklist = make_checklist(products=[make_product()])
    change_answer(checklist, "1", body="The old words")
    revision = make_approved(checklist)
    change_answer(checklist, "1", body="The new words")
    client.force_login(editor())
    return revision


def address(revision, checklist=None):
    keys = [(checklist or revision.checklist).pk, revision.pk]
    return reverse("admin:disclosures_checklist_restore", args=keys)


def post(client, revision, shown=None, **values):
    """What a browser sends from the form on that page."""
    shown = shown or client.get(address(revision))
    seen = shown.context["form"]["seen"].value()
    return client.post(address(revision), {"seen": seen, "reason": "Because", **values})


def body(revision, number="1"):
    return answer_of(revision.checklist, number).body


def test_the_page_shows_what_would_change_and_changes_nothing(client, revision):
    shown = client.get(address(revision)).content.decode()

    assert "The <del>new</del><ins>old</ins> words" in shown
    assert body(revision) == "The new words"


def test_what_does_not_come_back_is_named(client, revision):
    make_item(revision.checklist.guideline, "9")

    response = client.get(address(revision))

    [sentence] = response.context["left"]
    assert f"<li>{sentence}</li>" in response.content.decode()


def test_a_post_restores_and_says_what_follows(client, revision):
    response = post(client, revision, reason="The new one was wrong")

    record = answer_of(revision.checklist, "1").history.first()
    assert response["Location"] == page_of(revision.checklist, "changes")
    assert (record.body, record.history_user, record.history_change_reason) == (
        "The old words",
        editor(),
        "版 1.0 の内容に復元：The new one was wrong",
    )


def test_readers_see_nothing_of_it(client, revision):
    make_approved(revision.checklist, "2.0")
    public = reverse("checklist", args=[revision.checklist.slug])
    before = client.get(public).content

    post(client, revision)

    assert client.get(public).content == before


def test_without_a_reason_nothing_is_restored(client, revision):
    response = post(client, revision, reason=" ")

    assert list(response.context["form"].errors) == ["reason"]
    assert body(revision) == "The new words"


def test_what_changed_since_the_page_was_shown_refuses_it_and_shows_the_new_differences(
    client, revision
):
    shown = client.get(address(revision))
    change_answer(revision.checklist, "2", body="Of a colleague", by=make_user())

    response = post(client, revision, shown)

    assert len(response.context["form"].non_field_errors()) == 1
    assert "<del>Of a colleague</del>" in response.content.decode()
    assert [body(revision, number) for number in "12"] == ["The new words", "Of a colleague"]


def test_after_reading_the_new_differences_it_can_be_restored(client, revision):
    shown = client.get(address(revision))
    change_answer(revision.checklist, "2", body="Of a colleague", by=make_user())
    refused = post(client, revision, shown)

    post(client, revision, refused)

    assert [body(revision, number) for number in "12"] == ["The old words", ""]


@pytest.mark.parametrize("seen", ["", "x", "0", "-1", "9" * 30])
def test_a_post_that_has_seen_nothing_restores_nothing(client, revision, seen):
    response = post(client, revision, seen=seen)

    assert response.status_code == 200
    assert body(revision) == "The new words"


def test_where_nothing_differs_nothing_is_offered(client, revision):
    post(client, revision)

    shown = client.get(address(revision))

    assert (shown.context["is_empty"], b"<textarea" in shown.content) == (True, False)


@pytest.mark.parametrize("role", [AUDITOR, REVIEWER, MANAGER, None])
def test_only_editors_restore(client, revision, role):
    client.force_login(make_user(role=role))

    assert client.get(address(revision)).status_code == 403
    assert client.post(address(revision), {"reason": "Why"}).status_code == 403
    assert body(revision) == "The new words"


def test_what_was_never_approved_is_not_found(client, revision):
    assert client.get(address(submit(revision.checklist, "2.0"))).status_code == 404


def test_a_version_of_another_checklist_is_not_found(client, revision):
    other = make_checklist("other", guideline=revision.checklist.guideline)

    assert client.get(address(revision, other)).status_code == 404


@pytest.mark.parametrize("products", [1, 8])
def test_the_page_costs_the_same_with_more_products(
    client, products, django_assert_max_num_queries
):
    named = [make_product(f"Product{number}") for number in range(products)]
    checklist = make_checklist(products=named)
    revision = make_approved(checklist)
    for product in named:
        change_answer(checklist, "1", body=f"For {product}", product=product)
    client.force_login(editor())

    with django_assert_max_num_queries(20):
        client.get(address(revision))


# The ways to it


@pytest.mark.parametrize(("role", "offered"), [(EDITOR, True), (REVIEWER, False), (AUDITOR, False)])
def test_the_review_page_and_the_list_of_versions_lead_to_it(client, revision, role, offered):
    client.force_login(make_user(role=role))
    pages = [page_of(revision), reverse("admin:disclosures_revision_changelist")]

    link = f'href="{address(revision)}"'

    assert [link in client.get(page).content.decode() for page in pages] == [offered] * 2


def test_what_was_never_approved_leads_nowhere(client, revision):
    submitted = submit(revision.checklist, "2.0")

    assert f'href="{address(submitted)}"' not in client.get(page_of(submitted)).content.decode()


def test_the_review_page_leads_to_the_changes_since_the_version_before(client, revision):
    submitted = submit(revision.checklist, "2.0")
    client.force_login(reviewer())
    changes = reverse("admin:disclosures_checklist_changes", args=[revision.checklist_id])

    shown = client.get(page_of(submitted)).content.decode()

    assert f'href="{changes}?since=1&amp;until=2"' in shown
    assert client.get(f"{changes}?since=1&until=2").status_code == 200


def test_the_checklist_leads_to_its_changes(client, revision):
    changes = reverse("admin:disclosures_checklist_changes", args=[revision.checklist_id])

    assert f'href="{changes}"' in client.get(page_of(revision.checklist)).content.decode()
