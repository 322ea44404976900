"""Rows that repeat the answer above: by 同上, or by sharing its cell."""

from disclosures.sheet.table import COMMON, TableAnswer
from texts.evidence import evidence_key

from .candidate import Candidate
from .cell_codes import CODE_OF
from .match import Details, Match
from .statement import CLEARED, is_ditto


def ditto_row_not_adjacent(candidate: Candidate) -> Details | None:
    """同上 in a row that is not directly below the row of the item before.

    Rows are sorted and left out after 同上 was written.
    """
    if candidate.kind != "ditto" or candidate.before is None:
        return None
    is_next = candidate.context.is_next(candidate.row, candidate.question, candidate.before)
    return None if is_next else {}


def nothing_to_repeat(candidate: Candidate) -> Details | None:
    """同上 or a shared cell, and no answer above."""
    if candidate.kind not in ("ditto", "shared cell"):
        return None
    above = candidate.above
    is_empty = candidate.kind == "ditto" and above and above.outcome == "empty in file"
    return {} if above is None or is_empty else None


def repeats_one_product(candidate: Candidate) -> Details | None:
    """同上 repeats all that is answered to an item; there is none of one product alone."""
    if not (above := _repeated_above(candidate)):
        return None
    is_of_one = candidate.kind == "ditto" and candidate.row.product not in ("", COMMON)
    product = candidate.row.product if is_of_one else above.product
    return {"product": product} if product else None


def repeats_doubtful_row(candidate: Candidate) -> Details | None:
    """What is repeated is itself unsure."""
    above = _repeated_above(candidate)
    return {"number": above.number} if above and above.statement is None else None


def _repeated_above(candidate: Candidate) -> Match | None:
    """The match above that is repeated as another item's answer, if it has one."""
    above = candidate.above
    if above is None or candidate.continues_its_item or above.outcome == "empty in file":
        return None
    return above


def repeats_but_differs(candidate: Candidate) -> Details | None:
    """A cell of the row's own says something else than what the row repeats."""
    if candidate.above is None or candidate.match.outcome == "unsure":
        return None
    row, answer = candidate.row, candidate.context.repeated_answer(candidate.above)
    language = candidate.context.state.language
    code = candidate.context.code
    other = [
        text
        for role in CODE_OF
        if (text := getattr(row, role))
        and not is_ditto(text, language)
        and code(row, role) != (getattr(answer, role) or CLEARED)
    ]
    evidence = row.evidence or ""
    is_same = evidence_key(evidence) == evidence_key(answer.evidence)
    if evidence and not is_same and not is_ditto(evidence, language):
        other.append(evidence)
    return {"text": other[0]} if other else None


def same_as_unknown_item(candidate: Candidate) -> Details | None:
    """Our column for 同上 names an item that the guideline lacks, or the row's own."""
    number = candidate.row.same_as
    if candidate.kind != "same as" or not number:
        return None
    is_known = number in candidate.context.questions and number != candidate.question.number
    return None if is_known else {"number": number}


def same_as_but_differs(candidate: Candidate) -> Details | None:
    """A row of our table repeats an item, but says something else than that item's rows.

    Where it says what the version said that the file names, the other item's rows were edited.
    """
    if candidate.kind != "same as":
        return None
    row, context = candidate.row, candidate.context
    stated, other = _stated(candidate, row.number), _stated(candidate, row.same_as or "")
    is_as_it_was = sorted(stated) == sorted(context.state.named.get(row.number, ()))
    is_same = [_own(answer) for answer in stated] == [_own(answer) for answer in other]
    if is_same or (is_as_it_was and candidate.is_current):
        return None
    return {"number": row.same_as or ""}


def _stated(candidate: Candidate, number: str) -> list[TableAnswer]:
    return [row.table_answer for row in candidate.context.file.rows if row.number == number]


def _own(answer: TableAnswer) -> TableAnswer:
    """The answer without 同上, for comparing."""
    return answer._replace(same_as="", evidence=evidence_key(answer.evidence))
