"""The pages of a workbook that could be the sheet, and which of them to read, if that is clear.

No score decides: a page is set aside for a reason that a person is told, or it is not.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations

from disclosures.imports.files.visible_pages import Grid
from texts.normalize import normalize

from .heading_roles import known_roles
from .layouts import Layout
from .rows import Row, numbered_rows

_YEAR = re.compile(r"(?P<western>(?:19|20)[0-9]{2})|(?:令和|(?<![a-z])r)(?P<reiwa>[0-9]{1,2}|元)")
REIWA = 2018  # the year before its first
# Within names of pages; 復旧 and 新旧 are of nothing old.
_EXAMPLE = re.compile(
    r"(?:記入|記載|回答|入力)の?(?:例|要領|方法|見本)|サンプル|見本|凡例"
    r"|(?<![a-z])(?:samples?|examples?|legend)(?![a-z])"
)
_OLDER = re.compile(
    r"前年|昨年|去年|前回|(?<![復新])旧|過去"
    r"|(?<![a-z])(?:old|previous|last ?year|archived?)(?![a-z])"
)


@dataclass(frozen=True)
class PageOption:
    """A page that could be the sheet: how many of its rows ask something, and how many answer.

    aside: the code of why it is not proposed, "" where nothing speaks against it.
    """

    name: str
    row_count: int
    answer_count: int
    aside: str = ""


@dataclass(frozen=True)
class PageOptions:
    """All pages that could be the sheet, and the names of those to read; none where it is open.

    parts: those with the same headings of which no two ask the same: they may be read as one.
    """

    pages: tuple[PageOption, ...] = ()
    proposed: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Page:
    grid: Grid = field(repr=False)
    layout: Layout

    @property
    def name(self) -> str:
        return self.grid.name

    @cached_property
    def folded(self) -> str:
        """Its name for finding words in it; blanks stay between them."""
        return unicodedata.normalize("NFKC", self.name).casefold()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        return numbered_rows(self.grid, self.layout).rows

    @cached_property
    def headings(self) -> dict[int, str]:
        """What each column holds, by its heading."""
        return known_roles(self.grid, self.layout.row)

    @cached_property
    def worded(self) -> set[str]:
        """The wordings of its items."""
        return {text for _number, text in self.asked}

    @cached_property
    def asked(self) -> set[tuple[str, str]]:
        """The number of each item, and its wording."""
        return {
            (row.number, normalize("\n".join((row.category, row.name, row.question))))
            for row in self.rows
        }

    @cached_property
    def answer_count(self) -> int:
        return sum(bool(row.answer or row.availability or row.responsibility) for row in self.rows)

    @cached_property
    def year(self) -> int | None:
        """The last year in its name."""
        found = list(_YEAR.finditer(self.folded))
        if not found:
            return None
        western, reiwa = found[-1]["western"], found[-1]["reiwa"]
        return int(western) if western else REIWA + (1 if reiwa == "元" else int(reiwa))


def page_options(
    found: Sequence[tuple[Grid, Layout]],
    unnumbered: Sequence[tuple[Grid, Layout]],
    *,
    is_answered: bool,
) -> PageOptions:
    """What the pages are, and which of them to read.

    found: the pages with headings, each with the first. unnumbered: further ones, without a
    column of numbers beside others that have one. is_answered: answers are looked for.
    """
    pages = [_Page(*page) for page in found]
    aside = _set_aside(pages, is_answered=is_answered)
    left = [page for page in pages if page.name not in aside]
    parts = _parts(left)
    proposed = parts or (tuple(page.name for page in left) if len(left) == 1 else ())
    others = [_Page(*page) for page in unnumbered]
    aside |= {page.name: "unnumbered" for page in others}
    return PageOptions(
        tuple(
            PageOption(page.name, len(page.rows), page.answer_count, aside.get(page.name, ""))
            for page in (*pages, *others)
        ),
        proposed,
        parts or _alike(left),
    )


def _set_aside(pages: Sequence[_Page], *, is_answered: bool) -> dict[str, str]:
    """Why some are not proposed, as long as there are others beside them."""
    aside: dict[str, str] = {}
    for code, is_aside in _REASONS.items():
        left = [page for page in pages if page.name not in aside]
        if code == "unanswered" and (not is_answered or _parts(left)):
            continue
        hit = [page.name for page in left if is_aside(page, left)]
        if len(hit) < len(left):
            aside |= dict.fromkeys(hit, code)
    return aside


def _is_example(page: _Page, _left: Sequence[_Page]) -> bool:
    return _EXAMPLE.search(page.folded) is not None


def _is_older(page: _Page, left: Sequence[_Page]) -> bool:
    newest = max((other.year for other in left if other.year), default=None)
    is_of_before = page.year is not None and newest is not None and page.year < newest
    return is_of_before or _OLDER.search(page.folded) is not None


def _is_unanswered(page: _Page, _left: Sequence[_Page]) -> bool:
    return not page.answer_count


_REASONS: dict[str, Callable[[_Page, Sequence[_Page]], bool]] = {
    "example": _is_example,
    "older": _is_older,
    "unanswered": _is_unanswered,
}


def _alike(pages: Sequence[_Page]) -> tuple[str, ...]:
    """The first of them that are the parts of one sheet, where others have other headings."""
    groups: dict[tuple[tuple[int, str], ...], list[_Page]] = {}
    for page in pages:
        groups.setdefault(tuple(sorted(page.headings.items())), []).append(page)
    return next(filter(None, map(_parts, groups.values())), ())


def _parts(pages: Sequence[_Page]) -> tuple[str, ...]:
    """The names of the pages, where they are the parts of one sheet.

    Chapters may word an item alike under other numbers; a page that words nothing of its own is
    the same sheet once more.
    """
    if len(pages) < 2 or any(page.headings != pages[0].headings for page in pages):
        return ()
    is_once_more = any(
        one.asked & other.asked or one.worded <= other.worded or other.worded <= one.worded
        for one, other in combinations(pages, 2)
    )
    return () if is_once_more else tuple(page.name for page in pages)
