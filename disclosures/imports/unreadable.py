"""The exception of all that reads files, and the two refusals that are given in many places."""

from django.utils.translation import gettext as _


class UnreadableSheet(Exception):
    """A file that cannot be taken for a sheet; the text is for the person who chose it."""


def damaged() -> UnreadableSheet:
    """The refusal of a file that is broken, or read by nobody here."""
    return UnreadableSheet(
        _("The file cannot be read as an Excel workbook. Open it in Excel and save it anew.")
    )


def encrypted() -> UnreadableSheet:
    """The refusal of a file that only a password opens."""
    return UnreadableSheet(_("The file is protected by a password. Save it without one."))
