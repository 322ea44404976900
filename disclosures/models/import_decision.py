"""What a person decided about the rows of an import, as `Intake.decisions` keeps it."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal, get_args

from disclosures.sheet.content import AnswerContent

Act = Literal["accept", "edit", "keep", "pass"]
ACTS = get_args(Act)


class BrokenDecision(ValueError):
    """What is kept, or was sent, is no decision."""


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What becomes of one row: taken as the file has it or as edited, kept as it is, passed over.

    seen: `AnswerRow.token` of the row as it was shown. answer: what is to be written, where that
    is not the row's own statement. is_divided: product by product or not, where somebody said.
    reason: why the row is passed over.
    """

    act: Act
    seen: str
    at: datetime
    answer: AnswerContent | None = None
    is_divided: bool | None = None
    reason: str = ""

    def __post_init__(self):
        if self.act not in ACTS or (self.act == "edit" and self.answer is None):
            raise BrokenDecision(self.act)
        if bool(self.reason) != (self.act == "pass"):
            raise BrokenDecision("a row is passed over for a reason, and nothing else is")

    @property
    def writes(self):
        """Whether the decision itself says what is to be written."""
        return self.act in ("accept", "edit") and self.answer is not None


@dataclass(frozen=True)
class Decisions:
    """All decisions about one import.

    rows: by item number and product name. items: the number of the item that a person chose for
    a row of the file that matched nothing, by the row's number.
    """

    rows: dict[tuple[str, str], Decision]
    items: dict[int, str]

    @classmethod
    def from_json(cls, stored):
        """What `to_json` made. What is none is left out: its row is open, as if nobody decided."""
        return cls(dict(_readable(_row, stored, "rows")), dict(_readable(_item, stored, "items")))

    def to_json(self):
        """As plain data; nothing where nothing is decided."""
        stored = {}
        if self.rows:
            stored["rows"] = [[*key, _plain(one)] for key, one in sorted(self.rows.items())]
        if self.items:
            stored["items"] = {str(row): number for row, number in sorted(self.items.items())}
        return stored

    def with_rows(self, changed):
        """These, and the changed ones in their places; None takes a decision back."""
        rows = {**self.rows, **changed}
        return replace(self, rows={key: one for key, one in rows.items() if one is not None})

    def with_item(self, row_number, number):
        """These, with the item of that row of the file; "" takes a choice back."""
        items = {**self.items, row_number: number}
        return replace(self, items={row: one for row, one in items.items() if one})


def _readable(read, stored, name):
    """What `read` makes of each part of this name, without those of which it makes nothing."""
    parts = stored.get(name, ()) if isinstance(stored, dict) else ()
    for part in parts.items() if isinstance(parts, dict) else parts:
        try:
            yield read(*part)
        except (AttributeError, TypeError, ValueError):
            continue


def _row(number, product, values):
    return (str(number), str(product)), _decision(**values)


def _item(row, number):
    return int(row), str(number)


def _decision(*, at, answer=None, **values):
    kept = AnswerContent(**answer) if answer is not None else None
    return Decision(at=datetime.fromisoformat(at), answer=kept, **values)


def _plain(decision):
    values = {**asdict(decision), "at": decision.at.astimezone(UTC).isoformat()}
    return {name: value for name, value in values.items() if value not in (None, "")}
