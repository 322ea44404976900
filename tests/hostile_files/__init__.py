"""Files that nobody should send, and good ones that look odd: each with a name and a fate.

The checklist they are sent to asks 1, 2 and 3, in the words of `ROWS`.
"""

from . import (  # noqa: F401  (each enters its kinds into the catalogue)
    columns,
    containers,
    formulas,
    item_numbers,
    merged_cells,
    other_formats,
    text_bytes,
    values,
    workbook_parts,
    xml_content,
    zip_bombs,
)
from .catalogue import KINDS, REFUSED, STATED
from .damage import damaged_file, damaged_frame, damaged_text
from .file_names import NAMES
from .good_workbook import SHEET, STRINGS, STYLES, edited, entries, with_shared_strings
from .text_bytes import CSV

__all__ = [
    "CSV",
    "KINDS",
    "NAMES",
    "REFUSED",
    "SHEET",
    "STATED",
    "STRINGS",
    "STYLES",
    "damaged_file",
    "damaged_frame",
    "damaged_text",
    "edited",
    "entries",
    "with_shared_strings",
]
