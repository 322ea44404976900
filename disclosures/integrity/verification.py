"""Recomputes every hash from content and follows the chain from version to version."""

import hashlib
from dataclasses import dataclass

from django.db import connection

from disclosures.models import Revision
from disclosures.sheet.canonical import BrokenSheet, sha256_of

from . import triggers


@dataclass(frozen=True)
class Problem:
    """What is wrong, and with which version; the version is empty for the guards."""

    version: str
    what: str

    def __str__(self):
        return f"{self.version}: {self.what}" if self.version else self.what


def problems():
    """Every `Problem` of the stored revisions and their guards, the oldest version first."""
    found = [Problem("", f"guard {name} is missing") for name in triggers.missing(connection)]
    for revision in Revision.objects.select_related("checklist").order_by("checklist_id", "number"):
        found += [
            Problem(f"{revision.checklist.slug} {version}", what)
            for version, what in _of_revision(revision)
        ]
    return list(dict.fromkeys(found))


def _of_revision(revision):
    if sha256_of(revision.sheet) != revision.sha256:
        yield revision.version, "the sheet does not match its hash"
    if revision.events.exclude(sheet_sha256=revision.sha256).exists():
        yield revision.version, "the hash is not the one that was decided on"
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
