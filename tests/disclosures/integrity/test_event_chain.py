"""The chain of events finds what was changed in it; what was cut off, an anchor outside finds."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from audit import clock
from disclosures.integrity import triggers
from disclosures.integrity.verification import problems
from disclosures.models import (
    ChainStart,
    Rendition,
    Revision,
    RevisionContributor,
    RevisionEvent,
)
from disclosures.models.event_chain import start_sha256
from disclosures.sheet.canonical import sha256_of
from tests.factory import approve, change_answer, make_checklist, reviewer, submit

pytestmark = pytest.mark.django_db


def whats(version):
    return [one.what for one in problems() if one.version == f"sheet {version}"]


def event(version, action):
    return RevisionEvent.objects.get(revision__version=version, action=action)


def test_each_event_follows_the_one_before(three):
    events = list(RevisionEvent.objects.order_by("pk"))

    assert [one.previous_sha256 for one in events] == ["", *(one.sha256 for one in events[:-1])]
    assert [one.computed_sha256() for one in events] == [one.sha256 for one in events]


@pytest.mark.parametrize("field", ["note", "actor_name"])
def test_a_changed_event_is_found(unguarded, field):
    RevisionEvent.objects.filter(pk=event("2.0", "approve").pk).update(**{field: "Forged"})

    assert "its approve event does not match its hash" in whats("2.0")


def test_a_changed_event_with_its_hash_is_found_by_the_next_one(unguarded):
    forged = event("2.0", "approve")
    forged.note = "Forged"
    forged.sha256 = forged.computed_sha256()
    forged.save()

    assert whats("2.0") == []
    assert whats("3.0") == ["its submit event does not follow the one before"]


def test_a_notice_that_one_person_wrote_and_approved_is_found(three, unguarded):
    revision = Revision.objects.get(version="3.0")
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Forged")
    approved = RevisionEvent.append(revision, "approve_notice", reviewer(), clock.now(), "")
    assert approved.public_notice == "Forged"
    Revision.objects.filter(pk=revision.pk).update(notice_waits=False)

    assert whats("3.0") == ["whoever withdrew it approved its notice"]


def test_a_notice_that_nobody_approved_is_found(three, unguarded):
    revision = Revision.objects.get(version="3.0")
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Forged")
    Revision.objects.filter(pk=revision.pk).update(notice_waits=False)

    assert [what.partition(",")[0] for what in whats("3.0")] == ["its events are submit"]


def test_a_file_that_was_swapped_with_its_hash_is_found(unguarded):
    other = Rendition.objects.get(revision__version="1.0", format="csv")
    Rendition.objects.filter(revision__version="2.0", format="csv").update(
        content=other.content, sha256=other.sha256
    )

    assert whats("2.0") == ["its submit event does not match its hash"]


@pytest.mark.parametrize("change", ["missing", "added"])
def test_a_file_that_is_missing_or_was_added_is_found(unguarded, change):
    file = Rendition.objects.get(revision__version="2.0", format="csv")
    if change == "missing":
        file.delete()
    else:
        file.pk, file.format = None, "other"
        file.save()

    assert whats("2.0") == ["its submit event does not match its hash"]


@pytest.mark.parametrize("previous", ["", "f" * 64])
def test_the_database_refuses_an_event_that_follows_no_other(three, previous):
    forged = event("3.0", "approve")
    forged.pk, forged.previous_sha256 = None, previous

    with pytest.raises(IntegrityError), transaction.atomic():
        forged.save(force_insert=True)


def anchored(tmp_path):
    file = tmp_path / "anchor.json"
    call_command("anchor", str(file))
    return file


def delete(revision):
    Rendition.objects.filter(revision=revision).delete()
    RevisionContributor.objects.filter(revision=revision).delete()
    RevisionEvent.objects.filter(revision=revision).delete()
    Revision.objects.filter(pk=revision.pk).delete()


def verify(*arguments):
    call_command("verify_revisions", *arguments, stdout=StringIO(), stderr=StringIO())


def test_a_newest_version_that_was_deleted_only_the_anchor_finds(unguarded, tmp_path):
    file = anchored(tmp_path)
    delete(Revision.objects.get(version="3.0"))
    triggers.install(connection)

    verify()
    with pytest.raises(CommandError, match=r"sheet 3\.0: the record no longer holds the approve"):
        verify("--against", str(file))


def test_a_sheet_that_was_written_anew_with_all_hashes_only_the_anchor_finds(unguarded, tmp_path):
    file = anchored(tmp_path)
    revision = Revision.objects.get(version="3.0")
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))
    head = event("2.0", "approve").sha256
    for one in RevisionEvent.objects.filter(revision=revision).order_by("pk"):
        one.sheet_sha256, one.previous_sha256 = sha256_of(text), head
        one.sha256 = head = one.computed_sha256()
        one.save()
    triggers.install(connection)

    verify()
    with pytest.raises(CommandError, match=r"sheet 3\.0"):
        verify("--against", str(file))


def test_an_anchor_holds_while_the_record_goes_on(three, tmp_path):
    file = anchored(tmp_path)
    change_answer(three, "1", body="Said in 4.0")
    approve(submit(three, "4.0"))

    verify("--against", str(file))


def test_an_anchor_holds_the_beginning_of_a_chain_without_steps(unguarded, tmp_path):
    older = make_checklist("older", guideline=unguarded.guideline)
    no_events = start_sha256([])
    ChainStart.objects.create(checklist=older, last_event_id=0, sha256=no_events)
    file = anchored(tmp_path)

    ChainStart.objects.filter(checklist=older).delete()
    triggers.install(connection)

    with pytest.raises(CommandError, match="no longer holds the start event"):
        verify("--against", str(file))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": "other", "heads": []}', "\xff"])
def test_what_is_no_anchor_is_refused_in_a_sentence(three, tmp_path, text):
    file = tmp_path / "anchor.json"
    file.write_text(text, encoding="latin-1")

    with pytest.raises(CommandError, match=r"is no anchor of Kaiji|can't decode"):
        verify("--against", str(file))


def test_the_report_is_json_where_it_is_asked_for(unguarded):
    Revision.objects.filter(version="2.0").update(summary="Other")
    triggers.install(connection)
    printed = StringIO()

    with pytest.raises(CommandError):
        call_command("verify_revisions", "--json", stdout=printed)

    report = json.loads(printed.getvalue())
    assert report["versions"] == 3
    assert {one["version"] for one in report["problems"]} == {"sheet 2.0"}
