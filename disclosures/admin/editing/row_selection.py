"""Ticks beside rows: each says which row was seen, and in which state."""

import re

TICK = re.compile(r"([0-9]{1,18}):([0-9]{1,18})")


def tick(row):
    """What the tick beside this row (with `last_change`) sends, as `seen`."""
    return f"{row.pk}:{row.last_change}"


def seen_in(data):
    """The ticked rows by key, each with the history row that was its newest when it was shown."""
    ticks = [TICK.fullmatch(sent) for sent in data.getlist("seen")]
    return {int(found[1]): int(found[2]) for found in ticks if found}
