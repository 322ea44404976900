"""The pages of a long worksheet: each is one form, small enough to be loaded, read and saved."""

from dataclasses import dataclass

from disclosures.dashboard.worksheet_line import WorksheetLine

MAX_ITEMS = 100  # a section of so many is one page
MAX_ROWS = 200  # of answers, each with some 17 fields


@dataclass(frozen=True)
class LinePage:
    """The lines of one page, and which one it is, from 1."""

    number: int
    lines: tuple[WorksheetLine, ...]

    @property
    def first(self):
        """The item with which it begins."""
        return self.lines[0].item

    @property
    def last(self):
        """The item with which it ends."""
        return self.lines[-1].item

    @property
    def label(self):
        """What tells the page from others beside its numbers: what its first item is about."""
        return self.first.name or self.first.question


def line_pages(lines):
    """The lines divided into `LinePage`s, in their order; an item is never divided."""
    pages, rows = [[]], 0
    for line in lines:
        rows += _row_count(line)
        if pages[-1] and (len(pages[-1]) == MAX_ITEMS or rows > MAX_ROWS):
            pages.append([])
            rows = _row_count(line)
        pages[-1].append(line)
    return [LinePage(number, tuple(page)) for number, page in enumerate(pages, start=1) if page]


def page_shown(pages, wishes):
    """The page that an address asks for, or the nearest there is; None without any page.

    wishes: its parameters: `page` is a number, `item` the key of an item that goes before it.
    """
    item, number = wishes.get("item", ""), wishes.get("page", "")
    for page in pages:
        if any(str(line.item.pk) == item for line in page.lines):
            return page
    index = int(number) - 1 if number.isdecimal() and len(number) < 6 else 0
    return pages[max(0, min(index, len(pages) - 1))] if pages else None


def _row_count(line):
    return max(1, len(line.answers))
