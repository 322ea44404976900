"""The ticks of a preview as a page sent them, held against the rows as they are now."""

from dataclasses import dataclass

from django.contrib import messages
from django.utils.translation import ngettext


@dataclass(frozen=True)
class Ticks:
    """What was ticked on a page, by position, and the `mark` of each row that had a box there."""

    ticked: frozenset[int]
    divided: frozenset[int]
    marks: dict[int, str]

    @classmethod
    def sent(cls, data):
        """Those that the form of the preview sends."""
        pairs = (part.partition(".") for part in data.get("boxes", "").split())
        marks = {int(at): mark for at, _dot, mark in pairs if _is_position(at)}
        return cls(_positions(data.getlist("take")), _positions(data.getlist("divide")), marks)

    def on(self, rows):
        """The positions of these rows that are ticked, and of those kept product by product.

        A tick holds while its row is what the page showed; any other row is as it is proposed.
        """
        shown = {mark: at for at, mark in self.marks.items()}
        ticked, divided = set(), set()
        for at, row in enumerate(rows):
            was = shown.get(row.mark)
            if row.is_proposed if was is None else was in self.ticked:
                ticked.add(at)
            if row.is_divided if was is None else was in self.divided:
                divided.add(at)
        return ticked, divided

    def lost_count(self, rows):
        """How many rows that had a box on the page are not as they were there."""
        return len(set(self.marks.values()) - {row.mark for row in rows})


NO_TICKS = Ticks(frozenset(), frozenset(), {})


def boxes(rows):
    """What the form sends of these `ShownRow`s, for `Ticks`."""
    return " ".join(f"{row.at}.{row.found.mark}" for row in rows if row.has_box)


def tell_lost(request, ticks, import_preview):
    """Say how many ticks were not kept, since their rows are not what the page showed."""
    if count := ticks.lost_count(import_preview.rows):
        words = ngettext(
            "%(count)d row is not what this page showed. Its tick was not kept; please look at it"
            " again.",
            "%(count)d rows are not what this page showed. Their ticks were not kept; please look"
            " at them again.",
            count,
        )
        messages.warning(request, words % {"count": count})


def _positions(values):
    return frozenset(int(text) for text in values if _is_position(text))


def _is_position(text):
    # No row has a position of more than five digits; int() raises on thousands of them.
    return text.isdecimal() and len(text) < 6
