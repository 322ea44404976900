"""Take the answers of a file into a checklist's working copy."""

import argparse
import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from disclosures.imports.files.errors import UnreadableSheet
from disclosures.imports.operator_choice import (
    UnknownChoice,
    choice_of_columns,
    choice_of_words,
    columns_read,
)
from disclosures.imports.resources import ImportRefused
from disclosures.imports.run import (
    confirm,
    kept_name,
    preview,
    reading,
    receive,
    words,
)
from disclosures.imports.upload import Upload
from disclosures.models import Checklist, Intake, WorkflowError
from disclosures.permissions import IMPORT_CHECKLIST
from texts.validation import clean_text

from ._import_report import as_data, text_lines
from ._user import add_user_argument, get_user, operator, refuse_unguarded


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
        parser.add_argument("--reason", default="", help="why, for the history of each answer")
        parser.add_argument("--report", choices=["text", "json"], default="text")
        _add_reading_arguments(parser)

    def handle(self, *, file, checklist, user, dry_run, report, reason, **options):
        refuse_unguarded()
        reason = _cleaned(reason)
        by = get_user(user, IMPORT_CHECKLIST)
        intake = _received(_checklist(checklist), file, by)
        try:
            told = _read_as(intake, by, options)
            seen = _seen(intake, by, dry_run, reason)
        except (UnreadableSheet, ImportRefused, WorkflowError, UnknownChoice) as error:
            intake.discard(by=by)
            raise CommandError(f"{file.name}: {error}") from error
        if report == "json":
            found = as_data(intake, seen, *told, is_dry_run=dry_run)
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
        else:
            for line in text_lines(file.name, seen, *told, is_dry_run=dry_run):
                self.stdout.write(line)


def _add_reading_arguments(parser):
    """What the preview's forms ask for where a file is not read as it should be."""
    parser.add_argument(
        "--page",
        action="append",
        default=[],
        metavar="NAME",
        help="the page of the workbook to read; several with the same headings are read as one",
    )
    parser.add_argument(
        "--heading-row", type=_row_number, metavar="N", help="the row of the headings, from 1"
    )
    parser.add_argument(
        "--columns",
        action="append",
        type=_pairs,
        default=[],
        metavar="COLUMN=ROLE,…",
        help=(
            'what columns hold, by letters or heading: "A=number,C=availability,D=body". Others'
            ' stay as their headings say; "E=-" leaves one out'
        ),
    )
    parser.add_argument(
        "--words",
        action="append",
        type=_pairs,
        default=[],
        metavar="WORD=MEANING,…",
        help=(
            'what words of a column for 有無 or 責任主体 mean: "対応=available,未対応=unavailable".'
            ' With the column: "対応状況:対応=available"'
        ),
    )
    parser.add_argument(
        "--words-as-before",
        action="store_true",
        help="take words for what the last import of the same form took them for",
    )


def _pairs(text):
    """What stands before and behind the last = of each part."""
    pairs = [tuple(map(str.strip, part.rpartition("=")[::2])) for part in text.split(",")]
    if not all(name and value for name, value in pairs):
        raise argparse.ArgumentTypeError(_("Write NAME=VALUE, with commas between several."))
    return pairs


def _row_number(text):
    if not (text.isascii() and text.isdigit() and 0 < int(text[:9]) <= 2**20):
        raise argparse.ArgumentTypeError(_("A row is a number from 1 on."))
    return int(text)


def _read_as(intake, by, options):
    """Keep what the operator says of the file; its columns and its words as they are then read."""
    upload = Upload(intake)
    choice = choice_of_columns(
        upload.pages,
        pages=options["page"],
        heading_row=options["heading_row"],
        columns=[pair for pairs in options["columns"] for pair in pairs],
    )
    choice = choice_of_words(
        intake,
        upload.pages,
        choice,
        words=[pair for pairs in options["words"] for pair in pairs],
        is_as_before=options["words_as_before"],
    )
    if choice.pages or choice.columns or choice.words:
        intake.read_as(choice.to_json(), by=by)
    return columns_read(reading(upload)), words(upload)


def _received(checklist, file, by):
    """The record of the file; raises `CommandError` where it cannot be read."""
    try:
        name, content = kept_name(file.name), _read(file)
        intake = receive(checklist, name, content, by=by, operator=operator())
    except ValidationError as error:  # the history would keep the name of the file
        raise CommandError(f"{file.name!r}: {' '.join(error.messages)}") from error
    if intake.state == Intake.State.REFUSED:
        raise CommandError(f"{file.name}: {intake.problem}")
    return intake


def _cleaned(reason):
    try:
        return clean_text(reason)
    except ValidationError as error:
        raise CommandError(f"--reason: {' '.join(error.messages)}") from error


def _seen(intake, by, dry_run, reason):
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
        confirm(intake, by=by, seen=digest, ticked=ticked, reason=reason, upload=upload)
    return seen


def _read(file):
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file}: {error.strerror}") from error


def _checklist(slug):
    try:
        return Checklist.objects.get(slug=slug)
    except Checklist.DoesNotExist:
        raise CommandError(_("There is no checklist “%(slug)s”.") % {"slug": slug}) from None
