"""The rows of a file and the items of a guideline: which answers which, and how surely."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from disclosures.imports.tables.doubt import Doubt
from disclosures.imports.tables.rows import Line, Row, SheetFile

from .adjacent_rows import AdjacentRows, adjacent_rows
from .candidate import Candidate
from .checks import (
    ADJACENT_CHECKS,
    CELL,
    PART_CHECKS,
    REPEAT_CHECKS,
    ROW_CHECKS,
    WORKING_COPY_CHECKS,
    first_doubt,
    first_hit,
)
from .context import Context
from .current_state import WorkingCopyState
from .dependents import Dependent
from .match import Key, Match, Matching, unsure
from .own_form import as_table
from .product_parts import doubted
from .question import Question
from .readings import reading_of_match, readings, readings_of_rows
from .state_comparison import StateComparison
from .uncompared_cells import uncompared_line, with_uncompared


def match(file: SheetFile, questions: Sequence[Question], state: WorkingCopyState) -> Matching:
    """Find each question's answer in the file.

    A row answers an item by number and wording together, wherever it stands. A file that still
    says what was stated earlier is older than the change, and puts nothing back.
    """
    context = Context(as_table(file, state), questions, state)
    matches = _matches_of_rows(context)
    _doubt_adjacent(matches, context)
    of_products: dict[str, list[Match]] = {number: [] for number in context.questions}
    for (number, product), match in matches.items():
        if product:
            of_products[number].append(match)
    items = [
        one
        for number, own in of_products.items()
        for one in _compared(matches.get((number, "")), number, own, context)
    ]
    return Matching(_doubt_repeats(items), _unmatched(context))


def _matches_of_rows(context: Context) -> dict[Key, Match]:
    """The match of each answer that has a row. From the top: a row may repeat the one above."""
    matches: dict[Key, Match] = {}
    keys = {row: key for key, rows in context.rows.items() for row in rows}
    for row, before in zip(context.file.rows, (None, *context.file.rows), strict=False):
        if row in keys:
            number, product = keys[row]
            candidate = Candidate(context, row, context.questions[number], before)
            matches[keys[row]] = _verdict(candidate, product)
            context.add(row.row_number, matches[keys[row]])
    return matches


def _verdict(candidate: Candidate, product: str) -> Match:
    """What becomes of the row's item: the first check that finds something, or else its match."""
    hit = first_hit(ROW_CHECKS, candidate)
    if hit and hit[0].scope is CELL and candidate.is_escaped:
        # Spreadsheets add the ': without it the text may be what is answered now.
        unescaped = replace(candidate, is_unescaped=True)
        if unescaped.is_current:
            candidate, hit = unescaped, first_hit(ROW_CHECKS, unescaped)
    row_number = candidate.row.row_number
    if not hit:
        own = reading_of_match(candidate)
        return replace(candidate.match, product=product, row_number=row_number, readings=own)
    check, doubt = hit
    is_of_rows = doubt.code == "several_rows"  # which is of no row in particular
    own = readings_of_rows(candidate) if is_of_rows else readings(candidate, doubt.code)
    match = unsure(candidate.question.number, check.quotes(candidate), doubt, own)
    return replace(match, product=product, row_number=0 if is_of_rows else row_number)


def _doubt_adjacent(matches: dict[Key, Match], context: Context) -> None:
    """Where a row is empty, its answer may stand in the row above or below."""
    for rows in adjacent_rows(matches, context.questions, context.state):
        doubt = first_doubt(ADJACENT_CHECKS, rows)
        if doubt:
            matches |= _adjacent_unsure(rows, doubt)


def _adjacent_unsure(rows: AdjacentRows, doubt: Doubt) -> dict[Key, Match]:
    is_of_both = doubt.code != "adjacent_answer_mentions_item"
    return {
        match.key: replace(
            unsure(
                *(match.number, rows.filled.read if is_of_both else "", doubt, rows.filled.readings)
            ),
            row_number=match.row_number,
        )
        for match in ((rows.empty, rows.filled) if is_of_both else (rows.empty,))
    }


def _compared(
    common: Match | None, number: str, own: Sequence[Match], context: Context
) -> list[Match]:
    """The item's match and those of its products, against the working copy."""
    common = common or _missing(number, has_row=bool(own))
    beside = [match.product for match in own]
    compared = [_against_current(match, beside, context) for match in (common, *own)]
    return [_beside_parts(match, compared) for match in compared]


def _against_current(match: Match, beside: Sequence[str], context: Context) -> Match:
    if match.statement is None:
        return match
    by_rows = context.file.layout is not None and context.file.layout.has("product")
    comparison = StateComparison(context.state, match, match.statement, beside, by_rows)
    doubt = first_doubt(WORKING_COPY_CHECKS, comparison)
    return doubted(match, doubt) if doubt else comparison.settled


def _beside_parts(match: Match, beside: Sequence[Match]) -> Match:
    doubt = first_doubt(PART_CHECKS, Dependent(match, beside))
    return doubted(match, doubt) if doubt else match


def _doubt_repeats(matches: Sequence[Match]) -> tuple[Match, ...]:
    """The matches, where what repeats an item that the file leaves unsure is unsure too."""
    numbers = {match.number for match in matches if match.outcome == "unsure"}
    return tuple(_beside_repeated(match, numbers) for match in matches)


def _beside_repeated(match: Match, numbers: set[str]) -> Match:
    doubt = first_doubt(REPEAT_CHECKS, Dependent(match, unsure=numbers))
    if not doubt:
        return match
    found = unsure(match.number, match.read, doubt, match.readings)
    return replace(found, product=match.product, row_number=match.row_number)


def _missing(number: str, *, has_row: bool) -> Match:
    return Match(number, "empty in file", why=None if has_row else Doubt("no_row"))


def _unmatched(context: Context) -> tuple[Line, ...]:
    """The lines of the file that belong to no item, from the top."""
    known = {row for rows in context.rows.values() for row in rows}
    lines = [line for line in context.file.others if not line.is_bar]
    lines = with_uncompared(lines, _uncompared(context))
    lines += [_line(row, context) for row in context.file.rows if row not in known]
    return tuple(sorted(lines, key=lambda line: line.row_number))


def _uncompared(context: Context) -> Iterator[Line]:
    """What stands beside the rows of items in columns that are not compared; ours repeat us."""
    file = context.file
    if file.layout is None or file.is_ours or file.version:
        return
    for (number, _product), rows in context.rows.items():
        for row in rows:
            if line := uncompared_line(row, context.questions[number], file.layout):
                yield line


def _line(row: Row, context: Context) -> Line:
    text = " ".join(filter(None, (*row.before, row.as_written, *row.cells)))
    return Line(row.row_number, text, why=context.why_of_none(row), row=row)
