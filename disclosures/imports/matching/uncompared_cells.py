"""Cells of a row for its section, its unit or whether an answer is required, which nobody took.

They belong to what is asked, and a guideline knows that already. What says something else would
vanish, and is listed beside the row.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from disclosures.imports.tables.layouts import Layout
from disclosures.imports.tables.lexicon import REQUIREMENT_MARKS
from disclosures.imports.tables.questions import is_requirement
from disclosures.imports.tables.rows import Line, Row
from texts.normalize import normalize

from .question import Question


def with_uncompared(lines: Iterable[Line], uncompared: Iterable[Line]) -> list[Line]:
    """The lines, those beside one row as one."""
    lines = list(lines)
    beside = {line.row_number: at for at, line in enumerate(lines) if line.columns}
    for line in uncompared:
        at = beside.get(line.row_number)
        if at is None:
            lines.append(line)
        else:
            columns = tuple(sorted({*lines[at].columns, *line.columns}))
            text = f"{line.text} {lines[at].text}"
            lines[at] = replace(lines[at], text=text, columns=columns)
    return lines


def uncompared_line(row: Row, question: Question, layout: Layout) -> Line | None:
    """What the row's cells say that neither the item nor the answer does."""
    texts = dict(_uncompared(row, question))
    columns = sorted(at for role in texts for at in layout.columns.get(role, ()))
    return Line(row.row_number, " ".join(texts.values()), columns=tuple(columns)) if texts else None


def _uncompared(row: Row, question: Question) -> Iterator[tuple[str, str]]:
    if row.section and normalize(row.section) not in normalize(question.section):
        yield "section", row.section
    if row.required and not (is_requirement(row.required) or row.required in REQUIREMENT_MARKS):
        yield "required", row.required
    said = (question.category, question.name, question.question, row.availability, row.answer)
    if row.unit and normalize(row.unit) not in normalize(" ".join(filter(None, said))):
        yield "unit", row.unit
