"""Answers from a file into a checklist."""

from collections import defaultdict
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ..imports.answers import NOTHING, Statement
from ..imports.labels import Question
from ..imports.layouts import is_whole
from ..imports.matches import Match
from ..imports.matching import match
from ..imports.reading import Choice, read_pages
from ..imports.working_copy import WorkingCopyState
from ..models import Answer, Checklist
from ..resources import AnswerResource, ImportRefused, refuse_invalid
from .previewed import Preview, Row

ENOUGH = is_whole


@dataclass(frozen=True, kw_only=True)
class AnswerRow(Row):
    """A match, and what is stated now in its place."""

    match: Match
    old: Statement


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.kept(intake.choice), ENOUGH)


def preview(intake, file):
    """What confirming the import now would do; nothing is written."""
    checklist = Checklist.objects.select_for_update().get(pk=intake.checklist_id)
    questions, state = _questions(checklist), _state(checklist)
    matching = match(file, questions, state)
    problems, findings = _tried(intake, matching.items)
    names = {question.number: question.name for question in questions}
    return Preview(
        rows=tuple(
            AnswerRow(
                number=found.number,
                name=names[found.number],
                outcome="refused" if found.key in problems else found.outcome,
                why=problems.get(found.key, found.why),
                row_number=found.row_number,
                product=found.product,
                match=found,
                old=state.current.get(found.key, NOTHING),
            )
            for found in matching.items
        ),
        unmatched=matching.unmatched,
        title_block=file.title_block,
        findings=findings,
        pages=(file.page, file.compared_page),
    )


def _tried(intake, matches):
    """Why some cannot be set, by key; and what the rules find once the others are."""
    problems = {}
    while True:
        stated = {at for at, found in enumerate(matches) if found.outcome == "set"}
        picked = {at for at in stated if matches[at].key not in problems}
        try:
            return problems, _write(intake, matches, picked, dry_run=True)
        except ImportRefused as refused:
            problems |= refused.problems


def take(intake, seen, ticked, divided):
    """Set the ticked rows of the preview, some divided by product. Raises `ImportRefused`."""
    matches = [row.match for row in seen.rows]
    _write(intake, matches, ticked, divided, dry_run=False)
    intake.checklist.ensure_answers(by=intake.by, reason=intake.reason)


def _write(intake, matches, picked, divided=(), *, dry_run):
    """Set the picked matches, by position, or only try; what the rules find then."""
    _refuse_without_target(matches, picked)
    resource = AnswerResource(intake.checklist, by=intake.by, reason=intake.reason)
    rows = _rows(matches, picked, divided)
    if rows:
        keys = [(row["number"], row["product"]) for row in rows]
        refuse_invalid(resource.take(rows, dry_run=dry_run), keys)
    return resource.findings


def _refuse_without_target(matches, picked):
    """What repeats an item would repeat what that says now, where the file's is left out."""
    left_out = {
        found.number
        for at, found in enumerate(matches)
        if found.outcome == "set" and at not in picked
    }
    words = _("It repeats item %(number)s, whose answer in the file is left out.")
    problems = {
        matches[at].key: words % {"number": target}
        for at in sorted(picked)
        if (target := matches[at].statement.same_as) in left_out
    }
    if problems:
        raise ImportRefused(problems)


def _rows(matches, picked, divided):
    """The picked matches as rows of the resource; answers of their own before what repeats them."""
    in_order = sorted(picked, key=lambda at: (matches[at].statement.same_as is not None, at))
    return [
        row
        for at in in_order
        for row in (
            _divided(matches[at])
            if at in divided and matches[at].division
            else [_whole(matches[at])]
        )
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
