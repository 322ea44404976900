"""What became of mails, shown to those concerned: at the event, on the start page, in the list."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from disclosures.models import Mail
from disclosures.notifications.sending import send_due
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from tests.factory import make_checklist, make_mail, make_user, reviewer, submit
from tests.pages import page_of

pytestmark = pytest.mark.django_db

START = reverse("admin:index")
HEADING = "届いていない、または届いたか分からないメール"
AGAIN = "再送する"
State = Mail.State


@pytest.fixture
def revision(mailing):
    """Submitted; its mail to the reviewer waits."""
    second = reviewer()
    second.email = "reviewer@example.com"
    second.save()
    return submit(make_checklist(), "2.0", summary="Now we do")


@pytest.fixture
def mail(revision):
    return Mail.objects.get()


@pytest.fixture
def perhaps_sent(mail):
    Mail.objects.claim().end(State.PERHAPS_SENT, error="Closed <unexpectedly>")
    return mail


def opened_by(client, user, address):
    client.force_login(user)
    return client.get(address).content.decode()


def again(mail):
    return reverse("admin:disclosures_mail_again", args=[mail.pk])


# At the event


def test_the_event_says_that_its_mail_waits_and_then_when_it_was_sent(
    client, revision, server, clock
):
    before = opened_by(client, reviewer(), page_of(revision))
    send_due()
    after = opened_by(client, reviewer(), page_of(revision))

    assert before.count("reviewer 宛てのメール：") == after.count("reviewer 宛てのメール：") == 1
    assert [text in before for text in ("送信待ち", "送信済み")] == [True, False]
    assert [text in after for text in ("送信待ち", "送信済み")] == [False, True]


def test_the_event_says_why_a_mail_failed_and_when_it_is_tried_again(client, revision, server):
    server.is_full = True
    send_due()

    page = opened_by(client, reviewer(), page_of(revision))

    assert "送信失敗" in page
    assert "以降に再送）" in page
    assert '<q class="text">452 The disk is full</q>' in page
    assert AGAIN not in page


def test_what_the_mail_server_says_is_printed_as_text(client, revision, perhaps_sent):
    page = opened_by(client, reviewer(), page_of(revision))

    assert '<q class="text">Closed &lt;unexpectedly&gt;</q>' in page


@pytest.mark.parametrize(
    ("role", "is_offered"), [(EDITOR, 1), (REVIEWER, 1), (MANAGER, 0), (AUDITOR, 0)]
)
def test_sending_again_is_offered_to_editors_and_reviewers(
    client, revision, perhaps_sent, role, is_offered
):
    page = opened_by(client, make_user(role=role), page_of(revision))

    assert page.count(AGAIN) == page.count(again(perhaps_sent)) == is_offered


# Sent again


def test_sending_again_lets_the_mail_wait_and_says_so(client, revision, perhaps_sent, server):
    client.force_login(reviewer())

    response = client.post(again(perhaps_sent), follow=True)
    send_due()

    assert response.redirect_chain == [(page_of(revision), 302)]
    said = [str(message) for message in response.context["messages"]]
    assert said == ["メールを再送します（宛先：reviewer）。"]
    assert server.recipients == ["reviewer@example.com"]
    page = client.get(page_of(revision)).content.decode()
    assert "reviewerさんが再送" in page


def test_what_waits_anyway_is_not_sent_again(client, mail):
    client.force_login(reviewer())

    response = client.post(again(mail), follow=True)

    mail.refresh_from_db()
    assert "送信済みか、自動で送信されます。" in response.content.decode()
    assert (mail.state, mail.again_by) == (State.WAITING, None)


def test_only_a_post_of_an_editor_or_reviewer_sends_again(client, perhaps_sent):
    statuses = {}
    for role in (AUDITOR, MANAGER, EDITOR):
        client.force_login(make_user(role=role))
        statuses[role] = client.get(again(perhaps_sent)).status_code
        if role != EDITOR:
            assert client.post(again(perhaps_sent)).status_code == 403

    perhaps_sent.refresh_from_db()
    assert statuses == {AUDITOR: 403, MANAGER: 403, EDITOR: 302}
    assert perhaps_sent.state == State.PERHAPS_SENT


# On the start page


@pytest.mark.parametrize("state", [State.FAILED, State.GIVEN_UP, State.PERHAPS_SENT])
def test_the_start_page_shows_what_did_not_arrive_for_sure(client, mail, state):
    due_at = timezone.now() + timedelta(hours=1) if state == State.FAILED else None
    Mail.objects.claim().end(state, error="Why", due_at=due_at)

    page = opened_by(client, reviewer(), START)

    assert page.count(HEADING) == 1
    assert "承認のご依頼：版 2.0" in page
    assert '<q class="text">Why</q>' in page


def test_what_nobody_takes_up_or_finishes_is_shown_after_a_while(client, revision, clock):
    clock.forward(minutes=5)
    pages = [opened_by(client, reviewer(), START)]  # as long as cron may take
    clock.forward(minutes=15)
    pages.append(opened_by(client, reviewer(), START))
    Mail.objects.claim()
    pages.append(opened_by(client, reviewer(), START))
    clock.forward(minutes=5)
    pages.append(opened_by(client, reviewer(), START))

    assert [HEADING in page for page in pages] == [False, True, False, True]
    assert "送信中にプログラムが終了しました。" in pages[-1]


def test_the_start_page_says_nothing_of_mails_that_were_sent(client, revision, server):
    send_due()

    assert HEADING not in opened_by(client, reviewer(), START)


def test_others_than_editors_and_reviewers_see_the_mails_of_what_they_did(
    client, revision, perhaps_sent
):
    actor = revision.submitted_by
    actor.groups.clear()

    pages = [opened_by(client, user, START) for user in (actor, make_user(role=AUDITOR))]

    assert [HEADING in page for page in pages] == [True, False]


def test_what_is_older_than_two_weeks_is_left_to_the_list(client, perhaps_sent, clock):
    clock.forward(days=14, seconds=1)

    assert HEADING not in opened_by(client, reviewer(), START)


# A mail by itself


@pytest.mark.parametrize(("role", "is_offered"), [(EDITOR, 1), (AUDITOR, 0)])
def test_a_reminder_is_sent_again_from_its_own_page(client, server, mailing, role, is_offered):
    mail = make_mail()
    Mail.objects.claim().end(State.GIVEN_UP, error="Why")

    page = opened_by(client, make_user(role=role), page_of(mail))
    response = client.post(again(mail))
    send_due()

    assert page.count(f'formaction="{again(mail)}"') == len(server.mails) == is_offered
    assert (response.status_code, response.headers.get("Location")) == (
        (302, page_of(mail)) if is_offered else (403, None)
    )


# The list


def test_every_role_may_read_the_mails(client, perhaps_sent):
    auditor = make_user(role=AUDITOR)
    listed = opened_by(client, auditor, reverse("admin:disclosures_mail_changelist"))
    shown = opened_by(client, auditor, page_of(perhaps_sent))

    assert ("承認のご依頼" in listed, "送信済みの可能性あり" in listed) == (True, True)
    assert ("reviewer@example.com" in shown, "変更の概要：Now we do" in shown) == (True, True)


@pytest.mark.parametrize("more", [0, 5])
def test_the_list_costs_the_same_with_more_mails(client, revision, more, django_assert_num_queries):
    for number in range(more):
        make_user(f"more{number}", role=REVIEWER, email=f"more{number}@example.com")
    client.force_login(make_user(role=AUDITOR))
    revision.recall(by=revision.submitted_by, reason="No")

    with django_assert_num_queries(10):
        client.get(reverse("admin:disclosures_mail_changelist"))
