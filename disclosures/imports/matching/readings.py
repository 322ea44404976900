"""Readings: all that the rows of an item may state, for a person who decides what is unsure.

No check judges them, and none is taken by itself: they are what the page offers to take or to edit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.core.exceptions import ValidationError

from disclosures.sheet.cell_grammar import AmbiguousCell, parse_cell
from disclosures.sheet.content import EMPTY, AnswerContent
from disclosures.sheet.table import COMMON, unescape_cell
from texts.html import first_html
from texts.html_text import text_from_html
from texts.normalize import normalize
from texts.validation import clean_text

from .candidate import Candidate
from .match import Reading
from .row_checks import rows_of
from .statement import availability_of, code_in

# Doubts of where a word of 有無 ends: then the text is offered undivided.
UNDIVIDED = ("choice_left_open", "longer_word")


def readings(candidate: Candidate, code: str = "") -> tuple[Reading, ...]:
    """Each way to read the row, the likeliest first; () where it has no words.

    code: of what was found against it.
    """
    stated = _statements(candidate)
    if code in UNDIVIDED:
        stated = (replace(one, availability=None, body=candidate.answer) for one in stated)
    place, unread = candidate.row.row_number, candidate.unread_word
    return _each_once(Reading(place, one, unread) for one in stated)


def reading_of_match(candidate: Candidate) -> tuple[Reading, ...]:
    """The one that nothing was found against."""
    stated = candidate.match.statement
    return (Reading(candidate.row.row_number, stated),) if stated else ()


def readings_of_rows(candidate: Candidate) -> tuple[Reading, ...]:
    """Those of all rows that answer what the candidate answers."""
    rows = (replace(candidate, row=row, before=None) for row in rows_of(candidate))
    return _each_once(reading for row in rows for reading in readings(row))


def _each_once(found: Iterable[Reading]) -> tuple[Reading, ...]:
    by_statement: dict[AnswerContent, Reading] = {}
    for reading in found:
        if reading.stated != EMPTY:
            by_statement.setdefault(reading.stated, reading)
    return tuple(by_statement.values())


def _statements(candidate: Candidate) -> Iterator[AnswerContent]:
    kind, above = candidate.kind, candidate.above
    if kind == "same as":
        yield AnswerContent(same_as=candidate.row.same_as)
    elif kind in ("ditto", "shared cell"):
        if above is None:
            return
        same_as = above.statement.same_as if above.statement else None
        if above.number != candidate.question.number:
            yield AnswerContent(same_as=same_as or above.number)
        own = code_in(candidate.row.availability, availability_of)
        for reading in above.readings:
            yield reading.stated if own is None else replace(reading.stated, availability=own)
    else:
        yield from map(candidate.stated_by, _texts(candidate))
        yield from _of_the_form(candidate)


def _texts(candidate: Candidate) -> Iterator[str]:
    """The texts that may be the answer, cleaned where the door takes them."""
    own, row = candidate.answer or candidate.row.answer, candidate.row
    more = [text for _heading, text in row.aside] if _is_open_beside(candidate) else []
    asked = candidate.question.asked
    elsewhere = (row.answer, *_elsewhere(candidate), *more)
    texts = [own, unescape_cell(own)]
    texts += [text for text in elsewhere if normalize(text) not in asked]
    for parts in (more, _below(candidate)):
        if own and parts:
            texts.append("\n".join((own, *parts)))
    is_said_by_codes = bool(row.availability or row.responsibility or row.evidence)
    for text in dict.fromkeys(texts):
        if text or is_said_by_codes:
            yield _cleaned(text)
            if first_html(text):
                yield _cleaned(text_from_html(text))
        is_said_by_codes = False


def _elsewhere(candidate: Candidate) -> tuple[str, ...]:
    """The cells of which nobody knows whether they answer."""
    wording = candidate.wording
    if wording.is_in_columns:
        return ()
    if wording.behind is not None:
        return wording.behind
    return () if wording.has_layout else candidate.row.cells


def _is_open_beside(candidate: Candidate) -> bool:
    """Whether what stands below no known heading may be the answer, or a part of it."""
    doubt = candidate.row.doubt
    if not candidate.wording.is_in_columns:
        return False
    return not candidate.answer or (doubt is not None and doubt.code == "text_beside_answer")


def _below(candidate: Candidate) -> list[str]:
    """What stands directly below the answer, where that is doubted.

    In rows without a number, or with the same one once more.
    """
    doubt, file = candidate.row.doubt, candidate.context.file
    if doubt is None or doubt.code != "text_below_answer":
        return []
    below = {line.row_number: line.text for line in file.others if not line.columns}
    same = (row for row in file.rows if row.number == candidate.row.number)
    below |= {row.row_number: row.answer if file.layout else " ".join(row.cells) for row in same}
    at, texts = candidate.row.row_number + 1, []
    while at in below:
        texts.append(below[at])
        at += 1
    return [text for text in texts if text]


def _of_the_form(candidate: Candidate) -> Iterator[AnswerContent]:
    """What the form of our workbook says, where it differs from the table."""
    problem, row = candidate.row.problem, candidate.row
    text = problem.details.get("text", "") if problem else ""
    if problem is None or not problem.code.startswith("pages_differ") or not text:
        return
    try:
        answers = parse_cell(text, list(candidate.context.state.products))
    except AmbiguousCell:
        yield candidate.stated_by(_cleaned(text))
        return
    for answer in answers:
        if answer.product in (row.product, "" if row.product == COMMON else COMMON):
            edited = replace(candidate, row=row.answering(answer))
            if answer.same_as:
                yield AnswerContent(same_as=answer.same_as)
            else:
                yield edited.stated_by(_cleaned(answer.body))


def _cleaned(text: str) -> str:
    try:
        return str(clean_text(text))
    except ValidationError:
        return text
