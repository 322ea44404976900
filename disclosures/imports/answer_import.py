"""Answers from a file into a checklist."""

from dataclasses import replace

from disclosures.imports.matching.chosen_rows import with_chosen_rows
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.product_parts import has_own, statements
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.layouts import is_answering
from disclosures.imports.tables.reading import read_pages
from disclosures.models import Checklist, WorkflowError
from disclosures.models.freezing import draft
from disclosures.sheet.content import EMPTY

from .answer_resource import AnswerResource
from .answer_row import AnswerRow, Offer, Part
from .picked_answers import apply_picked
from .preview import Preview
from .resources import ImportRefused
from .row_decisions import HeldDecisions
from .stored_answers import named_by, questions_of, state_of

ENOUGH = is_answering


def read(intake, grids):
    """The file of these pages. Raises `NoHeading` where a person has to name columns."""
    return read_pages(grids, Choice.from_json(intake.choice), ENOUGH)


def preview(intake, file):
    """What confirming the import now would do; nothing is written."""
    checklist = Checklist.objects.select_related("guideline").get(pk=intake.checklist_id)
    questions = questions_of(checklist)
    asked = {question.number: question for question in questions}
    decided = intake.decided
    items = {row: number for row, number in decided.items.items() if number in asked}
    state, changes = state_of(checklist)
    state = replace(state, named=named_by(file))
    matching = match(with_chosen_rows(file, items), questions, state)
    decisions = HeldDecisions(decided.rows, intake.received_at, asked, state, changes)
    found = [decisions.of(one) for one in matching.items]
    after = _after([held.match for held in found], state)
    rows = tuple(_answer_row(held, asked[held.match.number], state, after) for held in found)
    problems, findings = _dry_run(_resource(intake, checklist), rows)
    return Preview(
        rows=tuple(
            replace(row, outcome="refused", why=problems[row.key]) if row.key in problems else row
            for row in rows
        ),
        unmatched=matching.unmatched,
        title_block=file.title_block,
        findings=_of_the_set(findings, rows, problems),
        pages=file.pages,
        page_rows=file.page_rows,
        chosen=tuple(sorted(items.items())),
        questions=tuple(questions),
    )


def _after(matches, state):
    """The working copy as it would be with all that the file states."""
    stated = {found.key: found.statement for found in matches if found.statement}
    return replace(state, current={**state.current, **stated})


def _answer_row(held, question, state, after):
    """The row of a `Held` match."""
    found, decision, moved = held.match, held.decision, held.moved
    own = [
        (product, state.current[found.number, product])
        for product in state.products
        if not found.product and (found.number, product) in state.current
    ]
    return AnswerRow(
        number=found.number,
        name=question.name or question.question,
        outcome=found.outcome,
        why=found.why,
        row_number=found.row_number,
        product=found.product,
        match=found,
        old=_told(found.key, state),
        new=_told(found.key, after) if found.outcome == "set" else None,
        old_parts=tuple(own),
        parts=tuple(_parts(found, state)),
        is_divided=_is_divided(found, decision, state),
        is_proposed=moved is None and (decision is None or decision.act in ("accept", "edit")),
        offers=tuple(_offers(held.read, state, after)),
        token=held.token,
        decision=decision,
        moved=moved,
        lapsed=held.lapsed,
        asks_date=question.states_disclosure_date,
    )


def _offers(read, state, after):
    for reading in read.readings:
        answer = state.whole(read.key, reading.stated)
        told = replace(after.current.get((answer.same_as, ""), EMPTY), same_as=answer.same_as)
        shown = told if answer.same_as else answer
        yield Offer(reading.row_number, answer, shown, reading.unread)


def _is_divided(found, decision, state):
    """Whether the text is kept product by product, unless somebody decides otherwise."""
    if found.outcome != "set" or not found.division:
        return False
    said = decision.is_divided if decision else None
    return has_own(found, state.current) if said is None else said


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
    stated = {at for at, row in enumerate(rows) if row.can_apply}
    problems = {}
    while picked := {at for at in stated if rows[at].key not in problems}:
        try:
            apply_picked(resource, rows, picked, divided, dry_run=True)
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
    apply_picked(_resource(intake, checklist), seen.rows, ticked, divided, dry_run=False)
    checklist.ensure_answers(**intake.signature)


def _resource(intake, checklist):
    return AnswerResource(checklist, **intake.signature)
