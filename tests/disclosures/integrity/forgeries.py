"""Ways to forge the record of a checklist with three public versions ("three"), one function each.

They write as somebody would who knows the tables: past the verbs, and where they can, past the
rules of the database too.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from disclosures.integrity.trigger_sql import PREFIX
from disclosures.models import (
    Answer,
    Rendition,
    Revision,
    RevisionContributor,
    RevisionEvent,
    State,
)
from disclosures.sheet.canonical import sha256_of
from tests.factory import approve, change_answer, editor, make_user, reviewer, submit

Action = RevisionEvent.Action


def newest(three):
    return three.revisions.order_by("-number").first()


def sql(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement, None)


def insert_approved_version(three):
    _copied(newest(three), number=4, version="4.0").save(force_insert=True)


def insert_submitted_version(three):
    _copied(newest(three), number=4, version="4.0", **UNDECIDED).save(force_insert=True)


def approve_by_update(three):
    _approve(submit(three, "4.0"), reviewer())


def approve_by_update_as_contributor(three):
    change_answer(three, "1", by=reviewer(), body="Theirs")
    _approve(submit(three, "4.0"), reviewer())


def approve_by_update_as_submitter(three):
    _approve(submit(three, "4.0"), editor())


def approve_before_submission(three):
    revision = submit(three, "4.0")
    _approve(revision, reviewer(), at=revision.submitted_at - timedelta(days=1))


def approve_version_without_contributors(three):
    """With an event and files as they have to be, but nobody on record as having changed it."""
    change_answer(three, "1", by=reviewer(), body="Theirs")
    revision = _copied(newest(three), number=4, version="4.0", **UNDECIDED)
    revision.watermark, revision.submitted_at = three.watermark(), timezone.now()
    revision.save(force_insert=True)
    for file in Rendition.objects.filter(revision=newest_approved(three)):
        file.pk, file.revision = None, revision
        file.save(force_insert=True)
    now = revision.submitted_at
    RevisionEvent.append(revision, Action.SUBMIT, revision.submitted_by, now, revision.summary)
    approve(revision)


def newest_approved(three):
    return three.revisions.filter(state=State.APPROVED).order_by("-number").first()


def append_event_that_did_not_happen(three):
    RevisionEvent.append(newest(three), Action.WITHDRAW, reviewer(), timezone.now(), "Forged")


def insert_event_into_the_past(three):
    moment = newest(three).submitted_at - timedelta(minutes=1)
    RevisionEvent.append(newest(three), Action.APPROVE, reviewer(), moment, "Forged")


def change_event(three):
    RevisionEvent.objects.filter(action=Action.APPROVE).update(note="Forged")


def delete_newest_version(three):
    _delete(newest(three))


def delete_version_in_the_middle(three):
    _delete(three.revisions.get(version="2.0"))


def cut_off_newest_event(three):
    RevisionEvent.objects.order_by("pk").last().delete()
    Revision.objects.filter(pk=newest(three).pk).update(**UNDECIDED)


def swap_file(three):
    other = Rendition.objects.get(revision__version="1.0", format="csv")
    files = Rendition.objects.filter(revision__version="2.0", format="csv")
    files.update(content=other.content, sha256=other.sha256)


def remove_file(three):
    Rendition.objects.get(revision__version="2.0", format="csv").delete()


def add_file(three):
    file = Rendition.objects.get(revision__version="2.0", format="csv")
    file.pk, file.format = None, "odt"
    file.save(force_insert=True)


def add_contributor(three):
    RevisionContributor.objects.create(revision=newest(three), user=make_user("stranger"))


def remove_contributor(three):
    RevisionContributor.objects.filter(revision=newest(three)).delete()


def change_working_row(three):
    answer = Answer.objects.filter(checklist=three).first()
    sql(f"UPDATE disclosures_answer SET body = 'Forged' WHERE id = {answer.pk}")


def change_history_row(three):
    sql("UPDATE disclosures_historicalanswer SET history_user_id = NULL")


def replace_guard(three):
    name = f'"{PREFIX}revision_kept"'
    if connection.vendor == "sqlite":
        sql(f"DROP TRIGGER {name}")
        sql(
            f"CREATE TRIGGER {name} BEFORE DELETE ON disclosures_revision"
            " WHEN FALSE BEGIN SELECT RAISE(ABORT, 'never'); END"
        )
    else:
        sql(
            f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql"
            " AS 'BEGIN RETURN OLD; END'"
        )


def disable_guard(three):
    name = f'"{PREFIX}revision_kept"'
    if connection.vendor == "sqlite":
        sql(f"DROP TRIGGER {name}")
    else:
        sql("SET CONSTRAINTS ALL IMMEDIATE")  # what waits for the commit bars the next statement
        sql(f"ALTER TABLE disclosures_revision DISABLE TRIGGER {name}")


def shadow_contributors(three):
    """A temporary table in the place of the one that the four eyes are asked from."""
    change_answer(three, "1", by=reviewer(), body="Theirs")
    revision = submit(three, "4.0")
    with transaction.atomic():
        table = "disclosures_revisioncontributor"
        sql(f"CREATE TEMPORARY TABLE {table} AS SELECT * FROM {table} WHERE FALSE")
        _approve(revision, reviewer())


def write_all_anew(three):
    """Another text in the newest version, with its hash, its files' hashes and its events'."""
    revision = newest(three)
    text = revision.sheet.replace("Said in", "Sand in")
    Revision.objects.filter(pk=revision.pk).update(sheet=text, sha256=sha256_of(text))
    events = list(RevisionEvent.objects.filter(revision=revision).order_by("pk"))
    head = events[0].previous_sha256
    for event in events:
        event.sheet_sha256, event.previous_sha256 = sha256_of(text), head
        event.sha256 = head = event.computed_sha256()
        event.save()


def move_watermark(three):
    revision = newest(three)
    marks = {label: last + 1 for label, last in revision.watermark.items()}
    Revision.objects.filter(pk=revision.pk).update(watermark=marks)


def move_moment_of_publication(three):
    revision = newest(three)
    later = revision.effective_at + timedelta(days=1)
    Revision.objects.filter(pk=revision.pk).update(effective_at=later)


def change_public_notice(three):
    revision = newest(three)
    revision.withdraw(by=reviewer(), reason="Wrong", public_notice="Wrong")
    Revision.objects.filter(pk=revision.pk).update(public_notice="Right")


def submit_and_approve_in_other_names(three):
    """By the verbs, as the program itself would; whoever has its rights can say who acts."""
    change_answer(three, "1", by=editor(), body="Not said by the editor")
    approve(submit(three, "4.0", by=editor()), by=reviewer())


UNDECIDED = {
    "state": State.SUBMITTED,
    **dict.fromkeys(("approved_by", "approved_at", "effective_at")),
}


def _copied(revision, **values):
    revision = Revision.objects.get(pk=revision.pk)
    revision.pk = None
    for name, value in values.items():
        setattr(revision, name, value)
    return revision


def _approve(revision, by, at=None):
    at = at or timezone.now()
    decided = {"approved_by": by, "approved_at": at, "effective_at": at}
    Revision.objects.filter(pk=revision.pk).update(state=State.APPROVED, **decided)


def _delete(revision):
    for rows in (Rendition, RevisionContributor, RevisionEvent):
        rows.objects.filter(revision=revision)._raw_delete(connection.alias)
    Revision.objects.filter(pk=revision.pk)._raw_delete(connection.alias)
