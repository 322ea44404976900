"""The files in which a comparison can be taken along."""

from collections.abc import Callable
from dataclasses import dataclass

from ..exports import XLSX
from . import Compared, changes_json, table_xlsx


@dataclass(frozen=True)
class File:
    """A kind of file: what makes its bytes, what they are, and what people call it."""

    render: Callable[[Compared], bytes]
    content_type: str
    label: str


FILES = {
    "xlsx": File(table_xlsx.render, XLSX, "Excel"),
    "json": File(changes_json.render, "application/json", "JSON"),
}
