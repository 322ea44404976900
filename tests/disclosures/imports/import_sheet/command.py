"""The command `import_sheet` as the tests run it, and what it reports."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from disclosures.models import Answer
from tests.factory import editor


def run(file, checklist="leyser", **options):
    out = StringIO()
    call_command(
        "import_sheet",
        str(file),
        checklist=checklist,
        user=editor().username,
        report="json",
        stdout=out,
        **options,
    )
    return json.loads(out.getvalue())


def outcomes(report):
    return {item["number"]: item["outcome"] for item in report["items"]}


def small_answer(number):
    return Answer.objects.get(checklist__slug="small", item__number=number, product=None)


def refused(file, match, checklist="small"):
    rows = Answer.history.count()
    with pytest.raises(CommandError, match=match):
        run(file, checklist)
    assert Answer.history.count() == rows
