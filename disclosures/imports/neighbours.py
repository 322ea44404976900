"""Answers that stand in the row of a neighbour, or two in one cell: what their words tell."""

import re
import unicodedata

from .labels import Question

_TERM = re.compile(r"[一-鿿々]{2,}|[ァ-ヶー]{3,}|[A-Za-z][A-Za-z0-9.-]+")
COMMON = {
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
    return set(_TERM.findall(unicodedata.normalize("NFKC", text))) - COMMON


def own_terms(question: Question, *others: Question) -> set[str]:
    """The words of the item that none of the others' wording has."""
    mine = terms(f"{question.name} {question.question}")
    return mine.difference(*(terms(f"{other.name} {other.question}") for other in others))


def speaks_of(text: str, question: Question, beside: Question) -> set[str]:
    """The words by which the text speaks of the item and not of the one beside it."""
    return own_terms(question, beside) & terms(text)
