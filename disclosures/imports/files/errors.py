"""The exceptions of all that reads files, and the refusals that are given in many places."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from texts.listing import quoted_list

from . import limits

# What a table has too much of: the limit, and how that is said.
TOO_MUCH = {
    "rows": (
        limits.MAX_ROWS,
        gettext_noop("The table has %(count)s filled rows; at most %(limit)s can be brought in."),
    ),
    "rows of merged cells": (
        limits.MAX_SHARING,
        gettext_noop(
            "The table has %(count)s filled rows, with those of merged cells; at most %(limit)s can"
            " be brought in."
        ),
    ),
    "columns": (
        limits.MAX_COLUMNS,
        gettext_noop("The table has %(count)s columns; at most %(limit)s can be brought in."),
    ),
    "width": (
        limits.MAX_WIDTH,
        gettext_noop(
            "The text has %(count)s columns, with the empty ones; at most %(limit)s can be brought"
            " in."
        ),
    ),
    "cells": (
        limits.MAX_CELLS,
        gettext_noop("The file has %(count)s filled cells; at most %(limit)s can be brought in."),
    ),
    "extent": (
        limits.MAX_EXTENT,
        gettext_noop(
            "The table has %(count)s cells, with the empty ones; at most %(limit)s can be brought"
            " in. Delete what is far below or beside the sheet's table."
        ),
    ),
    "characters": (
        limits.MAX_CHARACTERS,
        gettext_noop("The file has %(count)s characters; at most %(limit)s can be brought in."),
    ),
    "lines": (
        limits.MAX_LINES,
        gettext_noop("The text has %(count)s lines; at most %(limit)s can be brought in."),
    ),
}


class UnreadableSheet(Exception):
    """A file that cannot be taken for a sheet; the text is for the person who chose it."""


class NoHeading(UnreadableSheet):
    """A file whose columns nobody can tell apart until a person names them."""


class TooFewColumns(NoHeading):
    """Columns that a person named, of which the reader needs more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Name the column that asks (item or question), and that of the numbers if there is"
                " one, as a list of items needs; for answers also one that says them (answer or"
                " availability)."
            )
        )


class SeveralPages(NoHeading):
    """A workbook in which several pages could be meant."""

    def __init__(self, names: Iterable[str]) -> None:
        super().__init__(
            _("Several sheets have a heading row: %(names)s. Choose one of them.")
            % {"names": quoted_list(names)}
        )


class PagesDiffer(NoHeading):
    """Pages that are to be read as one, and have other headings."""

    def __init__(self, page: str, first: str) -> None:
        super().__init__(
            _(
                "The headings of the page “%(page)s” are not those of “%(first)s”. Pages are read"
                " together where their headings are the same."
            )
            % {"page": page, "first": first}
        )


class NoSuchPage(UnreadableSheet):
    """A page that the workbook lacks."""

    def __init__(self, page: str, names: Iterable[str]) -> None:
        quoted = quoted_list(filter(None, names))  # a text has no name
        super().__init__(
            _("The workbook has no page “%(page)s”. Its pages are %(names)s.")
            % {"page": page, "names": quoted}
            if quoted
            else _("The file is no workbook; it has no page “%(page)s”.") % {"page": page}
        )


def damaged() -> UnreadableSheet:
    """The refusal of a file that is broken, or read by nobody here."""
    return UnreadableSheet(
        _("The file cannot be read as an Excel workbook. Open it in Excel and save it anew.")
    )


def encrypted() -> UnreadableSheet:
    """The refusal of a file that only a password opens."""
    return UnreadableSheet(_("The file is protected by a password. Save it without one."))


def too_much(name: str, count: int) -> UnreadableSheet:
    """The refusal of a file with more of something than its limit; name: a key of `TOO_MUCH`."""
    limit, words = TOO_MUCH[name]
    return UnreadableSheet(_(words) % {"count": f"{count:,}", "limit": f"{limit:,}"})


def text_too_long(row: int) -> UnreadableSheet:
    """The refusal of a text that would keep the comparison of texts busy for minutes."""
    return UnreadableSheet(
        _(
            "Row %(row)d holds a text that no check sheet has: more than %(limit)d characters, or"
            " accents piled up without end."
        )
        % {"row": row, "limit": limits.MAX_TEXT}
    )
