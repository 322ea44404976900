"""Check that nobody changed what was frozen."""

import json
from dataclasses import asdict
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from disclosures.integrity import anchor_file
from disclosures.integrity.verification import Problem, problems
from disclosures.models import Revision


class Command(BaseCommand):
    help = (
        "Recomputes every hash, follows the chains of versions and events, compares the working"
        " copy with its history, and looks for the guards and what they do."
    )

    def add_arguments(self, parser):
        parser.add_argument("--against", type=Path, metavar="FILE", help="as `anchor` wrote it")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="print the report as JSON"
        )

    def handle(self, *, against, as_json, **options):
        heads = _heads(against) if against else []
        found = [*problems(), *_beside(heads)]
        told = {
            "versions": Revision.objects.count(),
            "anchor": str(against) if against else None,
            "heads": len(heads),
            "problems": [asdict(problem) for problem in found],
        }
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
        else:
            self._tell(found, told)
        if found:
            raise CommandError(f"{len(found)} problem(s); the first: {found[0]}")

    def _tell(self, found, told):
        for problem in found:
            self.stderr.write(str(problem))
        if not found:
            self.stdout.write(f"{told['versions']} version(s) verified, guards in place.")
        if told["anchor"]:
            self.stdout.write(f"{told['heads']} head(s) of the anchor compared.")


def _heads(file):
    """The heads in the anchor of this file."""
    try:
        return anchor_file.read(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, anchor_file.BrokenAnchor) as error:
        raise CommandError(f"{file}: {error}") from error


def _beside(heads):
    """What an anchor names and the record no longer holds."""
    for head in anchor_file.missing(heads):
        what = f"the record no longer holds the {head['action']} event of the anchor"
        yield Problem(f"{head['checklist']} {head['version']}".strip(), what)
