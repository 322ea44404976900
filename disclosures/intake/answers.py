"""Answers from a file into a checklist."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.db import transaction

from products.tracked import join_writers

from ..imports.answers import NOTHING, Statement
from ..imports.labels import Question
from ..imports.matches import Matching
from ..imports.matching import match
from ..imports.reading import Choice, read_file, read_pages
from ..imports.rows import SheetFile
from ..imports.working_copy import WorkingCopyState
from ..models import Answer, Checklist
from ..resources import AnswerResource, ImportRefused, refuse_invalid


class Everything:
    """Takes all that would be set, and divides nothing."""

    def takes(self, at, found):
        """Whether the match at that position of the matching is to be set."""
        return found.outcome == "set"

    def divides(self, at, found):
        """Whether it is to be kept product by product."""
        return False


class _AllBut(Everything):
    """All that would be set, without these keys."""

    def __init__(self, keys):
        self.keys = frozenset(keys)

    def takes(self, at, found):
        return super().takes(at, found) and found.key not in self.keys


class _Positions(Everything):
    """What a person ticked."""

    def __init__(self, ticked, divided):
        self.ticked, self.divided = frozenset(ticked), frozenset(divided)

    def takes(self, at, found):
        return super().takes(at, found) and at in self.ticked

    def divides(self, at, found):
        return bool(found.division) and at in self.divided


@dataclass(frozen=True)
class Taken:
    """What was read, what was stated before, what became of each item, what the rules find then."""

    file: SheetFile
    matching: Matching
    current: dict
    findings: tuple = ()


def take_in(checklist, content, *, by, reason, dry_run=False):
    """Set the answers that a file states for sure, as `by`, for `reason`.

    content: the bytes of a file that `read_file` reads. Returns a `Taken`. Raises
    `UnreadableSheet` or `ImportRefused`; then, and with `dry_run`, nothing is written.
    """
    file = read_file(content)  # takes its time; nobody has to wait for it
    return take_rows(checklist, file, by=by, reason=reason, dry_run=dry_run)


@transaction.atomic
def take_rows(checklist, file, *, by, reason, pick=None, dry_run=False):
    """As `take_in`, of a file that was read already; pick: which matches are set, or all."""
    join_writers(Answer)
    checklist = Checklist.objects.select_for_update().get(pk=checklist.pk)
    state = _state(checklist)
    matching = match(file, _questions(checklist), state)
    rows = _rows(matching, pick or Everything())
    resource = AnswerResource(checklist, by=by, reason=reason)
    if rows:
        keys = [(row["number"], row["product"]) for row in rows]
        refuse_invalid(resource.take(rows, dry_run=dry_run), keys)
    if not dry_run:
        checklist.ensure_answers(by=by, reason=reason)
    return Taken(file, matching, state.current, resource.findings)


@dataclass(frozen=True)
class Preview(Taken):
    """What confirming would do; `problems` says of some matches, by key, why they cannot be set."""

    problems: dict = field(default_factory=dict)


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.kept(intake.choice))


def preview(intake, file):
    """What confirming the import now would do; nothing is written."""
    problems, taken = {}, None
    while taken is None:
        pick = _AllBut(problems.keys())
        try:
            taken = take_rows(
                intake.checklist,
                file,
                by=intake.by,
                reason=intake.reason,
                pick=pick,
                dry_run=True,
            )
        except ImportRefused as refused:
            problems |= refused.problems
    return Preview(**vars(taken), problems=problems)


def take(intake, file, *, ticked, divided=()):
    """Set the ticked matches, some of them divided by product; the report for the record.

    ticked, divided: positions in the preview's `matching.items`. Raises `ImportRefused` where the
    working copy cannot take an answer.
    """
    pick = _Positions(ticked, divided)
    taken = take_rows(intake.checklist, file, by=intake.by, reason=intake.reason, pick=pick)
    return _report(taken.matching, pick)


def _report(matching, pick):
    return {
        "items": [
            {
                "number": found.number,
                "product": found.product,
                "outcome": found.outcome,
                "why": found.why,
                "is_taken": pick.takes(at, found),
            }
            for at, found in enumerate(matching.items)
        ],
        "unmatched": [{"row": line.row_number, "text": line.text} for line in matching.unmatched],
    }


def _rows(matching, pick):
    """The picked matches as rows of the resource; answers of their own before what repeats them."""
    picked = [(at, found) for at, found in enumerate(matching.items) if pick.takes(at, found)]
    picked.sort(key=lambda one: one[1].statement.same_as is not None)
    return [
        row
        for at, found in picked
        for row in (_divided(found) if pick.divides(at, found) else [_whole(found)])
    ]


def _whole(found):
    return _row(found.number, found.product, found.statement)


def _divided(found):
    """The common answer, and what each product adds to it."""
    yield _row(found.number, "", replace(found.statement, body=found.division.common))
    for name, text in found.division.products:
        yield _row(found.number, name, Statement(None, text, None))


def _row(number, product, statement):
    return {
        "number": number,
        "product": product,
        "availability": statement.availability,
        "responsibility": statement.responsibility,
        "body": statement.body,
        "same_as": statement.same_as,
    }


def _questions(checklist):
    return [
        Question(
            item.number,
            item.category,
            item.name,
            item.question,
            item.asks_availability,
            item.states_disclosure_date,
        )
        for item in checklist.guideline.items.asked().in_order()
    ]


def _state(checklist):
    """What the answers say now and ever said, by item number and product name."""
    products = {product.pk: product.name for product in checklist.products()}
    answers = checklist.answers.filter(item__retired_on=None)
    earlier = defaultdict(set)
    for key, statement in _stated(Answer.history.filter(checklist=checklist.pk), products):
        earlier[key].add(statement)
    return WorkingCopyState(dict(_stated(answers, products)), earlier, list(products.values()))


def _stated(rows, products):
    columns = rows.order_by().values_list(
        *("item__number", "product"),
        *("availability", "body", "same_as__number", "responsibility"),
    )
    for number, product, *stated in columns:
        statement = Statement(*stated)
        if statement != NOTHING and (product is None or product in products):
            yield (number, products.get(product, "")), statement
