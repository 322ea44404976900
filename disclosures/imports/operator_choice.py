"""How an operator says in words how a file is to be read, as `import_sheet` takes it.

The same as the preview's forms say: which pages, what the columns hold, what words mean.
"""

from django.utils.translation import gettext as _

from disclosures.imports.files.errors import NoHeading, SeveralPages
from disclosures.imports.matching.cell_codes import MEANINGS
from disclosures.imports.tables.choice import Choice
from disclosures.imports.tables.column_letters import column_of, letters
from disclosures.imports.tables.heading_roles import ROLES, known_roles, word
from disclosures.imports.tables.reading import begun, read_pages
from disclosures.sheet.table import AVAILABILITY, RESPONSIBILITY
from texts.normalize import normalize

from .answer_import import ENOUGH
from .remembered_words import named_columns, with_words

NO_ROLE = "-"  # in the place of a role: the column is not read
ROLE_NAMES = {**{role: role for role in ROLES}, "body": "answer", "item": "name", NO_ROLE: NO_ROLE}
MEANING_NAMES = {
    **{code: code for codes in MEANINGS.values() for code in codes},
    **{normalize(label): code for code, label in {**AVAILABILITY, **RESPONSIBILITY}.items()},
    **{"available": "yes", "unavailable": "no"},
}


class UnknownChoice(Exception):
    """What an operator wrote of pages, columns or words that nobody can follow, and why."""


def choice_of_columns(grids, *, pages, heading_row, columns):
    """The `Choice` of these pages and columns.

    grids: the pages of the file. pages: names. heading_row: from 1, or None. columns: pairs of a
    column, by its letters or its heading, and a role; other columns stay as their headings say.
    Raises `UnknownChoice`, and `UnreadableSheet` where the file has no such page.
    """
    choice = Choice(tuple(pages))
    if not columns and heading_row is None:
        return choice
    found = _as_found(grids, choice)
    grid = next(grid for grid in grids if grid.name == (found.pages or (grids[0].name,))[0])
    row = _heading_row(grid, found, heading_row, [name for name, _role in columns])
    by_headings = found.columns if row == found.heading_row else known_roles(grid, row)
    named = {_column(grid, row, name): _role(role) for name, role in columns}
    kept = {at: role for at, role in by_headings.items() if role not in named.values()} | named
    kept = {at: role for at, role in kept.items() if role != NO_ROLE}
    return Choice(found.pages or (grid.name,), row, kept)


def _as_found(grids, choice):
    """The pages, heading row and columns that are found, or the beginning of them.

    Raises `SeveralPages` where it is open which page is meant.
    """
    try:
        file = read_pages(grids, choice, ENOUGH)
    except SeveralPages:
        raise
    except NoHeading:
        return begun(grids, choice)
    if file.layout is None:
        return Choice(file.read_pages)
    return Choice(file.read_pages, file.layout.row, file.layout.roles)


def _heading_row(grid, found, told, names):
    """The row (from 0) of the headings: as told, or the first with all that are named, or found."""
    if told is not None:
        return told - 1
    wanted = {word(name) for name in names if not _is_letters(grid, name)}
    rows = [found.heading_row] if found.heading_row is not None else []
    with_all = (
        row
        for row in (*rows, *sorted(grid.cells))
        if wanted <= set(map(word, grid.row(row).values()))
    )
    return next(with_all, found.heading_row) if wanted else found.heading_row


def _column(grid, row, name):
    """The column (from 0) of these letters or below this heading."""
    if _is_letters(grid, name):
        return column_of(name)
    headings = grid.row(row) if row is not None else {}
    found = [at for at, text in headings.items() if word(text) == word(name)]
    if len(found) != 1:
        why = (
            _("Several columns have the heading “%(name)s”. Name the column by its letters.")
            if found
            else _("No column has the heading or the letters “%(name)s”.")
        )
        raise UnknownChoice(why % {"name": name})
    return found[0]


def _is_letters(grid, name):
    """Whether the name is that of a column with text; ID and NO are headings elsewhere."""
    column = column_of(name)
    return column is not None and any(column in cells for cells in grid.cells.values())


def _role(name):
    if name not in ROLE_NAMES:
        why = _("“%(name)s” is nothing that a column can hold. It is one of: %(names)s")
        raise UnknownChoice(why % {"name": name, "names": ", ".join(ROLE_NAMES)})
    return ROLE_NAMES[name]


def choice_of_words(intake, grids, choice, *, words, is_as_before):
    """The choice, with the meanings of words in it.

    words: pairs of a word and its meaning; 対応状況:対応 names its column, too. is_as_before: what
    earlier imports of the form took words for counts, where nothing else is said of them. Raises
    `UnknownChoice`.
    """
    if not words and not is_as_before:
        return choice
    columns = named_columns(intake, read_pages(grids, choice, ENOUGH))
    for column in columns if is_as_before else ():
        before = {
            one.found.key: one.remembered.code
            for one in column.words
            if one.remembered and one.found.code is None
        }
        choice = with_words(choice, column.found, before)
    for name, meaning in words:
        holding = _holding(columns, name)
        code = _code(meaning, holding)
        for column, found in holding:
            if code in MEANINGS[column.role]:
                choice = with_words(choice, column, {found.key: code})
    return choice


def _holding(columns, name):
    """The columns that hold the word, each with that. Raises `UnknownChoice` where none does."""
    holding = [
        (column.found, one.found)
        for column in columns
        for one in column.words
        if normalize(name).casefold() in _names(column.found, one.found)
    ]
    if not holding:
        why = _("No column for 有無 or 責任主体 holds the word “%(word)s”.")
        raise UnknownChoice(why % {"word": name})
    return holding


def _names(column, found):
    """As what the word can be named: alone, or behind its column's heading or role."""
    texts = (found.text, *(f"{one}:{found.text}" for one in (column.column.heading, column.role)))
    return {normalize(text).casefold() for text in texts}


def _code(meaning, holding):
    code = MEANING_NAMES.get(normalize(meaning))
    possible = {code for column, _word in holding for code in MEANINGS[column.role]}
    if code not in possible:
        why = _("“%(name)s” is nothing that a word can mean. It is one of: %(names)s")
        names = ", ".join(name for name, code in MEANING_NAMES.items() if code in possible)
        raise UnknownChoice(why % {"name": meaning, "names": names})
    return code


def columns_read(choice):
    """The columns of the choice as an operator would write them: A=number, C=availability."""
    return ", ".join(f"{letters(at)}={role}" for at, role in sorted(choice.columns.items()))
