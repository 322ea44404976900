"""The form by which a person says how a file is to be read: its page, headings and columns."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import Truncator
from django.utils.translation import gettext, gettext_lazy

from disclosures.imports.files.errors import TooFewColumns
from disclosures.imports.tables.heading_roles import ROLES

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
    """Which page of the file, where its headings stand, and what each column holds."""

    page = forms.ChoiceField(label=gettext_lazy("Page"), required=False)
    heading_row = forms.IntegerField(
        label=gettext_lazy("Row of the headings"),
        min_value=0,
        max_value=2**20,
        required=False,
        help_text=gettext_lazy(
            "Where they take several rows, the last of them. Without one all rows are read."
        ),
    )

    def __init__(self, *args, grids, read, is_found, enough, **kwargs):
        """read: the `Choice` by which the file is read now; is_found: nobody named its columns."""
        super().__init__(*args, **kwargs)
        self.enough, self.read, self.is_found = enough, read, is_found
        self.grid = next((grid for grid in grids if grid.name == read.page), grids[0])
        self.fields["page"].choices = [(grid.name, grid.name or "–") for grid in grids]
        self.fields["page"].initial = self.grid.name
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

    def roles(self):
        """What each named column holds."""
        named = {at: self.cleaned_data.get(f"column{at}") for at in self.columns}
        return {at: role for at, role in named.items() if role}

    def choice(self):
        """As `Intake.choice` keeps it; rows count from 0 there.

        It names no columns of another page than the shown one, nor those that were found anyway.
        """
        page = self.cleaned_data["page"] or self.grid.name
        row = self.cleaned_data["heading_row"]
        columns, heading_row = self.roles(), row - 1 if row else None
        is_as_found = self.is_found and (heading_row, columns) == (
            self.read.heading_row,
            self.read.columns,
        )
        if page != self.grid.name or is_as_found:
            columns, heading_row = {}, None
        return {"page": page, "heading_row": heading_row, "columns": columns}

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
            return gettext("“%(heading)s”") % {"heading": heading}
        return gettext("column %(letters)s") % {"letters": letters(column)}

    def column_fields(self):
        """The choice for each column, from left to right."""
        return [self[f"column{column}"] for column in self.columns]


def letters(column):
    """The name of a column (from 0) as spreadsheets have it: A, B, … Z, AA."""
    name = ""
    while column >= 0:
        name, column = chr(65 + column % 26) + name, column // 26 - 1
    return name
