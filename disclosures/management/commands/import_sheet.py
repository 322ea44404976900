"""Take the answers of a file into a checklist's working copy."""

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from disclosures.imports.doubt_messages import doubt_message
from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.resources import ImportRefused
from disclosures.imports.run import Upload, confirm, kept_name, preview, receive
from disclosures.models import Checklist, Intake, WorkflowError
from disclosures.permissions import IMPORT_CHECKLIST

from ._user import add_user_argument, get_user, refuse_unguarded


class Command(BaseCommand):
    help = (
        "Reads a workbook, CSV or text with tabs and sets the answers it is sure of. An empty cell"
        " clears nothing, what is unsure is never written, and any error leaves all as it was. The"
        " import stays on record, like one that is brought in by the admin."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--checklist", required=True, help="the checklist's slug")
        add_user_argument(parser, IMPORT_CHECKLIST)
        parser.add_argument(
            "--dry-run", action="store_true", help="report only; then discard the import"
        )
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, file, checklist, user, dry_run, report, **options):
        refuse_unguarded()
        by = get_user(user, IMPORT_CHECKLIST)
        intake = _received(_checklist(checklist), file, by)
        try:
            seen = _seen(intake, by, dry_run)
        except (UnreadableSheet, ImportRefused, WorkflowError) as error:
            intake.discard(by=by)
            raise CommandError(f"{file.name}: {error}") from error
        if report == "json":
            found = _as_data(intake, seen, dry_run)
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self._write_text(file, seen, dry_run)

    def _write_text(self, file, seen, dry_run):
        for row in seen.rows:
            if row.why:
                name = f"{row.number} {row.product}".strip()
                self.stdout.write(f"{name}: {row.outcome}: {doubt_message(row.why)}")
        for line in seen.unmatched:
            self.stdout.write(f"row {line.row_number}: not taken: {line.text}")
        for page in seen.skipped:
            self.stdout.write(f"page not read: {page}")
        divided = [row.number for row in seen.rows if row.is_divided]
        if divided:
            self.stdout.write(f"product by product: {', '.join(divided)}")
        numbers = {}
        for row in seen.rows:
            numbers.setdefault(row.outcome, []).append(row.number)
        for outcome in numbers.keys() - {"set", "unchanged"}:
            self.stdout.write(f"{outcome}: {', '.join(numbers[outcome])}")
        counts = ", ".join(f"{len(of)} {outcome}" for outcome, of in numbers.items())
        self.stdout.write(f"{file.name}: {counts}" + (" (dry run)" if dry_run else ""))


def _received(checklist, file, by):
    """The record of the file; raises `CommandError` where it cannot be read."""
    try:
        intake = receive(checklist, kept_name(file.name), _read(file), by=by)
    except ValidationError as error:  # the history would keep the name of the file
        raise CommandError(f"{file.name!r}: {' '.join(error.messages)}") from error
    if intake.state == Intake.State.REFUSED:
        raise CommandError(f"{file.name}: {intake.problem}")
    return intake


def _seen(intake, by, dry_run):
    """The preview, all of it confirmed; one answer that cannot be set refuses all the others."""
    upload = Upload(intake)
    seen, digest = preview(intake, upload)
    refused = {row.key: row.why for row in seen.rows if row.outcome == "refused"}
    if refused:
        raise ImportRefused(refused)
    if dry_run:
        intake.discard(by=by)
    else:
        ticked = range(len(seen.rows))
        confirm(intake, by=by, seen=digest, ticked=ticked, upload=upload)
    return seen


def _as_data(intake, seen, dry_run):
    """The report for programs; rows count from 1 as in the file."""
    return {
        "file": intake.file_name,
        "sha256": intake.sha256,
        "dry_run": dry_run,
        "page": seen.pages[0],
        "skipped_pages": seen.skipped,
        "title_block": [_line(line) for line in seen.title_block],
        "items": [
            {
                "number": row.number,
                "product": row.product,
                "outcome": row.outcome,
                "read": row.match.read,
                "why": doubt_message(row.why),
                "is_divided": row.is_divided,
                "answer": None if row.is_divided else _answer(row.new),
            }
            for row in seen.rows
        ],
        "unmatched": [_line(line) for line in seen.unmatched],
    }


def _answer(statement):
    """The whole answer as readers will be told it; None where nothing is set."""
    return statement and {
        "availability": statement.availability,
        "responsibility": statement.responsibility,
        "same_as": statement.same_as,
        "text": statement.body,
        "evidence": statement.evidence,
    }


def _line(line):
    return {"row": line.row_number, "text": line.text}


def _read(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _checklist(slug):
    try:
        return Checklist.objects.get(slug=slug)
    except Checklist.DoesNotExist:
        raise CommandError(f"There is no checklist “{slug}”.") from None
