"""Products that are named around a row: by its page, a title above it, or its section."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from disclosures.imports.tables.rows import Row, SheetFile

from .product_names import ProductNames


class ProductsAround:
    """What a file says outside of its rows of whose answers it holds.

    names: all products of the sheet. What names each of them, or the only one, speaks of all.
    """

    def __init__(self, file: SheetFile, names: Sequence[str]) -> None:
        self._file, self._names = file, ProductNames(names)
        self._is_open = self._names.are_several and not (file.is_ours or file.version)
        self._title = self._first(line.text for line in file.title_block)
        bars = [line for line in file.others if line.is_bar]
        self._bars = sorted((line.row_number, line.text) for line in bars)

    def of_some_products(self, row: Row) -> str:
        """The text around the row that names products, but not all of them; or ""."""
        page = self._file.page_rows.find(row.row_number)[0] or self._file.page
        above = bisect_left(self._bars, (row.row_number, ""))
        bars = (text for _at, text in self._bars[max(above - 1, 0) : above])
        return self._title or self._first((page, *bars, row.section))

    def _first(self, texts: Iterable[str]) -> str:
        return next((text for text in texts if self._is_open and self._names.names_some(text)), "")
