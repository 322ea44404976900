"""Answers that stand in the row of a neighbour, or two in one cell: what their words tell."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import pairwise

from django.utils.translation import gettext as _

from .match import Key, Match, unsure
from .wording_match import Question

_TERM = re.compile(r"[一-鿿々]{2,}|[ァ-ヶー]{3,}|[A-Za-z][A-Za-z0-9.-]+")
EVERYDAY = {  # words that every answer may use
    "有無",
    "場合",
    "内容",
    "概要",
    "方法",
    "状況",
    "対応",
    "実施",
    "対象",
    "利用者",
    "サービス",
}
ENOUGH = 2  # words of another item that nobody uses by chance


def terms(text: str) -> set[str]:
    """The words that carry a Japanese text's meaning: runs of Kanji, of Katakana, of letters."""
    return set(_TERM.findall(unicodedata.normalize("NFKC", text))) - EVERYDAY


def own_terms(question: Question, *others: Question) -> set[str]:
    """The words of the item that none of the others' wording has."""
    mine = terms(f"{question.name} {question.question}")
    return mine.difference(*(terms(f"{other.name} {other.question}") for other in others))


def speaks_of(text: str, question: Question, beside: Question) -> set[str]:
    """The words by which the text speaks of the item and not of the one beside it."""
    return own_terms(question, beside) & terms(text)


def doubt_neighbours(
    found: dict[Key, Match], questions: Mapping[str, Question], stands: Callable[[Match], bool]
) -> None:
    """Where a row is empty, its answer may stand in the row above or below: then say so in `found`.

    stands: whether a match says what is answered already; that nobody doubts.
    """
    in_file = [found[number, ""] for number, product in found if not product]
    for one, other in pairwise(sorted(in_file, key=_row)):
        first, second = found[one.key], found[other.key]
        if first.outcome == "empty in file" and second.read and not stands(second):
            found |= _doubts(questions, empty=first, said=second, is_above=False)
        elif second.outcome == "empty in file" and first.read and not stands(first):
            found |= _doubts(questions, empty=second, said=first, is_above=True)


def _doubts(
    questions: Mapping[str, Question], *, empty: Match, said: Match, is_above: bool
) -> dict[Key, Match]:
    asked, beside = questions[empty.number], questions[said.number]
    foreign, own = speaks_of(said.read, asked, beside), speaks_of(said.read, beside, asked)
    if len(foreign) >= ENOUGH and (not is_above or not own):
        words = (
            _("One cell seems to hold the answers to items %(first)s and %(second)s.")
            if own
            else _("This seems to be the answer to a neighbour, of items %(first)s and %(second)s.")
        )
        first, second = sorted((empty, said), key=_row)
        why = words % {"first": first.number, "second": second.number}
        return {match.key: _unsure(match, said.read, why) for match in (empty, said)}
    if foreign and is_above:
        words = _("The cell is empty, but the answer to item %(number)s speaks of it: %(words)s")
        details = {"number": said.number, "words": "、".join(sorted(foreign))}
        return {empty.key: _unsure(empty, "", words % details)}
    return {}


def _unsure(match: Match, read: str, why: str) -> Match:
    return replace(unsure(match.number, read, why), row_number=match.row_number)


def _row(match: Match) -> int:
    return match.row_number
