"""The security record: what is in it, what is never in it, and who reads it."""

import csv
import json
import logging
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from audit import refusal_count
from audit.models import RefusalCount, SecurityEvent
from audit.security_event import record
from disclosures.models import Intake
from disclosures.permissions import AUDITOR, EDITOR
from tests.factory import (
    approve,
    bring_in,
    editor,
    make_approved,
    make_checklist,
    make_user,
    reviewer,
    submit,
)

pytestmark = pytest.mark.django_db

PASSWORD = "a long password for the tests"
Kind = SecurityEvent.Kind


@pytest.fixture
def root(client):
    user = make_user("root", is_superuser=True)
    client.force_login(user)
    return user


def newest(kind):
    return SecurityEvent.objects.filter(kind=kind).first()


def sign_in(client, name, password=PASSWORD):
    return client.post("/admin/account/login/", {"login": name, "password": password})


def test_who_signs_in_and_out_is_on_record_with_the_address(client):
    user = make_user("ito")
    user.set_password(PASSWORD)
    user.save()

    sign_in(client, "ito")
    client.post("/admin/logout/")

    kinds = list(SecurityEvent.objects.order_by("pk").values_list("kind", "actor_name", "address"))
    assert kinds == [("sign_in", "ito", "127.0.0.1"), ("sign_out", "ito", "127.0.0.1")]


def test_refused_sign_ins_are_counted_by_the_hour_and_name_nobody(client, caplog):
    for _time in range(3):
        sign_in(client, "secret typed into the wrong field")

    assert list(RefusalCount.objects.values_list("kind", "count")) == [("sign_in", 3)]
    assert SecurityEvent.objects.count() == 0
    assert "secret" not in caplog.text
    assert "A sign-in from 127.0.0.1 was refused." in caplog.text


def test_refusals_of_a_minute_are_written_at_once_and_in_their_hour(clock, monkeypatch):
    counter = refusal_count._Counter()
    monkeypatch.setattr(refusal_count, "WRITTEN_EVERY", 60)
    seconds = [0]
    monkeypatch.setattr(refusal_count, "monotonic", lambda: seconds[0])
    clock.move_to(datetime(2026, 4, 1, 9, 59, tzinfo=UTC))

    counter.add("sign_in")
    for _time in range(3):
        counter.add("sign_in")
    assert RefusalCount.objects.get().count == 1
    clock.forward(minutes=1)
    seconds[0] = 60
    counter.add("sign_in")

    counts = RefusalCount.objects.order_by("hour").values_list("hour__hour", "count")
    assert [count for _hour, count in counts] == [4, 1]


def test_a_page_that_somebody_may_not_open_is_counted_and_leaves_a_line(client, caplog):
    client.force_login(editor())

    client.get(reverse("admin:auth_user_changelist"))

    assert list(RefusalCount.objects.values_list("kind", "count")) == [("permission", 1)]
    assert "/admin/auth/user/ was refused: 403" in caplog.text


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE"])
def test_staff_have_few_methods(client, method):
    client.force_login(editor())

    assert client.generic(method, "/admin/").status_code == 405


def test_counts_are_kept_for_ninety_days(client, clock):
    sign_in(client, "nobody")
    clock.forward(days=89)
    sign_in(client, "nobody")
    assert RefusalCount.objects.count() == 2

    clock.forward(days=2)
    sign_in(client, "nobody")

    assert RefusalCount.objects.count() == 2


def test_a_changed_role_is_on_record_with_what_the_user_may_do_now(client, root):
    user = make_user("ito")
    address = reverse("admin:auth_user_change", args=[user.pk])
    groups = [Group.objects.get(name=EDITOR).pk]
    form = {"username": "ito", "is_active": "on", "is_staff": "on", "groups": groups}

    client.post(address, {**form, "date_joined_0": "2026-01-01", "date_joined_1": "00:00"})

    event = newest(Kind.USER)
    assert (event.actor_name, event.about) == ("root", "ito")
    assert "groups" in event.details["changed"]
    assert (event.details["roles"], event.details["is_superuser"]) == (["Editor"], False)


def test_a_changed_group_is_on_record(client, root):
    client.post(reverse("admin:auth_group_add"), {"name": "Helpers"})

    assert (newest(Kind.ROLE).about, newest(Kind.ROLE).actor_name) == ("Helpers", "root")


def test_decisions_and_imports_are_on_record():
    checklist = make_checklist()
    bring_in(checklist, b"1,Yes", by=editor())
    approve(submit(checklist))

    found = SecurityEvent.objects.order_by("pk").values_list("kind", "actor_name", "about")
    assert list(found) == [
        ("import", "editor", "answers"),
        ("decision", "editor", "sheet 1.0 submit"),
        ("decision", "reviewer", "sheet 1.0 approve"),
    ]
    assert newest(Kind.IMPORT).details == {"sha256": Intake.objects.get().sha256, "operator": ""}


def test_files_that_staff_take_along_are_on_record(client):
    revision = make_approved()
    client.force_login(reviewer())

    client.get(reverse("admin:disclosures_revision_sheet_csv", args=[revision.pk]))

    assert newest(Kind.FILE).about == "sheet 1.0 sheet.csv"


def test_each_event_is_a_line_of_json_in_the_log(caplog, django_capture_on_commit_callbacks):
    logger = logging.getLogger("kaiji.security")
    logger.addHandler(caplog.handler)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            record(Kind.START, by=None, about="改行\nも一行に", details_of={"a": 1})
            assert caplog.messages == []  # what is rolled back leaves no line
    finally:
        logger.removeHandler(caplog.handler)

    [line] = caplog.messages
    assert "\n" not in line
    assert json.loads(line)["about"] == "改行\nも一行に"


@pytest.mark.parametrize("verb", ["update", "delete"])
def test_an_event_stands_for_ever(owner_role, verb):
    record(Kind.START, by=None)
    rows = SecurityEvent.objects.all()

    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(about="Other") if verb == "update" else rows._raw_delete(connection.alias)


def test_auditors_read_it_and_take_it_along(client):
    record(Kind.SIGN_IN, by=editor(), about="=1+1")
    client.force_login(make_user("auditor", role=AUDITOR))

    page = client.get(reverse("admin:audit_securityevent_changelist"))
    response = client.get(reverse("admin:audit_securityevent_csv"))

    assert "=1+1" in page.content.decode()
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    heading, row, *_ = csv.reader(StringIO(text))
    assert heading[:5] == ["at", "kind", "actor_id", "actor_name", "about"]
    assert row[1:5] == ["sign_in", str(editor().pk), "editor", "'=1+1"]


def test_others_do_not(client):
    client.force_login(editor())

    for name in ("changelist", "csv"):
        assert client.get(reverse(f"admin:audit_securityevent_{name}")).status_code == 403
