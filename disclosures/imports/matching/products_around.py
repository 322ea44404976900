"""Products that are named around a row: by its page, a title above it, or its section."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from disclosures.imports.tables.rows import Row, SheetFile


class ProductsAround:
    """What a file says outside of its rows of whose answers it holds.

    names: all products of the sheet. What names each of them, or the only one, speaks of all.
    """

    def __init__(self, file: SheetFile, names: Sequence[str]) -> None:
        self._file = file
        self._names = {_folded(name) for name in names if len(name) > 1}
        # What follows 社 or stands before it is a company's name: 株式会社カイジ, カイジ株式会社
        in_order = sorted(map(re.escape, self._names), key=len, reverse=True)
        self._pattern = re.compile(
            rf"(?<![a-z0-9ァ-ヶー社])(?:{'|'.join(in_order)})(?![a-z0-9ァ-ヶー社]|株式会社)"
        )
        self._is_open = len(self._names) > 1 and not (file.is_ours or file.version)
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
        return next((text for text in texts if self._is_open and self._names_some(text)), "")

    def _names_some(self, text: str) -> bool:
        found = set(self._pattern.findall(_folded(text)))
        return bool(found) and found != self._names


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
