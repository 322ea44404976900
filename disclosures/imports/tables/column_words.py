"""What a person said that the words of a column mean, such as 対応 below 対応状況."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT_AS_TEXT = "text"  # a meaning: the word is no code, and stays as a part of the answer


@dataclass(frozen=True)
class FormColumn:
    """A column of a form: the words of all its headings, and of those above the column itself.

    Without headings no form is known, and the column is called by its place.
    """

    headings: tuple[str, ...]
    heading: str


@dataclass(frozen=True)
class ColumnWords:
    """The meanings of the words of one column: a code for each, or `KEPT_AS_TEXT`.

    They hold for this column alone: another one may use the same word for something else.
    """

    column: FormColumn
    meanings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "ColumnWords":
        """The words as `to_json` made them."""
        column = FormColumn(tuple(stored["headings"]), stored["heading"])
        return cls(column, dict(stored["meanings"]))

    def to_json(self) -> dict[str, Any]:
        """The words as `Intake.choice` keeps them."""
        return {**asdict(self.column), "meanings": dict(self.meanings)}
