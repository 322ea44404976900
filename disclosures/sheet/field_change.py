"""A field that differs between two frozen sheets, and how much a reader relies on it."""

from dataclasses import dataclass
from enum import IntEnum

from texts.entities import addresses
from texts.polarity import denials
from texts.quantities import figures

from .document import SheetProduct


class Risk(IntEnum):
    """What a reader would rely on wrongly if the change were a mistake; the worst comes first."""

    FLIP = 0  # 有り became 無し, or 無し 有り
    AVAILABILITY = 1
    DENIAL = 2  # sentences that denied affirm, or the other way
    FIGURES = 3  # numbers, dates, periods, percentages
    LINKS = 4  # and mail addresses
    RESPONSIBILITY = 5
    WORDING = 6


@dataclass(frozen=True)
class FieldChange:
    """A field that had the text `old` and has `new`; "" stands for nothing.

    `products` are those it is true for; empty: for the whole sheet or item. Booleans read
    "true" and "false". `is_japanese`: whether the rules for Japanese may read both texts.
    """

    field: str
    old: str
    new: str
    products: tuple[SheetProduct, ...] = ()
    is_japanese: bool = True

    @property
    def risk(self) -> Risk:
        """Found from the codes and texts alone; whether the change is right nobody can tell."""
        if self.field == "availability":
            return Risk.FLIP if {self.old, self.new} == {"yes", "no"} else Risk.AVAILABILITY
        if self.field == "responsibility":
            return Risk.RESPONSIBILITY
        leads_elsewhere = addresses(self.old) != addresses(self.new)
        if self.field == "evidence" and leads_elsewhere:
            return Risk.LINKS  # the figures of an address state nothing
        # The second wording of a question is there for readers of another language.
        is_read = self.is_japanese and not self.field.startswith("second_")
        if self.old and self.new and is_read and denials(self.old) != denials(self.new):
            return Risk.DENIAL
        if figures(self.old) != figures(self.new):
            return Risk.FIGURES
        return Risk.LINKS if leads_elsewhere else Risk.WORDING
