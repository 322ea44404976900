"""Mails of a submission and of decisions, through a real mail server."""

import logging
from contextlib import suppress
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.template import TemplateDoesNotExist
from django.utils import timezone

from accounts.credential_seal import seal
from disclosures.models import Mail, Revision
from disclosures.notifications.sending import send_due
from disclosures.permissions import AUDITOR, EDITOR, REVIEWER
from tests.factory import (
    approve,
    change_answer,
    editor,
    make_approved,
    make_checklist,
    make_user,
    reviewer,
    submit,
)
from tests.mail_server import SITE

pytestmark = pytest.mark.django_db


def person(name, role, **values):
    return make_user(name, role=role, email=f"{name}@example.com", **values)


@pytest.fixture
def checklist():
    """Version 1.0 is public; a second editor changed an answer since."""
    checklist = make_checklist(title="Sheet of A & B <C>")
    change_answer(checklist, "1", body="Before", availability="no")
    make_approved(checklist)
    other = person("other", EDITOR)
    change_answer(checklist, "1", body="After", availability="yes", by=other)
    return checklist


@pytest.fixture
def people():
    """Reviewers and editors with addresses, and who must not get any mail."""
    for user in (editor(), reviewer()):
        user.email = f"{user.username}@example.com"
        user.save()
        seal(user)
    person("second", REVIEWER)
    person("gone", REVIEWER, is_active=False)
    person("auditor", AUDITOR)
    make_user("mute", role=REVIEWER)


def sent(server):
    """What arrives of the mails that were written so far."""
    send_due()
    return server.mails


def recipients(server):
    return sorted(mail["To"] for mail in sent(server))


def last_text(server):
    return sent(server)[-1].get_content()


def test_reviewers_are_told_of_a_submission_once_each(checklist, people, server, mailing):
    revision = submit(checklist, "2.0", summary="Now we do")

    assert recipients(server) == ["reviewer@example.com", "second@example.com"]
    assert set(server.subjects) == {"【Kaiji】承認のご依頼：版 2.0（Sheet of A & B <C>）"}
    text = last_text(server)
    assert "変更の概要：Now we do" in text
    assert "公開されていた版 1.0 との違い：変更のある項目：1件（有無の逆転 1）" in text
    assert f"{SITE}/admin/disclosures/revision/{revision.pk}/change/" in text


def test_after_a_withdrawal_the_mail_counts_what_differs_from_the_withdrawn_version(
    checklist, people, server, mailing
):
    first = checklist.revisions.get()
    first.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    submit(checklist, "2.0")

    text = last_text(server)
    assert "公開を停止した版 1.0 との違い：変更のある項目：1件（有無の逆転 1）" in text


def test_submitter_and_contributors_are_told_of_an_approval(checklist, people, server, mailing):
    revision = submit(checklist, "2.0")
    sent(server).clear()

    approve(revision)

    assert recipients(server) == ["editor@example.com", "other@example.com"]
    assert "現在、版 2.0 が表示されています。" in last_text(server)


def test_a_schedule_says_what_customers_see_until_then(checklist, people, server, mailing):
    revision = submit(checklist, "2.0")

    approve(revision, at=timezone.now() + timedelta(days=1))

    text = last_text(server)
    assert "現在、版 1.0 が表示されています。" in text
    assert "から、版 2.0 が表示されます。" in text


def test_the_reason_for_sending_back_goes_along(checklist, people, server, mailing):
    revision = submit(checklist, "2.0")
    sent(server).clear()

    revision.send_back(by=reviewer(), reason="Please check A & B <C>.", texts={"1": "Why?"})

    assert recipients(server) == ["editor@example.com", "other@example.com"]
    assert "理由：Please check A & B <C>." in last_text(server)
    assert "コメント：1件" in last_text(server)


def test_reviewers_are_told_that_a_submission_was_taken_back(checklist, people, server, mailing):
    revision = submit(checklist, "2.0")
    sent(server).clear()

    revision.recall(by=editor(), reason="Too early")

    assert recipients(server) == ["reviewer@example.com", "second@example.com"]
    assert server.subjects[0].startswith("【Kaiji】申請の取り下げ")


def test_a_withdrawal_also_tells_of_what_it_takes_down(checklist, people, server, mailing):
    approve(submit(checklist, "2.0"))
    change_answer(checklist, "2", body="More")
    submit(checklist, "3.0")
    sent(server).clear()

    public = checklist.revisions.current()
    public.withdraw(by=reviewer(), reason="Wrong", public_notice="Please ask us.")

    texts = [mail.get_content() for mail in sent(server)]
    subjects = [subject.split("（")[0] for subject in server.subjects]
    assert sorted(set(subjects)) == ["【Kaiji】公開停止：版 2.0", "【Kaiji】差し戻し：版 3.0"]
    assert ["現在、版 1.0 が表示されています。" in text for text in texts] == [True] * len(texts)


def test_what_is_refused_tells_nobody(checklist, people, server, mailing):
    revision = submit(checklist, "2.0")
    sent(server).clear()

    with pytest.raises(Exception, match="異なります"):
        revision.approve(by=reviewer(), seen="0" * 64)

    assert sent(server) == []


def test_what_was_rolled_back_tells_nobody(checklist, people, server, mailing):
    with suppress(ZeroDivisionError), transaction.atomic():
        submit(checklist, "2.0")
        raise ZeroDivisionError

    assert (sent(server), Mail.objects.count()) == ([], 0)


def test_a_mail_that_cannot_be_written_undoes_nothing_and_is_reported(
    checklist, people, mailing, caplog
):
    mailing.TEMPLATES = [{**mailing.TEMPLATES[0], "DIRS": [], "APP_DIRS": False}]

    with caplog.at_level(logging.ERROR, logger="disclosures.notifications.steps"):
        revision = submit(checklist, "2.0")

    assert Revision.objects.get(version="2.0").state == "submitted"
    assert Mail.objects.count() == 0
    [record] = caplog.records
    assert (record.args, record.exc_info[0]) == (("submit", revision), TemplateDoesNotExist)


def test_a_mail_that_the_database_does_not_keep_undoes_nothing_either(checklist, people, mailing):
    def fail(execute, sql, *arguments):
        if 'INSERT INTO "disclosures_mail"' in sql:
            return execute("SELECT * FROM nowhere", *arguments)
        return execute(sql, *arguments)

    with connection.execute_wrapper(fail):
        submit(checklist, "2.0")

    assert Revision.objects.get(version="2.0").state == "submitted"
    assert Mail.objects.count() == 0


def test_who_may_not_read_versions_is_told_nothing(checklist, people, server, mailing):
    other = get_user_model().objects.get(username="other")
    revision = submit(checklist, "2.0")
    sent(server).clear()
    other.groups.clear()

    approve(revision)

    assert recipients(server) == ["editor@example.com"]


def test_one_refused_address_keeps_no_other_from_its_mail(checklist, people, server, mailing):
    server.refused.add("reviewer@example.com")

    submit(checklist, "2.0")

    assert recipients(server) == ["second@example.com"]


@pytest.mark.parametrize("missing", ["KAIJI_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"])
def test_without_settings_nothing_is_sent(checklist, people, server, mailing, missing):
    setattr(mailing, missing, "")

    submit(checklist, "2.0")

    assert (sent(server), Mail.objects.count()) == ([], 0)
