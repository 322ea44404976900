"""Rows of the official check sheet, and how they are read."""

from disclosures.imports.tables.reading import read_file
from disclosures.imports.tables.rows import Row

ONE = (1, "Basics", "Name 1", "Question 1?", "One.")
TWO = (2, "Basics", "Name 2", "Question 2?", "Two.")


def answers(content):
    return {row.number: row.answer for row in read_file(content).rows}


def row(number, *texts, at, **values):
    """The row of these texts: category, name, question and answer."""
    roles = dict(zip(("category", "name", "question", "answer"), texts, strict=True))
    return Row(at, number, cells=tuple(text for text in texts if text), **roles, **values)
