"""What the parts of an .xlsx file say beyond its values: what is hidden, formats, formulas.

Office Open XML, ISO/IEC 29500-1, 18.2–18.8. The parts declare no document type
(`zip_entries.unpacked_pieces` checks their markup), so there is nothing to expand or to fetch.
"""

import io
import posixpath
import re
import zipfile
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree

from .cells import Place, text_of
from .number_formats import ZEROS, is_formed, is_plain, is_reworded

SHARED_TEXTS = "xl/sharedstrings.xml"  # of any case
MAIN = "{*}"  # the transitional and the strict variant have namespaces of their own
RELATIONS = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
# Known by their number alone (18.8.30); of dates and times, which parts of them a Japanese Excel
# shows.
BUILT_IN = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00"},
    **{12: "# ?/?", 13: "# ??/??", 48: "##0.0E+0", 16: "d-mmm", 17: "mmm-yy", 22: "y/m/d h:mm"},
    **dict.fromkeys((14, 15, 27, 28, 29, 30, 31, 36, 50, 51, 54, 57, 58), "y/m/d"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 45, 46, 47), "h:mm:ss"),
    **dict.fromkeys((34, 52, 55), "y/m"),
    **dict.fromkeys((35, 53, 56), "m/d"),
}


@dataclass(frozen=True)
class CellStyle:
    """The format of the numbers in a cell, and whether its text is struck out."""

    number_format: str = "General"
    is_struck: bool = False


@dataclass(frozen=True)
class Styles:
    """The cell styles of a workbook, in order, and its shared texts that are struck out in part."""

    cells: tuple[CellStyle, ...] = ()
    struck_texts: frozenset[int] = frozenset()

    def style_of(self, cell: ElementTree.Element) -> CellStyle:
        """The style that the cell names; the usual one if there is no such style."""
        index = cell.get("s", "0")
        is_known = index.isdecimal() and int(index) < len(self.cells)
        return self.cells[int(index)] if is_known else CellStyle()


@dataclass
class WorksheetPart:
    """One worksheet: its hidden rows and columns, number formats, and cells that are struck out or
    have no value.

    The columns are ranges: a sheet may hide all from one on, to the last that there can be.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[range] = field(default_factory=list)
    formats: dict[Place, str] = field(default_factory=dict)
    struck: set[Place] = field(default_factory=set)
    formula_flags: dict[Place, str] = field(default_factory=dict)
    extent: Place = (0, 0)  # the rows and columns to the last cell that is not empty

    def text(self, place: Place, value: object) -> str:
        """The value as a person sees it there, with the zeros of its format, as in 1.10."""
        zeros = ZEROS.fullmatch(self.formats.get(place, ""))
        if not zeros or isinstance(value, bool) or not isinstance(value, int | float):
            return text_of(value)
        if not is_plain(zeros[0], value):
            return text_of(value)
        return format(value, f"0{len(zeros[0])}.{len(zeros['decimals'] or '')}f")

    def flags(self, values: Mapping[Place, object]) -> dict[Place, str]:
        """The cells whose text would not be what a person sees, and why.

        values: the cells as they were read, by row and column from 0.
        """
        formatted = {
            place: "number_formatted"
            for place, value in values.items()
            if is_formed(self.formats.get(place, "General"), value)
        }
        hidden_columns = {
            column
            for column in {column for _row, column in values}
            if any(column in columns for columns in self.hidden_columns)
        }
        hidden = {place: "hidden" for place in values if place[1] in hidden_columns}
        reworded = {
            place: "text_reworded"
            for place, value in values.items()
            if isinstance(value, str) and is_reworded(self.formats.get(place, ""))
        }
        struck = dict.fromkeys(self.struck & values.keys(), "struck_out")
        # Of one cell the last counts: whether it is seen at all, then what it holds, then its look.
        return formatted | reworded | struck | self.formula_flags | hidden


def worksheet_parts(content: bytes) -> dict[str, WorksheetPart]:
    """The workbook's worksheets by name. Raises whatever is wrong with the file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = {name.casefold(): name for name in archive.namelist()}
        styles = _styles(archive, names)
        return {
            sheet: _read_worksheet(archive.read(names[path.casefold()]), styles)
            for sheet, path in _paths(archive)
            if path.casefold() in names
        }


def shared_length(content: bytes) -> int:
    """How many characters the part with the shared texts has; calamine keeps all of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.casefold() == SHARED_TEXTS]
        return sum(len(archive.read(name).decode(errors="replace")) for name in names)


def _paths(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    relations = _tree(archive, "xl/_rels/workbook.xml.rels")
    targets = {element.get("Id", ""): element.get("Target", "") for element in relations}
    workbook = _tree(archive, "xl/workbook.xml")
    for sheet in workbook.iterfind(f".//{MAIN}sheet"):
        key = next((sheet.attrib[name] for name in RELATIONS if name in sheet.attrib), "")
        target = targets.get(key, "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        yield sheet.get("name", ""), posixpath.normpath(path)


def _tree(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(archive.read(name))  # noqa: S314, see above: no DOCTYPE


def _styles(archive: zipfile.ZipFile, names: dict[str, str]) -> Styles:
    """What the workbook says of its cell styles, in order, and of its shared texts."""
    texts = names.get(SHARED_TEXTS)
    struck_texts = _struck_texts(archive.read(texts)) if texts else frozenset()
    if "xl/styles.xml" not in names:
        return Styles(struck_texts=struck_texts)
    styles = _tree(archive, names["xl/styles.xml"])
    custom_formats = {
        element.get("numFmtId", ""): element.get("formatCode", "")
        for element in styles.iterfind(f".//{MAIN}numFmt")
    }
    fonts = styles.iterfind(f"{MAIN}fonts/{MAIN}font")
    struck_fonts = _true_indexes(_is_struck(font) for font in fonts)
    cell_formats = styles.iterfind(f"{MAIN}cellXfs/{MAIN}xf")
    cells = (_cell_style(element, custom_formats, struck_fonts) for element in cell_formats)
    return Styles(tuple(cells), struck_texts)


def _cell_style(
    element: ElementTree.Element, custom_formats: Mapping[str, str], struck_fonts: Container[int]
) -> CellStyle:
    key = element.get("numFmtId", "0")
    number_format = custom_formats.get(key) or BUILT_IN.get(int(key), "General")
    return CellStyle(number_format, int(element.get("fontId", 0)) in struck_fonts)


def _true_indexes(flags: Iterable[bool]) -> set[int]:
    return {index for index, flag in enumerate(flags) if flag}


def _struck_texts(text: bytes) -> frozenset[int]:
    # Which is so of nearly every file, however long it is. calamine opens no part in UTF-16.
    if b"strike" not in text:
        return frozenset()
    texts = ElementTree.iterparse(io.BytesIO(text), events=["end"])  # noqa: S314
    items = (element for _event, element in texts if element.tag.rpartition("}")[2] == "si")
    return frozenset(_true_indexes(_is_struck(element) for element in items))


def _is_struck(element: ElementTree.Element) -> bool:
    """Whether a font, or a part of a text, is struck out (18.4.10)."""
    strikes = element.iterfind(f".//{MAIN}strike")
    return any(strike.get("val", "1") in ("1", "true") for strike in strikes)


def _read_worksheet(text: bytes, styles: Styles) -> WorksheetPart:
    part, row_index = WorksheetPart(), -1
    for _event, element in ElementTree.iterparse(io.BytesIO(text), events=["end"]):  # noqa: S314
        name = element.tag.rpartition("}")[2]  # calamine reads a sheet without its namespace too
        if name == "col" and _is_hidden(element, "width"):
            part.hidden_columns.append(
                range(int(element.get("min", 1)) - 1, int(element.get("max", 0)))
            )
        if name == "row":
            # Without its number it follows the last one.
            row_index = int(element.get("r", row_index + 2)) - 1
            _read_row(part, row_index, element, styles)
            element.clear()
    return part


def _is_hidden(element: ElementTree.Element, size: str) -> bool:
    """Whether the row or column is hidden, or has no height or width."""
    return element.get("hidden") in ("1", "true") or float(element.get(size, 1)) == 0


def _read_row(
    part: WorksheetPart, row_index: int, row: ElementTree.Element, styles: Styles
) -> None:
    if _is_hidden(row, "ht"):
        part.hidden_rows.add(row_index)
    column = -1
    for cell in row.iterfind(f"{MAIN}c"):
        place = _place(cell.get("r")) or (row_index, column + 1)
        if place[0] != row_index or place[1] <= column:
            raise ValueError("The row's cells are not in their order.")
        column = place[1]
        if len(cell):
            part.extent = max(part.extent[0], row_index + 1), max(part.extent[1], column + 1)
        if cell.get("t") == "s" and not cell.findtext(f"{MAIN}v", "").isdecimal():
            raise ValueError("The cell names no text.")  # calamine would take the first one
        style = styles.style_of(cell)
        if style.number_format != CellStyle.number_format:
            part.formats[place] = style.number_format
        if style.is_struck or _is_struck_in_part(cell, styles):
            part.struck.add(place)
        if cell.get("t") == "e":
            part.formula_flags[place] = "formula_error"
        elif cell.find(f"{MAIN}f") is not None and not _is_calculated(cell):
            part.formula_flags[place] = "formula_without_value"


def _is_calculated(cell: ElementTree.Element) -> bool:
    """Whether the file has the formula's result; an empty text is one, where a text is stated."""
    value = cell.find(f"{MAIN}v")
    return value is not None and (bool(value.text) or cell.get("t") == "str")


def _is_struck_in_part(cell: ElementTree.Element, styles: Styles) -> bool:
    """Whether the text of the cell has a part that is struck out."""
    if cell.get("t") == "s":
        return int(cell.findtext(f"{MAIN}v", "")) in styles.struck_texts
    return _is_struck(cell)


def _place(reference: str | None) -> Place | None:
    """Row and column from 0 of a reference such as B7; None where there is none."""
    if reference is None:
        return None
    match = re.fullmatch(r"([A-Z]{1,3})([1-9][0-9]{0,6})", reference)
    if not match:
        raise ValueError(reference)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1
