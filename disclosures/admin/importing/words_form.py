"""The form by which a person says what words of a file mean that nobody knows."""

from django import forms
from django.utils.translation import gettext_lazy

from disclosures.imports import run
from disclosures.imports.remembered_words import with_words
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.column_words import KEPT_AS_TEXT
from disclosures.sheet.labels import FIELD_LABELS, Availability, Responsibility

LABELS = {"availability": Availability, "responsibility": Responsibility}


class WordsForm(forms.Form):
    """A meaning for each word of the columns for 有無 and 責任主体.

    A field is named after role, heading and word, so that what is sent for another column than the
    one that is read by now is nothing of this form.
    """

    def __init__(self, *args, columns, read, **kwargs):
        """columns: the `NamedColumn`s of the file. read: the `Choice` by which it is read now."""
        super().__init__(*args, **kwargs)
        self.columns, self.read = columns, read
        for column, word in self._words():
            self.fields[_name(column, word)] = forms.ChoiceField(
                label=word.found.text,
                choices=_choices(column.found.role, word),
                required=False,
                initial=word.proposed or "",
            )

    @property
    def unknown_count(self):
        """How many words nobody knows yet."""
        return sum(word.found.code is None for _column, word in self._words())

    @property
    def is_proposed(self):
        """Whether earlier imports took some of these for something."""
        return any(word.found.code is None and word.remembered for _, word in self._words())

    def groups(self):
        """Each column, what it holds, and its words with the field of each."""
        for column in self.columns:
            fields = [(word, self[_name(column, word)]) for word in column.words]
            yield column.found, FIELD_LABELS[column.found.role], fields

    def choice(self):
        """The `Choice` as it is with what was sent; what the lexicon says needs no saying."""
        choice = self.read
        for column in self.columns:
            meant = {}
            for word in column.words:
                code = self.cleaned_data[_name(column, word)]
                meant[word.found.key] = None if code in ("", word.found.known) else code
            choice = with_words(choice, column.found, meant)
        return choice

    def _words(self):
        return ((column, word) for column in self.columns for word in column.words)


def _name(column, word):
    return "-".join((column.found.role, column.found.column.heading, word.found.key))


def _choices(role, word):
    """The meanings; a word that the lexicon knows is never without one."""
    is_open = [] if word.found.known else [("", gettext_lazy("unknown: leave its rows unsure"))]
    labels = LABELS[role].choices
    return [*is_open, *labels, (KEPT_AS_TEXT, gettext_lazy("none of these: keep it as text"))]


def words_form(upload, data=None):
    """The form for the words of an upload's columns; it has no fields where there are none."""
    choice = Choice.from_json(upload.intake.choice)
    return WordsForm(data, columns=run.words(upload), read=choice)
