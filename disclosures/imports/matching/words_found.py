"""The words in a file's columns for 有無 and 責任主体, for a person to say what they mean."""

from collections import Counter
from dataclasses import dataclass

from disclosures.imports.tables.column_words import FormColumn
from disclosures.imports.tables.rows import SheetFile
from texts.left_open import Kind, left_open

from .cell_codes import CODE_OF, code_of_cell, form_column, meanings
from .statement import CLEARED, is_ditto, word_key

MAX_LENGTH = 30  # characters of a word; what is longer says something for itself
MAX_WORDS = 50  # of a column that anybody names; with more it is no column of words


@dataclass(frozen=True)
class FoundWord:
    """A word as it stands first in the column, its key, in how many rows it stands, and its code.

    code: as the file is read now; None where nobody knows the word. known: by the lexicon.
    """

    text: str
    key: str
    count: int
    code: str | None
    known: str | None


@dataclass(frozen=True)
class FoundColumn:
    """A column with words; `left_out`: how many of its texts are too long, or too many to list."""

    role: str
    column: FormColumn
    words: tuple[FoundWord, ...]
    left_out: int

    @property
    def unknown(self) -> tuple[FoundWord, ...]:
        """The words that nobody knows."""
        return tuple(word for word in self.words if word.code is None)


def words_found(file: SheetFile) -> tuple[FoundColumn, ...]:
    """The columns for 有無 and 責任主体 that hold words, each with those, unknown ones first."""
    if file.layout is None or file.is_ours or file.version:  # the words of ours are known
        return ()
    columns = (_column(file, role) for role in CODE_OF if file.layout.has(role))
    return tuple(column for column in columns if column.words)


def _column(file: SheetFile, role: str) -> FoundColumn:
    texts: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for row in file.rows:
        text = getattr(row, role) or ""
        if text and not _is_of_its_row(role, text):
            texts.setdefault(word_key(text), text)
            counts[word_key(text)] += 1
    meant = meanings(file, role)
    words = [
        FoundWord(text, key, counts[key], code_of_cell(role, text, meant), CODE_OF[role](text))
        for key, text in texts.items()
        if len(text) <= MAX_LENGTH and "\n" not in text
    ]
    listed = sorted(words, key=lambda word: (word.code is not None, -word.count))[:MAX_WORDS]
    return FoundColumn(role, form_column(file, role), tuple(listed), len(texts) - len(listed))


def _is_of_its_row(role: str, text: str) -> bool:
    """Whether the text means something by where it stands, or that nothing is said yet."""
    is_cleared = code_of_cell(role, text, {}) == CLEARED
    return is_cleared or is_ditto(text) or bool(left_open(text, kinds=[Kind.PROMPT]))
