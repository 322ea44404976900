"""The review page: what a reviewer reads, and the decisions taken from it."""

import re
from dataclasses import asdict
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Revision, RevisionEvent
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from disclosures.sheet.labels import moment
from tests.factory import (
    UPDATED_ON,
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
    submit_all_changed,
)

pytestmark = pytest.mark.django_db

NOW = {"approve-when": "now"}
REASON = {**NOW, "recall-reason": "Why", "send_back-reason": "Why", "cancel-reason": "Why"}
WITHDRAWAL = {"withdraw-reason": "Why", "withdraw-public_notice": "Please ask us."}


@pytest.fixture
def submitted():
    """Version 2.0, in review, with one flipped and one reworded answer."""
    checklist = make_checklist()
    change_answer(checklist, "1", availability="no", body="We never do.")
    change_answer(checklist, "2", body="Words that stay, words that go.")
    make_approved(checklist)
    change_answer(checklist, "1", availability="yes", body="We always do.")
    change_answer(checklist, "2", body="Words that stay, words that come.")
    return submit(checklist, "2.0")


def page(client, revision, by=None):
    client.force_login(by or reviewer())
    return client.get(review_page(revision))


def review_page(revision):
    return reverse("admin:disclosures_revision_change", args=[revision.pk])


def decide(client, revision, verb, data=None, *, by=None):
    client.force_login(by or reviewer())
    url = reverse(f"admin:disclosures_revision_{verb}", args=[revision.pk])
    given = {**REASON, **WITHDRAWAL} if data is None else data
    response = client.post(url, {f"{verb}-seen": revision.sha256, **given})
    revision.refresh_from_db()
    return response


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


def test_a_reviewer_approves_now(client, submitted):
    response = decide(client, submitted, "approve")

    assert response.status_code == 302
    assert (Revision.objects.current(), submitted.approved_by) == (submitted, reviewer())


def test_a_reviewer_approves_for_a_moment_in_japan_time(client, submitted):
    at = timezone.localtime(timezone.now() + timedelta(days=3)).replace(second=0, microsecond=0)

    decide(
        client,
        submitted,
        "approve",
        {"approve-when": "later", "approve-at": at.strftime("%Y-%m-%dT%H:%M")},
    )

    assert (submitted.effective_at, Revision.objects.current().version) == (at, "1.0")


def test_a_note_stays_with_the_decision(client, submitted):
    data = {**NOW, "approve-note": "Checked with legal"}

    decide(client, submitted, "approve", data)

    assert submitted.events.get(action="approve").note == "Checked with legal"


def test_a_reviewer_sends_back_with_a_reason(client, submitted):
    decide(client, submitted, "send_back")

    assert submitted.state == "sent_back"
    assert submitted.events.get(action="send_back").note == "Why"


def test_an_editor_recalls_any_submission(client, submitted):
    decide(client, submitted, "recall", by=make_user(role=EDITOR))

    assert submitted.state == "recalled"


def test_a_reviewer_cancels_a_schedule(client, submitted):
    approve(submitted, at=timezone.now() + timedelta(days=1))

    decide(client, submitted, "cancel")

    assert submitted.state == "withdrawn"
    assert submitted.events.last().action == RevisionEvent.Action.CANCEL


def test_a_cancelled_schedule_is_not_shown_as_once_public(client, submitted):
    approve(submitted, at=timezone.now() + timedelta(days=1))
    decide(client, submitted, "cancel")

    shown = page(client, submitted).content.decode()
    row = client.get(reverse("admin:disclosures_revision_changelist")).content.decode()

    assert "<strong>公開予約の取り消し</strong></dd>" in shown
    assert row.count("公開予約の取り消し") == 1


def test_a_reviewer_withdraws_with_a_notice(client, submitted):
    approve(submitted)

    decide(client, submitted, "withdraw")

    assert (submitted.state, submitted.public_notice) == ("withdrawn", "Please ask us.")


def test_the_page_says_which_version_returns_after_a_withdrawal(client, submitted):
    approve(submitted)
    submit(submitted.checklist, "3.0")

    shown = page(client, submitted).content.decode()

    assert "版 1.0 が再び公開されます。" in shown
    assert "版 3.0 は" in shown


@pytest.mark.parametrize(
    ("verb", "missing"),
    [
        ("approve", {**NOW, "approve-seen": ""}),
        ("approve", {}),
        ("approve", {"approve-when": "soon"}),
        ("approve", {"approve-when": "later"}),
        ("approve", {"approve-when": "later", "approve-at": "tomorrow"}),
        ("send_back", {"send_back-reason": " "}),
        ("recall", {}),
        ("withdraw", {"withdraw-reason": "Why"}),
    ],
)
def test_what_is_missing_is_asked_for_and_nothing_happens(client, submitted, verb, missing):
    if verb == "withdraw":
        approve(submitted)
    events = submitted.events.count()

    by = make_user(role=EDITOR) if verb == "recall" else None
    response = decide(client, submitted, verb, missing, by=by)

    assert response.status_code == 200
    assert submitted.events.count() == events


STATE_FOR = {"withdraw": "approved", "cancel": "approved"}


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_a_stale_hash_comes_back_with_the_reason(client, submitted, verb):
    if verb in STATE_FOR:
        tomorrow = timezone.now() + timedelta(days=1)
        approve(submitted, at=tomorrow if verb == "cancel" else None)
    events = submitted.events.count()
    by = make_user(role=EDITOR) if verb == "recall" else None

    stale = {**REASON, **WITHDRAWAL, f"{verb}-seen": "0" * 64}
    response = decide(client, submitted, verb, stale, by=by)

    assert "申請された内容と異なります" in response.content.decode()
    assert submitted.state == STATE_FOR.get(verb, "submitted")
    assert submitted.events.count() == events


def test_a_decision_that_somebody_else_took_first_is_refused_in_words(client, submitted):
    stale = {**NOW, "approve-seen": submitted.sha256}
    submitted.recall(by=editor(), reason="Not yet")

    response = decide(client, submitted, "approve", stale)

    assert "この操作はもう行えません" in response.content.decode()
    assert submitted.state == "recalled"


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_the_same_decision_twice_happens_once(client, submitted, verb):
    if verb in STATE_FOR:
        tomorrow = timezone.now() + timedelta(days=1)
        approve(submitted, at=tomorrow if verb == "cancel" else None)
    by = make_user(role=EDITOR) if verb == "recall" else None
    decide(client, submitted, verb, by=by)
    state, events = submitted.state, submitted.events.count()

    response = decide(client, submitted, verb, by=by)

    assert "この操作はもう行えません" in response.content.decode()
    assert (submitted.state, submitted.events.count()) == (state, events)


@pytest.mark.parametrize("verb", ["approve", "send_back", "recall", "cancel", "withdraw"])
def test_after_a_recall_nothing_can_be_decided(client, submitted, verb):
    submitted.recall(by=editor(), reason="Not yet")
    by = make_user(role=EDITOR) if verb == "recall" else None

    response = decide(client, submitted, verb, by=by)

    assert "この操作はもう行えません" in response.content.decode()
    assert (submitted.state, submitted.events.count()) == ("recalled", 2)


def test_afterwards_it_says_what_customers_see_now_and_from_when(client, submitted):
    at = (timezone.localtime() + timedelta(days=3)).replace(second=0, microsecond=0)

    data = {"approve-when": "later", "approve-at": at.strftime("%Y-%m-%dT%H:%M")}
    response = decide(client, submitted, "approve", data)

    said = client.get(response["Location"]).content.decode()
    assert "お客様には版 1.0 が表示されています。" in said
    assert f"{moment(at)} から版 2.0 が表示されます。" in said


def test_every_decision_shows_the_short_hash(client, submitted):
    shown = page(client, submitted).content.decode()

    assert shown.count(f"<code>{submitted.sha256[:12]}</code>") == 3  # the facts and two decisions


def test_reasons_stand_beside_what_they_changed(client, submitted):
    checklist = submitted.checklist
    submitted.recall(by=editor(), reason="Again")
    change_answer(checklist, "1", body="We always did.", reason="The audit of May")
    change_answer(checklist, "1", internal_note="Asked", reason="Only a note")
    again = submit(checklist, "2.1")

    changed = page(client, again).context["changed"]

    [row] = [row for row in changed if row.item.number == "1"]
    assert [(one.who, one.why) for one in row.reasons] == [
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


def test_a_time_that_has_passed_comes_back_and_keeps_what_was_typed(client, submitted):
    data = {
        "approve-when": "later",
        "approve-at": "2020-01-01T00:00",
        "approve-note": "Typed with care",
    }

    response = decide(client, submitted, "approve", data)

    assert approval_errors(response) == {
        "at": ["指定した日時はすでに過ぎています。これからの日時を指定してください。"]
    }
    assert submitted.state == "submitted"
    assert "Typed with care" in response.content.decode()


def approval_errors(response):
    """What the form of the approval says is wrong, by field."""
    [form] = response.context["answered"].values()
    return {name: list(errors) for name, errors in form.errors.items()}


def test_an_approval_for_later_needs_its_time(client, submitted):
    response = decide(client, submitted, "approve", {"approve-when": "later", "approve-at": ""})

    assert approval_errors(response) == {"at": ["公開する日時を入力してください。"]}
    assert '<a href="#approve">' in response.content.decode()
    assert submitted.state == "submitted"


def test_a_time_that_was_given_is_not_passed_over_by_publishing_now(client, submitted):
    at = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")

    response = decide(client, submitted, "approve", {**NOW, "approve-at": at})

    assert list(approval_errors(response)) == ["at"]
    assert submitted.state == "submitted"


def test_who_does_not_say_when_publishes_nothing(client, submitted):
    response = decide(client, submitted, "approve", {"approve-at": ""})

    assert approval_errors(response) == {
        "__all__": ["「今すぐ公開する」か「指定日時に公開する」を選んでください。"]
    }
    assert submitted.state == "submitted"


def test_each_button_says_what_it_does_and_enter_presses_the_one_that_needs_a_time(
    client, submitted
):
    shown = page(client, submitted).content.decode()

    buttons = re.findall(r'<button name="approve-when" value="(\w+)"[^>]*>([^<]*)<', shown)
    assert buttons == [("later", "指定日時に公開する"), ("now", "今すぐ公開する")]


def test_a_character_that_the_door_refuses_comes_back_in_words(client, submitted):
    response = decide(client, submitted, "send_back", {"send_back-reason": "Hid\u200bden"})

    assert "U+200B" in response.content.decode()


def test_the_submitter_finds_the_objection_instead_of_the_form(client, submitted):
    both = editor()
    both.groups.add(reviewer().groups.get())

    shown = page(client, submitted, both).content.decode()

    assert 'class="objection"' in shown
    assert 'name="approve-seen"' not in shown


@pytest.mark.parametrize("who", ["submitter", "contributor", "superuser"])
def test_nobody_approves_their_own_work_by_direct_post(client, who):
    checklist = make_checklist()
    person = make_user(who, role=REVIEWER, is_superuser=who == "superuser")
    change_answer(checklist, "1", body="Mine", by=person if who != "submitter" else editor())
    revision = submit(checklist, by=person if who == "submitter" else editor())

    response = decide(client, revision, "approve", by=person)

    assert (response.status_code, revision.state) == (200, "submitted")
    assert "errornote" in response.content.decode()


@pytest.mark.parametrize("role", [EDITOR, MANAGER, AUDITOR, None])
@pytest.mark.parametrize("verb", ["approve", "send_back", "cancel", "withdraw"])
def test_only_reviewers_decide(client, submitted, role, verb):
    response = decide(client, submitted, verb, by=make_user(role=role))

    assert (response.status_code, submitted.state) == (403, "submitted")


@pytest.mark.parametrize("role", [REVIEWER, MANAGER, AUDITOR, None])
def test_only_editors_recall(client, submitted, role):
    response = decide(client, submitted, "recall", by=make_user(role=role))

    assert (response.status_code, submitted.state) == (403, "submitted")


def test_the_page_takes_no_post(client, submitted):
    client.force_login(reviewer())

    assert client.post(review_page(submitted), {}).status_code == 405


def test_the_page_offers_each_role_only_its_decisions(client, submitted):
    def offered(role):
        shown = page(client, submitted, make_user(role=role)).content.decode()
        return [v for v in ("approve", "send_back", "recall") if f'id="{v}"' in shown]

    assert offered(REVIEWER) == ["approve", "send_back"]
    assert offered(EDITOR) == ["recall"]
    assert offered(AUDITOR) == []


@pytest.mark.parametrize("versions", [2, 10])
def test_list_and_page_cost_the_same_with_more_versions(
    client, versions, django_assert_num_queries
):
    checklist = make_checklist()
    for number in range(versions):
        last = make_approved(checklist, f"{number}.0")
    client.force_login(reviewer())

    with django_assert_num_queries(8):
        client.get(reverse("admin:disclosures_revision_changelist"))
    with django_assert_num_queries(16):
        client.get(review_page(last))


@pytest.mark.parametrize("items", [3, 73])
def test_the_page_costs_the_same_with_more_changes(client, items, django_assert_num_queries):
    revision = submit_all_changed(items)
    client.force_login(reviewer())

    with django_assert_num_queries(13):
        response = client.get(review_page(revision))

    assert response.content.count(b'class="item risk-flip"') == items
    assert len(response.content) < 200_000


@pytest.mark.parametrize("key", [99, 2**70, "x"])
def test_an_unknown_version_is_not_found(client, key):
    client.force_login(reviewer())

    response = client.get(reverse("admin:disclosures_revision_change", args=[key]))

    assert response.status_code == 404


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
