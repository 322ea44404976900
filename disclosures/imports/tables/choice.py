"""What a person says about how a file is to be read: its pages, columns and words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from .column_words import ColumnWords


@dataclass(frozen=True)
class Choice:
    """What a person says about a file: which pages, and what columns and words hold.

    pages: their names; () where the file is to be looked through. Several are read as one file,
    in their order. columns: a role of `layouts.ROLES` for each named column (from 0), below the
    heading row (from 0). words: what words mean, by the role of their column.
    """

    pages: tuple[str, ...] = ()
    heading_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    words: Mapping[str, ColumnWords] = field(default_factory=dict)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Choice":
        """The choice as `to_json` made it; {} chooses nothing. Older ones have a single page."""
        page = stored.get("page")
        return cls(
            tuple(stored.get("pages", [] if page is None else [page])),
            stored.get("heading_row"),
            {int(column): role for column, role in stored.get("columns", {}).items()},
            {role: ColumnWords.from_json(one) for role, one in stored.get("words", {}).items()},
        )

    def to_json(self) -> dict[str, Any]:
        """The choice as `Intake.choice` keeps it."""
        words = {role: one.to_json() for role, one in self.words.items()}
        return {
            "pages": list(self.pages),
            "heading_row": self.heading_row,
            "columns": {str(column): role for column, role in self.columns.items()},
            **({"words": words} if words else {}),
        }
