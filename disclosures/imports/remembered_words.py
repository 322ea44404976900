"""What earlier imports took the words of a form's columns for, to propose it for the next file."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, OuterRef

from audit.models import BulkChange
from disclosures.imports.matching.words_found import FoundColumn, FoundWord, words_found
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.column_words import ColumnWords
from disclosures.models import Intake


@dataclass(frozen=True)
class Remembered:
    """What a word was taken for, and the import that took it so."""

    code: str
    by: settings.AUTH_USER_MODEL
    at: datetime
    file_name: str


@dataclass(frozen=True)
class NamedWord:
    """A word of the file, and what an earlier import of the same form took it for, or None."""

    found: FoundWord
    remembered: Remembered | None

    @property
    def proposed(self):
        """The code to start from: as it is read now, or else as it was taken before."""
        return self.found.code or (self.remembered and self.remembered.code)


@dataclass(frozen=True)
class NamedColumn:
    """A column of words, each with what is known of it."""

    found: FoundColumn
    words: tuple[NamedWord, ...]


def named_columns(intake, file):
    """The columns for 有無 and 責任主体 in the file, and what earlier imports took their words for.

    Nothing of that is in effect until somebody says so for this import.
    """
    found = words_found(file)
    stored = _stored(intake.checklist.guideline_id) if found else []
    return tuple(
        NamedColumn(
            column,
            tuple(NamedWord(word, _remembered(column, word, stored)) for word in column.words),
        )
        for column in found
    )


def with_words(choice, column, meant):
    """The choice, in which words of the column mean this as well; None: what the lexicon says.

    choice: a `Choice`. column: the `FoundColumn`. meant: a code, or None, by the key of the word.
    """
    before = choice.words.get(column.role)
    kept = before.meanings if before and before.column == column.column else {}
    meanings = {key: code for key, code in {**kept, **meant}.items() if code}
    words = {**choice.words, column.role: ColumnWords(column.column, meanings)}
    return Choice(
        choice.pages,
        choice.heading_row,
        choice.columns,
        {role: one for role, one in words.items() if one.meanings},
    )


def _stored(guideline_id):
    """The imports into checklists of the guideline that took words, the newest first.

    One of which anything was undone proposes nothing: its words may be why.
    """
    undos = BulkChange.objects.filter(undoes=OuterRef("bulk_change"), undone_by=None)
    return list(
        Intake.objects.filter(
            state=Intake.State.TAKEN,
            checklist__guideline=guideline_id,
            choice__has_key="words",
        )
        .exclude(Exists(undos))
        .defer("content", "report")
        .select_related("by")
        .order_by("-finished_at", "-pk")
    )


def _remembered(column, word, stored):
    """What the newest import of this column of the form took the word for; None without one."""
    if not column.column.headings:  # no form is known
        return None
    for intake in stored:
        words = Choice.from_json(intake.choice).words.get(column.role)
        if words and words.column == column.column and word.key in words.meanings:
            code = words.meanings[word.key]
            return Remembered(code, intake.by, intake.finished_at, intake.file_name)
    return None
