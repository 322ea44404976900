"""What cells for 有無 and 責任主体 state: by the lexicon, and by what a person said of words."""

from collections.abc import Mapping

from disclosures.imports.tables.column_words import KEPT_AS_TEXT, FormColumn
from disclosures.imports.tables.rows import SheetFile
from disclosures.sheet.table import AVAILABILITY, RESPONSIBILITY

from .statement import availability_of, code_in, responsibility_of, word_key

CODE_OF = {"availability": availability_of, "responsibility": responsibility_of}
# What a word of each column can mean.
MEANINGS = {
    "availability": (*AVAILABILITY, KEPT_AS_TEXT),
    "responsibility": (*RESPONSIBILITY, KEPT_AS_TEXT),
}


def form_column(file: SheetFile, role: str) -> FormColumn:
    """The column, or columns, of that role within the headings of the page."""
    columns = file.layout.columns.get(role, ()) if file.layout else ()
    heading = " ".join(file.headings.get(column, f"#{column + 1}") for column in columns)
    return FormColumn(tuple(file.headings.values()), heading)


def meanings(file: SheetFile, role: str) -> Mapping[str, str]:
    """What a person said that the words of that column mean."""
    words = file.words.get(role)
    return words.meanings if words and words.column == form_column(file, role) else {}


def code_of_cell(role: str, text: str | None, meant: Mapping[str, str]) -> str | None:
    """What the cell states: a code, `CLEARED`, `KEPT_AS_TEXT`, or None: empty, missing, unknown.

    meant: of words that a person named; they go before the lexicon.
    """
    return (text and meant.get(word_key(text))) or code_in(text, CODE_OF[role])
