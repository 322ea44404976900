"""Take the answers of a file into a checklist's working copy."""

import json
from hashlib import sha256
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from disclosures.imports.unreadable import UnreadableSheet
from disclosures.intake import ImportRefused, take_in
from disclosures.models import Checklist

from ._user import add_user_argument, get_user

PERMISSION = "disclosures.import_checklist"


class Command(BaseCommand):
    help = (
        "Reads a workbook, CSV or text with tabs and sets the answers it is sure of. An empty cell"
        " clears nothing, what is unsure is never written, and any error leaves all as it was."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--checklist", required=True, help="the checklist's slug")
        add_user_argument(parser, PERMISSION)
        parser.add_argument("--dry-run", action="store_true", help="report only, write nothing")
        parser.add_argument("--report", choices=["text", "json"], default="text")

    def handle(self, *, file, checklist, user, dry_run, report, **options):
        by = get_user(user, PERMISSION)
        content = _read(file)
        digest = sha256(content).hexdigest()
        try:
            taken = take_in(
                _checklist(checklist),
                content,
                by=by,
                reason=f"import: {file.name} ({digest[:12]})",
                dry_run=dry_run,
            )
        except (UnreadableSheet, ImportRefused) as error:
            raise CommandError(f"{file.name}: {error}") from error
        except ValidationError as error:  # the history would keep the name of the file
            raise CommandError(f"{file.name!r}: {' '.join(error.messages)}") from error
        if report == "json":
            found = _as_data(file, digest, taken, dry_run)
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            self._write_text(file, taken.matching, dry_run)

    def _write_text(self, file, matching, dry_run):
        for match in matching.items:
            if match.why:
                name = f"{match.number} {match.product}".strip()
                self.stdout.write(f"{name}: {match.outcome}: {match.why}")
        for line in matching.unmatched:
            self.stdout.write(f"row {line.row_number}: belongs to no item: {line.text}")
        numbers = {}
        for found in matching.items:
            numbers.setdefault(found.outcome, []).append(found.number)
        for outcome in numbers.keys() - {"set", "unchanged"}:
            self.stdout.write(f"{outcome}: {', '.join(numbers[outcome])}")
        counts = ", ".join(f"{len(of)} {outcome}" for outcome, of in numbers.items())
        self.stdout.write(f"{file.name}: {counts}" + (" (dry run)" if dry_run else ""))


def _as_data(file, digest, taken, dry_run):
    """The report for programs; rows count from 1 as in the file."""
    return {
        "file": file.name,
        "sha256": digest,
        "dry_run": dry_run,
        "title_block": [_line(line) for line in taken.file.title_block],
        "items": [
            {
                "number": found.number,
                "product": found.product,
                "outcome": found.outcome,
                "read": found.read,
                "why": found.why,
            }
            for found in taken.matching.items
        ],
        "unmatched": [_line(line) for line in taken.matching.unmatched],
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
