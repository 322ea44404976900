"""Answers from a file into a checklist."""

from collections import defaultdict
from dataclasses import asdict, dataclass, replace

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.match import Match
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.product_parts import has_own, statements
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.layouts import is_whole
from disclosures.imports.tables.reading import Choice, read_pages
from disclosures.models import Answer, Checklist, Revision, WorkflowError
from disclosures.models.freezing import draft
from disclosures.sheet.content import EMPTY, FIELDS, AnswerContent
from disclosures.sheet.table import item_answers

from .answer_resource import AnswerResource
from .preview import Preview, PreviewRow
from .resources import ImportRefused, refuse_invalid

ENOUGH = is_whole


@dataclass(frozen=True)
class Part:
    """What a product, "" for all of them, says now, and once the text is divided."""

    product: str
    old: AnswerContent
    new: AnswerContent


@dataclass(frozen=True, kw_only=True)
class AnswerRow(PreviewRow):
    """A match, what stands now in its place, and what each product says beside it.

    old, new: what readers are told now, and once the row is taken; new is None where nothing is.
    Of what is the same as another item, named by `same_as`, it is what that one says. parts: what
    each answer says once the text is divided, where that can be. It is divided unless a person
    says otherwise where products say something already: customers would read both.
    """

    match: Match
    old: AnswerContent
    new: AnswerContent | None = None
    old_parts: tuple[tuple[str, AnswerContent], ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def can_be_divided(self):
        return bool(self.parts)


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.kept(intake.choice), ENOUGH)


def preview(intake, file):
    """What confirming the import now would do; nothing is written."""
    checklist = Checklist.objects.select_related("guideline").get(pk=intake.checklist_id)
    questions = _questions(checklist)
    state = replace(_state(checklist), named=_named(file))
    matching = match(file, questions, state)
    names = {question.number: question.name or question.question for question in questions}
    after = _after(matching, state)
    rows = tuple(_answer_row(one, names[one.number], state, after) for one in matching.items)
    problems, findings = _dry_run(_resource(intake, checklist), rows)
    return Preview(
        rows=tuple(
            replace(row, outcome="refused", why=problems[row.key]) if row.key in problems else row
            for row in rows
        ),
        unmatched=matching.unmatched,
        title_block=file.title_block,
        findings=_of_the_set(findings, rows, problems),
        pages=(file.page, file.compared_page),
    )


def _after(matching, state):
    """The working copy as it would be with all that the file states."""
    stated = {found.key: found.statement for found in matching.items if found.statement}
    return replace(state, current={**state.current, **stated})


def _answer_row(found, name, state, after):
    own = [
        (product, state.current[found.number, product])
        for product in state.products
        if not found.product and (found.number, product) in state.current
    ]
    return AnswerRow(
        number=found.number,
        name=name,
        outcome=found.outcome,
        why=found.why,
        row_number=found.row_number,
        product=found.product,
        match=found,
        old=_told(found.key, state),
        new=_told(found.key, after) if found.outcome == "set" else None,
        old_parts=tuple(own),
        parts=tuple(_parts(found, state)),
        is_divided=found.outcome == "set" and has_own(found, state.current),
    )


def _told(key, state):
    """What readers are told, with the item whose answer that is, if it is another."""
    same_as = state.current.get(key, EMPTY).same_as
    return replace(state.read_now(key), same_as=same_as)


def _parts(found, state):
    if found.outcome == "set" and found.division:
        parts = statements(found, found.division, state.current, state.language)
        for key, new in parts.items():
            yield Part(key[1], state.current.get(key, EMPTY), new)


def _dry_run(resource, rows):
    """Why some cannot be set, by key; and what the rules find once the others are."""
    divided = {at for at, row in enumerate(rows) if row.is_divided}
    stated = {at for at, row in enumerate(rows) if row.outcome == "set"}
    problems = {}
    while picked := {at for at in stated if rows[at].key not in problems}:
        try:
            _apply(resource, rows, picked, divided, dry_run=True)
        except ImportRefused as refused:  # without these rows others may be refused, too
            problems |= refused.problems
        else:
            return problems, _findings(resource)
    return problems, ()


def _findings(resource):
    """What the rules find in the working copy as it is after the rows."""
    checklist = resource.checklist
    try:
        sheet = draft(checklist, copy=resource.working_copy())
    except WorkflowError:
        return ()
    before = checklist.revisions.seen_last()
    return checklist.findings(sheet, before and before.content)


def _of_the_set(findings, rows, problems):
    """Those that speak of an item that would be set; the others stand there anyway."""
    stated = (row for row in rows if row.outcome == "set" and row.key not in problems)
    numbers = {row.number for row in stated}
    return tuple(one for one in findings if numbers & one.numbers)


def apply(intake, seen, ticked, divided):
    """Set the ticked rows of the preview, some divided by product. Raises `ImportRefused`."""
    checklist = intake.checklist
    _apply(_resource(intake, checklist), seen.rows, ticked, divided, dry_run=False)
    checklist.ensure_answers(by=intake.by, reason=intake.reason)


def _resource(intake, checklist):
    return AnswerResource(checklist, by=intake.by, reason=intake.reason)


def _apply(resource, rows, picked, divided, *, dry_run):
    """Set the picked rows, by position, or only in memory. Raises `ImportRefused`."""
    _refuse_without_target(rows, picked)
    stated = [
        (row.key, values)
        for at, row in _targets_first(rows, picked)
        for values in (_divided(row) if at in divided and row.can_be_divided else [_whole(row)])
    ]
    if stated:
        result = resource.apply([values for _key, values in stated], dry_run=dry_run)
        refuse_invalid(result, [key for key, _values in stated])


def _refuse_without_target(rows, picked):
    """What repeats an item would repeat what that says now, where the file's is left out."""
    left_out = {
        row.number for at, row in enumerate(rows) if row.match.outcome == "set" and at not in picked
    }
    problems = {
        rows[at].key: Doubt("repeated_item_left_out", {"number": target})
        for at in sorted(picked)
        if (target := rows[at].match.statement.same_as) in left_out
    }
    if problems:
        raise ImportRefused(problems)


def _targets_first(rows, picked):
    """The picked rows with their positions; answers of their own before what repeats them."""
    in_order = sorted(picked, key=lambda at: (rows[at].match.statement.same_as is not None, at))
    return [(at, rows[at]) for at in in_order]


def _whole(row):
    return _row(row.number, row.product, row.match.statement)


def _divided(row):
    """The common answer, and what each product adds to it."""
    return [_row(row.number, part.product, part.new) for part in row.parts]


def _row(number, product, statement):
    return {
        "number": number,
        "product": product,
        **asdict(statement),
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
    now, names = dict(_stated(answers, products)), list(products.values())
    return WorkingCopyState(now, earlier, names, language=checklist.language)


def _named(file):
    """Of each item what our table answered in the version that the file names."""
    found = Revision.objects.filter(sha256=file.version).first() if file.version else None
    if found is None:
        return {}
    sheet = found.content
    return {
        item.number: list(item_answers(sheet, item))
        for section in sheet.sections
        for item in section.items
    }


def _stated(rows, products):
    columns = rows.order_by().values_list(
        *("item__number", "product"),
        *("same_as__number" if name == "same_as" else name for name in FIELDS),
    )
    for number, product, *stated in columns:
        statement = AnswerContent(**dict(zip(FIELDS, stated, strict=True)))
        if statement != EMPTY and (product is None or product in products):
            yield (number, products.get(product, "")), statement
