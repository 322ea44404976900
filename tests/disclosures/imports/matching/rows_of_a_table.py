"""Rows of a table, matched with the questions of a guideline."""

from django.utils.translation import override

from disclosures.imports.matching.current_state import WorkingCopyState
from disclosures.imports.matching.matcher import match
from disclosures.imports.matching.question import Question
from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.rows import Row, SheetFile
from disclosures.sheet.content import AnswerContent

QUESTIONS = [
    Question(str(number), "Basics", f"Name {number}", f"What is asked as number {number}?")
    for number in range(1, 5)
]


PATIENCE = 5  # seconds, on a busy machine

ROLES = ("number", "category", "name", "question", "answer")
LAYOUT = Layout(0, {role: (column,) for column, role in enumerate(ROLES)})


def row(number, answer="Done.", **changes):
    """A row that agrees with the item of its number."""
    asked = QUESTIONS[number - 1]
    wording = {"category": asked.category, "name": asked.name, "question": asked.question}
    texts = {**wording, "answer": answer, **changes}
    cells = tuple(filter(None, (texts[role] for role in ROLES[1:])))
    return Row(row_number=number + 10, number=str(number), cells=cells, **texts)


def matched(*rows, current=None, others=()):
    state = WorkingCopyState({(number, ""): said for number, said in (current or {}).items()})
    with override("en"):
        return match(SheetFile((), rows, others, LAYOUT), QUESTIONS, state)


def outcomes(*rows, **kwargs):
    return [found.outcome for found in matched(*rows, **kwargs).items[: len(rows)]]


def stated(*texts):
    """The statements of the first items, answered by these texts."""
    rows = [row(number, text) for number, text in enumerate(texts, 1)]
    return [found.statement for found in matched(*rows).items[: len(rows)]]


def same_as(number):
    return AnswerContent(same_as=number)
