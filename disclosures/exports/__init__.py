"""Files made from frozen sheets."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from ..sheet import Sheet
from . import sheet_csv, sheet_pdf, sheet_xlsx


@dataclass(frozen=True)
class Format:
    """A kind of file that a version has; `render` makes it from the sheet and KAIJI_URL."""

    render: Callable[[Sheet], bytes]
    content_type: str


SHEET_SCHEMA = Path(__file__).with_name("sheet.schema.json")  # of `sheet.canonical_text`
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "xlsx": Format(sheet_xlsx.render, XLSX),
    "csv": Format(sheet_csv.render, "text/csv; charset=utf-8"),
}
if not sheet_pdf.MISSING:
    FORMATS["pdf"] = Format(sheet_pdf.render, "application/pdf")
