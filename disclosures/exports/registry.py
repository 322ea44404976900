"""Files made from frozen sheets: a line in `FORMATS` is all that a format needs."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from disclosures.sheet.document import Sheet

from . import sheet_csv, sheet_pdf, sheet_xlsx


@dataclass(frozen=True)
class Format:
    """A kind of file that a version has; `render` makes it from the sheet and KAIJI_URL.

    `label` is what people call it. Its code, at most ten small letters, ends the file's name.
    """

    render: Callable[[Sheet], bytes]
    content_type: str
    label: str


SHEET_SCHEMA = Path(__file__).with_name("sheet.schema.json")  # of `sheet.canonical_text`
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "xlsx": Format(sheet_xlsx.render, XLSX, "Excel"),
    "csv": Format(sheet_csv.render, "text/csv; charset=utf-8", "CSV"),
}
if not sheet_pdf.MISSING:
    FORMATS["pdf"] = Format(sheet_pdf.render, "application/pdf", "PDF")
