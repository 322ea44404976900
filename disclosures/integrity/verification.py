"""Holds what is stored against itself: hashes, chains, events, contributors, guards and rows."""

import hashlib
from dataclasses import dataclass

from django.db import connection, transaction

from disclosures.models import Checklist, Revision
from disclosures.sheet.canonical import BrokenSheet, sha256_of

from . import triggers
from .event_checks import chain_problems, event_problems, four_eyes_problems
from .working_rows import working_row_problems


@dataclass(frozen=True)
class Problem:
    """What is wrong, and with which version: "slug version", or "" where it is with none."""

    version: str
    what: str

    def __str__(self):
        return f"{self.version}: {self.what}" if self.version else self.what


def problems():
    """Every `Problem`: of the guards, the versions, the oldest first, and the working copy.

    All of it as of one moment: what is saved meanwhile belongs to the next time.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if is_outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        return _problems()


def _problems():
    found = [Problem("", f"guard {name} is missing") for name in triggers.missing(connection)]
    found += [
        Problem("", f"guard {name} is not as the program installs it")
        for name in triggers.replaced(connection)
    ]
    for revision in Revision.objects.select_related("checklist").order_by("checklist_id", "number"):
        found += [
            Problem(f"{revision.checklist.slug} {version}", what)
            for version, what in _of_revision(revision)
        ]
    for checklist in Checklist.objects.order_by("pk"):
        found += [
            Problem(f"{checklist.slug} {version}".strip(), what)
            for version, what in chain_problems(checklist)
        ]
    found += [Problem("", what) for what in working_row_problems()]
    return list(dict.fromkeys(found))


def _of_revision(revision):
    if sha256_of(revision.sheet) != revision.sha256:
        yield revision.version, "the sheet does not match its hash"
    for what in (*event_problems(revision), *four_eyes_problems(revision)):
        yield revision.version, what
    try:
        content = revision.content
    except BrokenSheet as error:
        yield revision.version, f"the sheet cannot be read ({error})"
        return
    for file in revision.renditions.all():
        if hashlib.sha256(file.content).hexdigest() != file.sha256:
            yield revision.version, f"the file sheet.{file.format} does not match its hash"
    for name, copy in _copies(revision).items():
        if getattr(content, name) != copy:
            yield revision.version, f"{name} differs between the sheet and its column"
    yield from _of_chain(revision, content.previous)


def _copies(revision):
    return {
        "slug": revision.checklist.slug,
        "version": revision.version,
        "updated_on": revision.updated_on,
        "summary": revision.summary,
    }


def _of_chain(revision, previous):
    earlier = revision.siblings().once_public(revision.submitted_at)
    expected = earlier.filter(number__lt=revision.number).order_by("-number").first()
    if expected is None and previous is None:
        return
    if expected is None or previous is None or previous.version != expected.version:
        yield revision.version, "the sheet names another previous version than the record"
    elif previous.sha256 != sha256_of(expected.sheet):
        yield expected.version, f"its text is not the one that {revision.version} followed"
