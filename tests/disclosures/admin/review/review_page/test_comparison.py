"""What the review page compares: the version before, or another that is chosen."""

import re
from datetime import timedelta

import pytest

from tests.factory import approve, change_answer, editor, make_checklist, reviewer, submit

from .reading import page, review_page

pytestmark = pytest.mark.django_db


def test_the_review_page_shows_the_flip_before_other_changes(client, submitted):
    shown = page(client, submitted).content.decode()

    assert shown.index("<del>無し</del> → <ins>有り</ins>") < shown.index("Words that stay")
    assert 'class="difference risk-flip"' in shown


def withdrawn(revision):
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")
    return revision


def headings(response):
    return re.findall(r"<h2>([^<]*)</h2>", response.content.decode())


def test_only_the_first_version_is_called_the_first(client):
    response = page(client, submit(make_checklist()))

    assert "最初の版です（すべて新規）" in headings(response)
    assert response.context["against"] is None


def test_after_a_withdrawal_the_next_version_is_compared_with_the_withdrawn_one(client, submitted):
    submitted.recall(by=editor(), reason="Not yet")
    first = withdrawn(submitted.before())
    again = submit(submitted.checklist, "2.1")

    response = page(client, again)

    assert (again.before(), response.context["against"]) == (first, first)
    assert [change.number for change in response.context["changes"].items] == ["1", "2"]
    assert "最初の版です（すべて新規）" not in headings(response)
    assert "公開を停止した版 1.0 との違い" in headings(response)


def test_the_version_that_returned_comes_before_the_withdrawn_one(client, submitted):
    first = submitted.before()
    withdrawn(approve(submitted))
    third = submit(submitted.checklist, "3.0")

    assert (third.before(), page(client, third).context["against"]) == (first, first)


def test_a_schedule_that_was_cancelled_was_seen_by_nobody(client, submitted, clock):
    approve(submitted, at=clock.now() + timedelta(days=1))
    submitted.cancel(by=reviewer(), reason="Not yet")
    withdrawn(submitted.before())
    third = submit(submitted.checklist, "3.0")

    assert page(client, third).context["against"].version == "1.0"


def test_the_review_page_marks_what_went_in_and_out(client, submitted):
    shown = page(client, submitted).content.decode()

    assert "Words that stay, words that <del>go</del><ins>come</ins>." in shown


def test_reasons_stand_beside_what_they_changed(client, submitted):
    checklist = submitted.checklist
    submitted.recall(by=editor(), reason="Again")
    change_answer(checklist, "1", body="We always did.", reason="The audit of May")
    change_answer(checklist, "1", internal_note="Asked", reason="Only a note")
    again = submit(checklist, "2.1")

    changed = page(client, again).context["changed"]

    [row] = [row for row in changed if row.item.number == "1"]
    assert [(one.who, one.why) for one in row.attributions] == [
        ("editor", "The audit of May"),
        ("editor", "for the test"),
    ]


def test_another_earlier_version_can_be_compared(client, submitted):
    approve(submitted)
    change_answer(submitted.checklist, "3", body="Three")
    third = submit(submitted.checklist, "3.0")
    client.force_login(reviewer())

    def changed(against):
        response = client.get(review_page(third), {"against": against} if against else {})
        return sorted(item.number for item in response.context["changes"].items)

    assert (changed(""), changed("1")) == (["3"], ["1", "2", "3"])


@pytest.mark.parametrize("against", ["2", "9", "x", "1" * 30])
def test_a_version_that_is_no_earlier_one_is_not_found(client, submitted, against):
    client.force_login(reviewer())

    assert client.get(review_page(submitted), {"against": against}).status_code == 404
