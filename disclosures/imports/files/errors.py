"""The exceptions of all that reads files, and the refusals that are given in many places."""

from collections.abc import Iterable

from django.utils.translation import gettext as _


class UnreadableSheet(Exception):
    """A file that cannot be taken for a sheet; the text is for the person who chose it."""


class NoHeading(UnreadableSheet):
    """A file whose columns nobody can tell apart until a person names them."""


class TooFewColumns(NoHeading):
    """Columns that a person named, of which the reader needs more."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Name the column of the numbers and one that asks (item or question); for answers"
                " also one that says them (answer or availability)."
            )
        )


class SeveralPages(NoHeading):
    """A workbook in which several pages could be meant."""

    def __init__(self, names: Iterable[str]) -> None:
        quoted = ", ".join(f"“{name}”" for name in names)
        super().__init__(
            _("Several sheets have a heading row: %(names)s. Choose one of them.")
            % {"names": quoted}
        )


def damaged() -> UnreadableSheet:
    """The refusal of a file that is broken, or read by nobody here."""
    return UnreadableSheet(
        _("The file cannot be read as an Excel workbook. Open it in Excel and save it anew.")
    )


def encrypted() -> UnreadableSheet:
    """The refusal of a file that only a password opens."""
    return UnreadableSheet(_("The file is protected by a password. Save it without one."))


def too_large() -> UnreadableSheet:
    """The refusal of a file with more in it than any check sheet."""
    return UnreadableSheet(
        _("The table is too large. Delete what is far below or beside the sheet's table.")
    )
