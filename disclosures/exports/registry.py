"""The registry of file formats: one line makes a format known to every page, address and command.

`FORMATS` and `COMPARISON_FORMATS` are the only lists of formats; whoever needs one loops over them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from disclosures.sheet.canonical import WRITTEN, canonical_text
from disclosures.sheet.document import Sheet, SheetProduct
from disclosures.sheet.redaction import Comparison

from . import comparison_json, comparison_xlsx, sheet_csv, sheet_md, sheet_pdf, sheet_xlsx

Source = TypeVar("Source")


@dataclass(frozen=True)
class Format(Generic[Source]):
    """A file format: how a file is made, the type of its bytes, and what people call it.

    The key of a format, at most ten small letters, is the end of a file's name and address.
    """

    render: Callable[[Source], bytes]
    content_type: str
    label: str
    is_shown: bool = False  # by browsers; they save what is not
    render_product: Callable[[Sheet, SheetProduct], bytes] | None = (
        None  # makes the file of one product's view
    )

    def headers(self, file_name: str) -> dict[str, str]:
        """The headers by which a browser shows the file, or saves it under this name."""
        if self.is_shown:
            return {}
        return {"Content-Disposition": f'attachment; filename="{file_name}"'}


# What the fields of a frozen text mean, as JSON Schema, by the number that the text names
SHEET_SCHEMAS = {
    number: Path(__file__).with_name(f"sheet-{number}.schema.json") for number in WRITTEN
}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
JSON = "application/json"

# Made of the sheet and KAIJI_URL at submission, and stored as a `Rendition`. Lists show them in
# this order.
FORMATS: dict[str, Format[Sheet]] = {
    "xlsx": Format(sheet_xlsx.render, XLSX, "Excel"),
    "csv": Format(sheet_csv.render, "text/csv; charset=utf-8", "CSV"),
}
if not sheet_pdf.MISSING:
    FORMATS["pdf"] = Format(sheet_pdf.render, "application/pdf", "PDF")
FORMATS["md"] = Format(
    sheet_md.render,
    "text/markdown; charset=utf-8",
    "Markdown",
    render_product=sheet_md.render_product,
)

# Not among `FORMATS`: it is the frozen text itself, and a second copy of that could only differ.
FROZEN_TEXT = Format[Sheet](
    lambda sheet: canonical_text(sheet).encode(), JSON, "JSON", is_shown=True
)

# Made when they are asked for: any two versions can be compared.
COMPARISON_FORMATS: dict[str, Format[Comparison]] = {
    "xlsx": Format(comparison_xlsx.render, XLSX, "Excel"),
    "json": Format(comparison_json.render, JSON, "JSON"),
}


def file_formats() -> dict[str, Format[Sheet]]:
    """The formats of all files of a version: those of `FORMATS`, and the frozen text last."""
    return {**FORMATS, "json": FROZEN_TEXT}


def product_formats() -> dict[str, Format[Sheet]]:
    """The formats in which one product's view of a sheet is a file of its own."""
    return {name: format for name, format in FORMATS.items() if format.render_product}
