"""The files in which a comparison can be taken along."""

from collections.abc import Callable
from dataclasses import dataclass

from disclosures.sheet.redaction import Compared

from . import comparison_json, comparison_xlsx
from .registry import XLSX


@dataclass(frozen=True)
class File:
    """A kind of file: what makes its bytes, what they are, and what people call it."""

    render: Callable[[Compared], bytes]
    content_type: str
    label: str


FILES = {
    "xlsx": File(comparison_xlsx.render, XLSX, "Excel"),
    "json": File(comparison_json.render, "application/json", "JSON"),
}
