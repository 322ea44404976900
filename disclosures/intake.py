"""From a file into the working copy: reads, matches, and writes through the models."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from products.tracked import join_writers

from .imports.answers import Statement
from .imports.matching import Question, match
from .imports.workbook import read_workbook
from .models import Answer, Checklist

NOTHING = Statement(availability=None, body="", same_as=None)


class ImportRefused(Exception):
    """An answer that the working copy cannot take; the text names the item."""


def take_in(checklist, content, *, by, reason, dry_run=False):
    """Set the answers that the workbook states for sure, as `by`, for `reason`.

    content: the bytes of an .xlsx or .xls file. Returns what was read (`SheetFile`) and what
    became of each item (`Matching`). Raises `UnreadableSheet` or `ImportRefused`; then, and
    with `dry_run`, nothing is written.
    """
    sheet = read_workbook(content)  # takes its time; nobody has to wait for it
    with transaction.atomic():
        join_writers(Answer)
        checklist = Checklist.objects.select_for_update().get(pk=checklist.pk)
        matching = match(sheet, _questions(checklist), _statements(checklist), _earlier(checklist))
        if not dry_run:
            checklist.ensure_answers(by=by, reason=reason)
            for found in _targets_first(matching.items):
                _state(checklist, found, by, reason)
    return sheet, matching


def _questions(checklist):
    return [
        Question(item.number, item.category, item.name, item.question)
        for item in checklist.guideline.items.asked().in_order()
    ]


def _statements(checklist):
    """What the answered items say now, by number."""
    answers = checklist.answers.common().filter(item__retired_on=None)
    return {number: statement for number, statement in _stated(answers) if statement != NOTHING}


def _earlier(checklist):
    """All that the items ever said, by number."""
    earlier = defaultdict(set)
    for number, statement in _stated(Answer.history.filter(checklist=checklist.pk, product=None)):
        if statement != NOTHING:
            earlier[number].add(statement)
    return earlier


def _stated(rows):
    columns = rows.order_by().values_list("item__number", "availability", "body", "same_as__number")
    return ((number, Statement(*stated)) for number, *stated in columns)


def _targets_first(matches):
    """What is set; answers of their own before those that repeat them."""
    stated = [found for found in matches if found.outcome == "set"]
    return sorted(stated, key=lambda found: found.statement.same_as is not None)


def _state(checklist, found, by, reason):
    answer = checklist.answers.common().get(item__number=found.number)
    statement = found.statement
    answer.availability, answer.body = statement.availability, statement.body
    answer.same_as = None
    if statement.same_as:
        answer.same_as = checklist.guideline.items.get(number=statement.same_as)
        answer.responsibility = None
    try:
        answer.save(by=by, reason=reason)
    except ValidationError as error:
        raise ImportRefused(
            _("Item %(number)s: %(problem)s")
            % {"number": found.number, "problem": " ".join(error.messages)}
        ) from error
