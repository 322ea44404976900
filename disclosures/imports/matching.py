"""The rows of a file and the items of a guideline: which answers which, and how surely."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from django.utils.translation import gettext as _

from products.markup import first_remains

from .answers import Statement, is_ditto, statement_of
from .cells import folded
from .unreadable import UnreadableSheet
from .workbook import Line, Row, SheetFile

Outcome = Literal["set", "unchanged", "empty in file", "unsure"]

MIN_CUT_SHORT = 15  # signs that a question cut short must still have


@dataclass(frozen=True)
class Question:
    """An item of the guideline, in its own words."""

    number: str
    category: str
    name: str
    question: str


@dataclass(frozen=True)
class Match:
    """What became of one item: the cell's text as read, and why nothing is stated, if so.

    Only "set" and "unchanged" have a statement.
    """

    number: str
    outcome: Outcome
    read: str
    why: str
    statement: Statement | None


@dataclass(frozen=True)
class Matching:
    """One match for each question, in their order, and the file's lines that belong to none."""

    items: tuple[Match, ...]
    unmatched: tuple[Line, ...]


def match(
    file: SheetFile,
    questions: Sequence[Question],
    current: Mapping[str, Statement],
    earlier: Mapping[str, Collection[Statement]] | None = None,
) -> Matching:
    """Find each question's answer in the file.

    current: what the items state now, by number. earlier: what they stated before; a file that
    still says that is older than the change, and puts nothing back.

    Raises `UnreadableSheet` for a row whose number no question has.
    """
    asked = {question.number: question for question in questions}
    found: dict[str, Match] = {}
    above: Match | None = None
    for row in file.rows:
        above = _match(row, _question(row, asked), found, above)
        found[row.number] = above
    return Matching(
        items=tuple(
            _compared(
                found.get(number) or _missing(number),
                current.get(number),
                (earlier or {}).get(number, ()),
            )
            for number in asked
        ),
        unmatched=tuple(line for line in file.others if not line.is_bar),
    )


def _question(row: Row, asked: Mapping[str, Question]) -> Question:
    if row.number not in asked:
        raise UnreadableSheet(
            _("Row %(row)d: the guideline has no item %(number)s.")
            % {"row": row.row_number, "number": row.number}
        )
    return asked[row.number]


def _match(row: Row, question: Question, found: Mapping[str, Match], above: Match | None) -> Match:
    why = _difference(row, question)
    if why:
        return _unsure(row, why)
    if row.shares_answer_with:
        return _merged(row, found[row.shares_answer_with])
    if not row.answer:
        return Match(row.number, "empty in file", "", "", None)
    if first_remains(row.answer):
        return _unsure(row, _("The cell holds HTML."))
    if is_ditto(row.answer):
        return _ditto(row, above)
    return Match(row.number, "set", row.answer, "", statement_of(row.answer))


def _difference(row: Row, question: Question) -> str:
    """In what the row's wording is not the item's; empty if they agree."""
    differing = [
        text
        for text, agrees in (
            (f"{row.category} {row.name}", _same_name(row, question)),
            (row.question, _same_question(row.question, question.question)),
        )
        if not agrees
    ]
    if not differing:
        return ""
    why: str = _("Row %(row)d: the guideline words this item differently: %(texts)s") % {
        "row": row.row_number,
        "texts": " / ".join(f"“{text.strip()}”" for text in differing),
    }
    return why


def _same_name(row: Row, question: Question) -> bool:
    return folded(row.category + row.name) == folded(question.category + question.name)


def _same_question(read: str, asked: str) -> bool:
    """Whether both are one question, though one of them may be cut short."""
    shorter, longer = sorted((folded(read), folded(asked)), key=len)
    return shorter == longer or (len(shorter) >= MIN_CUT_SHORT and longer.startswith(shorter))


def _ditto(row: Row, above: Match | None) -> Match:
    if above is None or above.outcome == "empty in file":
        return _unsure(row, _("There is no answer above to repeat."))
    return _repeated(row, above)


def _merged(row: Row, first: Match) -> Match:
    """The row shares the match's cell, and so its answer."""
    found = _repeated(row, first)
    if found.outcome != "set":
        return found
    why = _("The cell is merged with that of item %(number)s.") % {"number": first.number}
    return replace(found, why=why)


def _repeated(row: Row, first: Match) -> Match:
    """The row repeats the match's answer, or what that one repeats itself."""
    if first.outcome == "empty in file":
        return Match(row.number, "empty in file", "", "", None)
    if first.statement is None:
        return _unsure(
            row, _("It repeats item %(number)s, which is unsure.") % {"number": first.number}
        )
    target = first.statement.same_as or first.number
    return Match(row.number, "set", row.answer, "", Statement(None, "", target))


def _unsure(row: Row, why: str) -> Match:
    return Match(row.number, "unsure", row.answer, why, None)


def _missing(number: str) -> Match:
    return Match(number, "empty in file", "", _("The file has no row for this item."), None)


def _compared(found: Match, current: Statement | None, earlier: Collection[Statement]) -> Match:
    if found.outcome != "set":
        return found
    if found.statement == current:
        return replace(found, outcome="unchanged")
    if found.statement in earlier:
        why = _("The file says what was answered before; it was changed since.")
        return replace(found, outcome="unsure", why=why, statement=None)
    return found
