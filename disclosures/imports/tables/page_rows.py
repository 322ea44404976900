"""The rows of pages that are read as one file, numbered through, and each told by its own page."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True)
class PageRows:
    """Which page each row stands on.

    starts: for each page its name, and how many numbers went to the pages before. Without any the
    file is one page, and its rows have the numbers of that.
    """

    starts: tuple[tuple[int, str], ...] = ()

    def find(self, row_number: int) -> tuple[str, int]:
        """The name of the row's page, and its number there, from 1; of one page without a name.

        0, the number of what has no row, is on none.
        """
        at = bisect_right(self.starts, row_number, key=lambda start: start[0])
        if not at or not row_number:
            return "", row_number
        before, page = self.starts[at - 1]
        return page, row_number - before

    def told(self, row_number: int) -> str:
        """The row's number, behind its page where there are several, as formulas name a cell."""
        return told(*self.find(row_number))


ONE_PAGE = PageRows()


def told(page: str, row_number: int) -> str:
    """The place of a row in words of no language."""
    return f"{page}!{row_number}" if page else str(row_number)
