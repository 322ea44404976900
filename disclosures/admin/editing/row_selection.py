"""Row selection: each checked box says which row was shown, and in which state."""

import re

SELECTION = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


def selection_value(row):
    """The value of the checkbox beside this row (with `last_change`), sent as `seen`."""
    return f"{row.pk}:{row.last_change}"


def selected_rows(data):
    """The selected rows by key, each with the newest history row at the time it was shown."""
    matches = [SELECTION.fullmatch(value) for value in data.getlist("seen")]
    return {int(match[1]): int(match[2]) for match in matches if match}
