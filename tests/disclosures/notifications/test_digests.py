"""Who is reminded of what."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission

from disclosures.notifications.digests import digests
from disclosures.permissions import AUDITOR, EDITOR, REVIEWER
from tests.factory import (
    answer_of,
    change_answer,
    editor,
    make_checklist,
    make_guideline,
    make_product,
    make_user,
    reviewer,
    saved,
    submit,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 4, 1)


@pytest.fixture
def checklist():
    return make_checklist()


@pytest.fixture
def owner():
    return make_user("owner", role=AUDITOR, email="owner@example.com")


def make_due(checklist, number, owner=None, on=TODAY, **kwargs):
    change_answer(checklist, number, owner=owner, review_due_on=on, **kwargs)


def reminded(on=TODAY):
    """Of each person: numbers of their own answers, of nobody's, and versions sent back."""
    return {
        digest.username: (
            [answer.number for answer in digest.own],
            [answer.number for answer in digest.without_owner],
            [submission.version for submission in digest.sent_back],
        )
        for digest in digests(on)
    }


def test_an_owner_is_reminded_of_what_is_due_the_longest_overdue_first(checklist, owner):
    for number, day in [("1", TODAY), ("2", date(2026, 3, 1)), ("3", date(2026, 4, 2))]:
        make_due(checklist, number, owner, day)

    [digest] = digests(TODAY)

    assert [(answer.number, answer.is_overdue) for answer in digest.own] == [
        ("2", True),
        ("1", False),
    ]


def test_a_reminder_says_what_it_is_about_and_where(checklist, owner):
    alpha = make_product("Alpha")
    make_due(checklist, "1", owner, product=alpha)

    [answer] = digests(TODAY)[0].own

    key = answer_of(checklist, "1", alpha).pk
    assert (answer.number, answer.name, answer.product, answer.checklist, answer.due_on) == (
        "1",
        "Name 1",
        "Alpha",
        "Title of sheet",
        TODAY,
    )
    assert answer.path == f"/admin/disclosures/answer/{key}/change/"


def test_who_has_nothing_to_do_is_not_reminded(checklist, owner):
    make_due(checklist, "1", owner, date(2026, 4, 2))

    assert reminded() == {}


def test_what_nobody_owns_goes_to_everybody_who_may_change_answers(checklist):
    make_user("reviewer", role=REVIEWER)
    make_user("another", role=EDITOR)
    make_user("superuser", is_superuser=True)
    by_permission = make_user("permitted")
    for codename in ("view_answer", "view_revision", "change_answer"):
        by_permission.user_permissions.add(Permission.objects.get(codename=codename))
    make_due(checklist, "1", by=make_user("author"))

    assert reminded() == {name: ([], ["1"], []) for name in ("another", "permitted", "superuser")}


@pytest.mark.parametrize("gone", ["is_active", "is_staff"])
def test_what_belongs_to_somebody_who_left_belongs_to_nobody(checklist, owner, gone):
    make_due(checklist, "1", owner)
    setattr(owner, gone, False)
    owner.save()

    assert reminded() == {"editor": ([], ["1"], [])}


def test_what_belongs_to_somebody_who_may_not_read_it_belongs_to_nobody(checklist, owner):
    make_due(checklist, "1", owner)
    owner.groups.clear()

    assert reminded() == {"editor": ([], ["1"], [])}


def test_editors_who_left_are_not_reminded(checklist):
    make_due(checklist, "1")
    make_user("former", role=EDITOR, is_active=False)
    make_user("customer", role=EDITOR, is_staff=False)

    assert reminded() == {"editor": ([], ["1"], [])}


def test_people_without_an_address_are_among_them(checklist):
    make_due(checklist, "1", make_user("nameless", role=AUDITOR))

    assert [(digest.username, digest.email) for digest in digests(TODAY)] == [("nameless", "")]


def test_answers_to_retired_items_remind_nobody(checklist, owner):
    make_due(checklist, "1", owner)
    item = checklist.guideline.items.get(number="1")
    item.retired_on = TODAY
    saved(item)

    assert reminded() == {}


# Sent back


def test_who_submitted_is_told_why_it_came_back(checklist):
    revision = submit(checklist, "2.0")
    revision.send_back(by=reviewer(), reason="Item 1 lacks a date.")

    [digest] = digests(TODAY)
    [submission] = digest.sent_back

    assert (digest.username, submission.version, submission.by, submission.reason) == (
        "editor",
        "2.0",
        "reviewer",
        "Item 1 lacks a date.",
    )
    assert submission.checklist == "Title of sheet"
    assert submission.path == f"/admin/disclosures/revision/{revision.pk}/change/"


def test_a_newer_submission_ends_it(checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="No.")
    submit(checklist, "2.0", by=make_user("another", role=AUDITOR)).send_back(
        by=reviewer(), reason="No."
    )
    back = reminded()
    submit(checklist, "2.0")

    assert (back, reminded()) == ({"another": ([], [], ["2.0"])}, {})


def test_a_newer_submission_of_another_checklist_does_not_end_it(checklist):
    submit(checklist, "2.0").send_back(by=reviewer(), reason="No.")
    submit(make_checklist("other", guideline=checklist.guideline), "1.0")

    assert reminded() == {"editor": ([], [], ["2.0"])}


def test_what_was_recalled_reminds_nobody(checklist):
    submit(checklist, "2.0").recall(by=editor(), reason="Too early.")

    assert reminded() == {}


# What it costs


@pytest.mark.parametrize(("items", "people"), [(3, 1), (40, 10)])
def test_it_costs_the_same_with_more_answers_and_people(items, people, django_assert_num_queries):
    guideline = make_guideline(items=[str(number) for number in range(items)])
    checklist = make_checklist(guideline=guideline, products=[make_product()])
    owners = [make_user(f"owner{number}", role=AUDITOR) for number in range(people)]
    for number in range(items):
        make_due(checklist, str(number), owners[number % people])

    with django_assert_num_queries(4):
        assert len(digests(TODAY)) == people
