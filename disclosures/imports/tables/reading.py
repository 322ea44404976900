"""From the bytes of a file to its numbered rows: which pages, which columns."""

from collections.abc import Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from disclosures.imports.files.errors import (
    NoHeading,
    NoSuchPage,
    PagesDiffer,
    SeveralPages,
    TooFewColumns,
)
from disclosures.imports.files.visible_pages import Grid
from texts.listing import quoted_list

from .ambiguous_columns import ambiguous_headings, answers_beside_text
from .choice import Choice
from .file_pages import pages
from .heading_roles import ASKING, known_roles, word
from .layouts import (
    Enough,
    Layout,
    further_headings,
    is_answering,
    is_asked,
    is_our_table,
    layouts,
    version_named,
)
from .lexicon import HEADING_WORDS
from .loose_rows import loose_rows
from .nested_numbers import with_nested_numbers
from .page_options import PageOptions, page_options
from .partial_headings import headings_above, no_heading
from .rows import SheetFile, numbered_rows
from .several_pages import joined


def read_file(
    content: bytes, choice: Choice | None = None, enough: Enough = is_answering
) -> SheetFile:
    """The page or pages with a heading row, of the bytes of an .xlsx file, a CSV or a text.

    Where a workbook has our table for programs, its rows are read; the form beside it is kept in
    `shown`, to be compared. A text may lack the heading row. Where no page has numbers below
    headings, what is answered is known by its wording alone.

    Raises `UnreadableSheet` for what is too large, broken, encrypted or no table; `NoHeading`
    where a person has to say which columns are meant, `SeveralPages` where which page is.
    """
    return read_pages(pages(content), choice or Choice(), enough)


def read_pages(grids: list[Grid], choice: Choice, enough: Enough = is_answering) -> SheetFile:
    """As `read_file`, of the `pages` of a file."""
    for page in choice.pages:
        if page not in [grid.name for grid in grids]:
            raise NoSuchPage(page, [grid.name for grid in grids if grid.cells])
    chosen = [grid for grid in grids if not choice.pages or grid.name in choice.pages]
    if choice.columns:
        file = _as_chosen(chosen if choice.pages else grids[:1], choice, enough)
    else:
        file = _found(chosen, enough, is_chosen=bool(choice.pages))
    return replace(file, words=choice.words)


def begun(grids: list[Grid], choice: Choice) -> Choice:
    """The choice with the columns that are known where not all are, for a person to go on with.

    They are those of the first row that has a heading over what is asked.
    """
    grid = next(grid for grid in grids if not choice.pages or grid.name in choice.pages)
    layout = next(layouts(grid, is_asked), None)
    if layout is None:
        return choice
    return Choice(choice.pages or (grid.name,), layout.row, layout.roles, choice.words)


def options(grids: list[Grid], enough: Enough = is_answering) -> PageOptions:
    """The pages that could be the sheet; none where there are not several."""
    found, unnumbered = _candidates(grids, enough)
    if len(found) + len(unnumbered) < 2 or any(is_our_table(grid) for grid, _layout in found):
        return PageOptions()
    return page_options(found, unnumbered, is_answered=not _asks_alone(enough))


def _found(grids: list[Grid], enough: Enough, *, is_chosen: bool) -> SheetFile:
    with_headings, unnumbered = _candidates(grids, enough)
    is_text = [grid.name for grid in grids] == [""]  # pages of workbooks have names
    found = [layout for _grid, layout in with_headings]
    has_numbers = any(layout.has("number") for layout in found)
    if is_text and not has_numbers and (file := _without_headings(grids[0], found)).rows:
        return file
    if not with_headings:
        raise no_heading(grids)
    tables = [grid for grid, _layout in with_headings if is_our_table(grid)]
    forms = [(grid, layout) for grid, layout in with_headings if grid not in tables]
    if not tables and not is_chosen and len(with_headings) + len(unnumbered) > 1:
        forms = _proposed(grids, forms, enough)
    if len(tables) > 1 or (tables and len(forms) > 1):
        raise SeveralPages(grid.name for grid, _layout in with_headings)
    return _ours(tables[0], forms, enough) if tables else _together(forms, enough)


def _without_headings(grid: Grid, layouts: Collection[Layout]) -> SheetFile:
    """The rows that begin with a number, unless a row heads their columns.

    A numbered row is no row of headings, whatever words it has. Where another heading stands above
    the numbers, those of all columns are shifted. Raises `NoHeading` where not all are known.
    """
    file = loose_rows(grid)
    numbered = {row.row_number - 1 for row in file.rows}
    headings = [layout for layout in layouts if layout.row not in numbered]
    if any(0 not in layout.known for layout in headings):
        return replace(file, rows=())
    if numbered and not headings and (refusal := headings_above(grid, numbered)):
        raise refusal
    return file


def _candidates(
    grids: list[Grid], enough: Enough
) -> tuple[list[tuple[Grid, Layout]], list[tuple[Grid, Layout]]]:
    """The pages with headings, and those that lack numbers beside others that have them."""
    found, numbered = [], []
    for grid in grids:
        first, with_numbers = _first_layouts(grid, enough)
        found += [(grid, first)] if first else []
        numbered += [(grid, with_numbers)] if with_numbers else []
    if not numbered:
        return found, []
    if _asks_alone(enough):  # a list of items needs numbers, and many pages have a 内容
        return numbered, []
    names = {grid.name for grid, _layout in numbered}
    return numbered, [(grid, layout) for grid, layout in found if grid.name not in names]


def _first_layouts(grid: Grid, enough: Enough) -> tuple[Layout | None, Layout | None]:
    """The first row of headings of the page, and the first with a heading over numbers."""
    first = None
    for layout in layouts(grid, enough):
        first = first or layout
        if layout.has("number"):
            return first, layout
    return first, None


def _proposed(
    grids: list[Grid], forms: list[tuple[Grid, Layout]], enough: Enough
) -> list[tuple[Grid, Layout]]:
    """The pages that nothing speaks against. Raises `SeveralPages` where that is open."""
    found = options(grids, enough)
    if not found.proposed:
        raise SeveralPages(grid.name for grid, _layout in forms)
    return [(grid, layout) for grid, layout in forms if grid.name in found.proposed]


def _together(forms: list[tuple[Grid, Layout]], enough: Enough) -> SheetFile:
    """One page, or several with the same headings. Raises `PagesDiffer`."""
    (first, layout), *others = forms
    for grid, further in others:
        if known_roles(grid, further.row) != known_roles(first, layout.row):
            raise PagesDiffer(grid.name, first.name)
    return _joined([_numbered(grid, layout, enough) for grid, layout in forms])


def _joined(files: list[SheetFile]) -> SheetFile:
    return joined(files) if len(files) > 1 else files[0]


def _ours(table: Grid, forms: list[tuple[Grid, Layout]], enough: Enough) -> SheetFile:
    """Our table, and the form beside it if there is one."""
    file = _our_table(table)
    if not forms:
        return file
    known = frozenset(row.number for row in file.rows)
    form = _numbered(*forms[0], enough, known=known)
    shown = {row.number: row for row in form.rows}
    return replace(file, shown=shown, compared_page=form.page, version=form.version)


def _our_table(grid: Grid) -> SheetFile:
    """One heading row, and whatever stands in the column of the numbers is one."""
    layout = next(layouts(grid))
    grid = _with_text_beside_flagged(grid, layout)
    file = numbered_rows(grid, layout, known=_numbers(grid, layout))
    return replace(file, is_ours=True)


def _numbers(grid: Grid, layout: Layout, but: Collection[int] = ()) -> frozenset[str]:
    """What stands in the column of the numbers, but the words over it in rows of headings."""
    below = ((row, grid.text(row, layout.number)) for row in grid.cells if row > layout.row)
    return frozenset(
        text
        for row, text in below
        if text and not (row in but and word(text) in HEADING_WORDS["number"])
    )


def _numbered(
    grid: Grid, layout: Layout, enough: Enough, known: frozenset[str] = frozenset()
) -> SheetFile:
    """The rows below the heading row, where no two columns could both be the answers'.

    Where what is asked is enough, nobody has to say which column answers it.
    """
    if not _asks_alone(enough) and (headings := ambiguous_headings(grid, layout)):
        why = _("Several columns could be the one that is meant: %(headings)s. Name the columns.")
        raise NoHeading(why % {"headings": quoted_list(headings)})
    return _below(_with_text_beside_flagged(grid, layout), layout, known)


def _asks_alone(enough: Enough) -> bool:
    """Whether what is asked is enough, whatever answers it."""
    return enough(dict.fromkeys(ASKING, (0,)))


def _with_text_beside_flagged(grid: Grid, layout: Layout) -> Grid:
    return replace(
        grid,
        flags=dict.fromkeys(answers_beside_text(grid, layout), "text_beside_answer") | grid.flags,
    )


def _below(grid: Grid, layout: Layout, known: frozenset[str] = frozenset()) -> SheetFile:
    """The rows below the heading row; a row with a known number is none of the further ones.

    Below further headings that name other columns, whatever stands in the layout's is doubted. On
    our own form whatever stands in the column of the numbers is one, except a heading over it.
    """
    version, further = version_named(grid, layout), further_headings(grid, layout)
    known |= _numbers(grid, layout, but=further) if version else frozenset()
    further = {
        row: is_same
        for row, is_same in further.items()
        if grid.text(row, layout.number) not in known
    }
    flags, is_same = dict(grid.flags), True
    for row in sorted(grid.cells):
        is_same = further.get(row, is_same)
        if not is_same:
            flags |= {(row, column): "below_other_headings" for column in layout.known}
    file = numbered_rows(replace(grid, flags=flags), layout, frozenset(further), known)
    rows = file.rows if version else with_nested_numbers(file.rows)
    return replace(file, rows=rows, version=version)


def _as_chosen(grids: list[Grid], choice: Choice, enough: Enough) -> SheetFile:
    columns: dict[str, tuple[int, ...]] = {}
    for column, role in sorted(choice.columns.items()):
        columns[role] = (*columns.get(role, ()), column)
    if not enough(columns):
        raise TooFewColumns
    first, *others = grids
    row = -1 if choice.heading_row is None else choice.heading_row
    named = Layout(row, columns)
    further = [(grid, replace(named, row=_same_headings(grid, first, named))) for grid in others]
    return _joined([_below(grid, layout) for grid, layout in [(first, named), *further]])


def _same_headings(grid: Grid, first: Grid, named: Layout) -> int:
    """The row of the page that has the headings of the first; -1 where that has none."""
    if named.row < 0:
        return named.row
    words = _headings(first, named, named.row)
    same = (row for row in sorted(grid.cells) if _headings(grid, named, row) == words)
    row = next(same, None)
    if row is None:
        raise PagesDiffer(grid.name, first.name)
    return row


def _headings(grid: Grid, layout: Layout, row: int) -> list[str]:
    return [word(grid.text(row, column)) for column in sorted(layout.known)]
