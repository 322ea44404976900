"""The canonical text of a sheet, its hash, and the sheet that such a text holds.

A sheet of an older schema is read into today's `Sheet` and never written anew: its text stays as it
was frozen, and what its schema does not know is not stated.
"""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import Any

from .document import (
    FormerItem,
    Previous,
    Sheet,
    SheetAnswer,
    SheetGuideline,
    SheetItem,
    SheetProduct,
    SheetSection,
)

# They stand in the text only where they are stated.
SINCE_SCHEMA_2 = {
    *("language", "second_language", "evidence", "formerly"),
    *("second_title", "second_category", "second_name", "second_question"),
}
Pairs = list[tuple[str, Any]]


def _of_schema_1(fields: Pairs) -> dict[str, Any]:
    return {name: value for name, value in fields if name not in SINCE_SCHEMA_2}


def _of_schema_2(fields: Pairs) -> dict[str, Any]:
    return {name: value for name, value in fields if value or name not in SINCE_SCHEMA_2}


# What each schema writes of the fields of a sheet and its parts. One reader serves all: a text that
# has more than its schema writes is not canonical.
WRITTEN: dict[int, Callable[[Pairs], dict[str, Any]]] = {1: _of_schema_1, 2: _of_schema_2}


def knows(schema: int, field: str) -> bool:
    """Whether a sheet of that schema could state this field."""
    return schema > 1 or field not in SINCE_SCHEMA_2


class BrokenSheet(Exception):
    """A text that is not the canonical text of a sheet."""


def canonical_text(sheet: Sheet) -> str:
    """The one text of a sheet: JSON, keys ASCII and sorted, no spaces, dates as YYYY-MM-DD.

    Only strings, integers, booleans and nulls occur, so that nobody's number format can
    change it. Non-ASCII characters stand as they are; encode as UTF-8.
    """
    return json.dumps(
        asdict(sheet, dict_factory=WRITTEN[sheet.schema]),
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
        default=date.isoformat,
    )


def sha256_of(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes as 64 lower-case hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_from_text(text: str) -> Sheet:
    """The sheet whose canonical text this is.

    Raises `BrokenSheet` for anything that is not, down to a space, the canonical text of a
    known schema.
    """
    try:
        data = json.loads(text)
        if type(data["schema"]) is not int or data["schema"] not in WRITTEN:
            raise BrokenSheet(f"schema {data['schema']} is not known")
        sheet = _sheet(data)
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenSheet(f"not a sheet: {error!r}") from error
    if canonical_text(sheet) != text:
        raise BrokenSheet("not in canonical form")
    return sheet


def _sheet(data: dict[str, Any]) -> Sheet:
    nested = {
        "established_on": _date(data["established_on"]),
        "updated_on": date.fromisoformat(data["updated_on"]),
        "guideline": SheetGuideline(**data["guideline"]),
        "products": tuple(
            SheetProduct(**{**product, "in_service_since": _date(product["in_service_since"])})
            for product in data["products"]
        ),
        "sections": tuple(
            SheetSection(**{**section, "items": tuple(_item(item) for item in section["items"])})
            for section in data["sections"]
        ),
        "previous": data["previous"] and Previous(**data["previous"]),
    }
    return Sheet(**{**data, **nested})


def _item(data: dict[str, Any]) -> SheetItem:
    answers = tuple(
        SheetAnswer(**{**answer, "products": tuple(answer["products"])})
        for answer in data["answers"]
    )
    formerly = tuple(FormerItem(**former) for former in data.get("formerly", ()))
    return SheetItem(**{**data, "answers": answers, "formerly": formerly})


def _date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
