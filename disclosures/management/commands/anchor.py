"""Write down, outside of the database, how far the record of each sheet goes."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from disclosures.integrity.anchor_file import written


class Command(BaseCommand):
    help = (
        "Writes the hash of the newest event of each checklist to a file. Keep it where nobody who"
        " writes to the database can change it; verify_revisions --against takes it."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)

    def handle(self, *, file, **options):
        try:
            file.write_text(written(timezone.now()), encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
