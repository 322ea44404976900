"""The form by which a person says how a file is to be read: its pages, headings and columns."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from disclosures.imports import run
from disclosures.imports.files.errors import TooFewColumns
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.column_letters import letters
from disclosures.imports.tables.heading_roles import ASKS, ROLES, SAYS
from texts.listing import listed, quoted

SHOWN_ROWS = 30  # enough to see what the columns hold; the reader limits their number
ROLE_NAMES = {
    "number": gettext_lazy("number"),
    "section": gettext_lazy("section"),
    "category": gettext_lazy("category"),
    "name": gettext_lazy("item name"),
    "question": gettext_lazy("question"),
    "answer": gettext_lazy("answer"),
    "availability": gettext_lazy("availability"),
    "responsibility": gettext_lazy("responsibility"),
    "product": gettext_lazy("product"),
    "same_as": gettext_lazy("same as"),
    "evidence": gettext_lazy("evidence"),
    "required": gettext_lazy("required"),
    "unit": gettext_lazy("unit"),
}


class ColumnsForm(forms.Form):
    """Which pages of the file, where the headings of the first stand, and what each column holds.

    Pages that are read together have the same headings.
    """

    page = forms.MultipleChoiceField(
        label=gettext_lazy("Pages of the workbook"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    heading_row = forms.IntegerField(
        label=gettext_lazy("Row of the headings"),
        min_value=0,
        max_value=2**20,
        required=False,
        help_text=gettext_lazy(
            "Where they take several rows, the last of them. Without one all rows are read."
        ),
    )

    def __init__(self, *args, grids, read, is_found, enough, offered=(), **kwargs):
        """read: the `Choice` by which the file is read now; is_found: nobody named its columns.

        offered: the names of pages of which a person has to choose; then none is ticked yet.
        """
        super().__init__(*args, **kwargs)
        self.enough, self.read, self.is_found = enough, read, is_found
        begun = read.pages or offered
        self.grid = next((grid for grid in grids if grid.name in begun), grids[0])
        self.fields["page"].choices = [(grid.name, grid.name) for grid in grids]
        self.fields["page"].initial = [] if offered else read.pages or [self.grid.name]
        if not self.has_pages:
            self.fields["page"].widget = forms.MultipleHiddenInput()
        if read.heading_row is not None:
            self.fields["heading_row"].initial = read.heading_row + 1
        self.columns = sorted({column for cells in self.grid.cells.values() for column in cells})
        roles = [("", "–"), *((role, ROLE_NAMES[role]) for role in ROLES)]
        for column in self.columns:
            self.fields[f"column{column}"] = forms.ChoiceField(
                label=letters(column),
                choices=roles,
                required=False,
                initial=read.columns.get(column, ""),
            )

    def clean(self):
        roles = self.roles()
        by_role = {role: (column,) for column, role in roles.items()}
        if roles and not self.enough(by_role):
            raise ValidationError(str(TooFewColumns()))
        return self.cleaned_data

    def needed(self):
        """Which columns have to be named, in words."""
        return str(TooFewColumns())

    def lacking(self):
        """Which columns are known and which not, in words; "" where nothing needed is unknown."""
        known = set(self.read.columns.values())
        is_answered = not self.enough(dict.fromkeys(ASKS, (0,)))
        lacking = [] if known & {*ASKS} else [gettext("item name or question")]
        if is_answered and not known & {*SAYS, "responsibility"}:
            lacking.append(gettext("answer or availability"))
        if not (known and lacking):
            return ""
        words = gettext("Columns that are known: %(known)s. Still to be named: %(lacking)s.")
        names = [name for role, name in ROLE_NAMES.items() if role in known]
        return words % {"known": listed(names), "lacking": listed(lacking)}

    def roles(self):
        """What each named column holds."""
        named = {at: self.cleaned_data.get(f"column{at}") for at in self.columns}
        return {at: role for at, role in named.items() if role}

    @property
    def has_pages(self):
        """Whether there are pages to choose from."""
        return len(self.fields["page"].choices) > 1

    def choice(self):
        """As a `Choice`; rows count from 0 there.

        It names no columns where the shown page is not read, nor those that were found anyway.
        """
        pages = tuple(self.cleaned_data["page"]) or (self.grid.name,)
        row = self.cleaned_data["heading_row"]
        columns, heading_row = self.roles(), row - 1 if row else None
        is_as_found = self.is_found and (heading_row, columns) == (
            self.read.heading_row,
            self.read.columns,
        )
        if self.grid.name not in pages or is_as_found:
            columns, heading_row = {}, None
        return Choice(pages, heading_row, columns, self.read.words)

    def head(self):
        """The first rows of the page, each with its number from 1 and its cells."""
        rows = sorted(self.grid.cells)[:SHOWN_ROWS]
        return [(row + 1, [self.grid.text(row, at)[:60] for at in self.columns]) for row in rows]

    def name_of(self, column, last):
        """How the file calls the column: by its lowest heading, or else by its letters.

        last: the row (from 0) in which the headings end, or None.
        """
        above = [row for row in self.grid.cells if last is not None and row <= last]
        headed = [row for row in above if column in self.grid.row(row)]
        if headed:
            heading = Truncator(self.grid.row(max(headed))[column]).chars(40)
            return quoted(heading)
        return gettext("column %(letters)s") % {"letters": letters(column)}

    def column_fields(self):
        """The choice for each column, from left to right."""
        return [self[f"column{column}"] for column in self.columns]


def columns_form(upload, data=None):
    """The form for the columns of an upload, or None where they have fixed names."""
    if not (needed := run.enough(upload.intake)):
        return None
    read, is_found = run.reading(upload), not upload.intake.choice.get("columns")
    is_open = is_found and not read.pages
    offered = [page.name for page in run.page_options(upload).pages] if is_open else []
    how = {"read": read, "is_found": is_found, "enough": needed, "offered": offered}
    return ColumnsForm(data, grids=upload.pages, **how)
