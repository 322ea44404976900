"""Columns that could be the answers' as well as the one that is taken for it."""

import re
from collections.abc import Iterable, Iterator

from disclosures.imports.files.cells import Place
from disclosures.imports.files.limits import MAX_COLUMNS
from disclosures.imports.files.visible_pages import Grid

from .heading_roles import ASKING, SAYING, SAYS, WRITTEN_OUT, roles, word
from .layouts import Layout
from .lexicon import (
    ASKS_OR_SAYS,
    AVAILABILITY_CELLS,
    AVAILABILITY_WORDS,
    EXPLAINING_HEADINGS,
)

# A heading that speaks of answers, but not of who gives them, when or how: of two columns that
# speak of them, taking the wrong one would publish last year's.
_ANSWER = re.compile(
    r"(?<![例本])(?:回答|記入|記載(?=欄|内容)|答え)(?!の?(?:者|日|例|期[限日]|部[署門]|担当|方法|要領|[形様]式"
    r"|根拠|理由|番号|要否|状況|確認|時[期間]|ルール|見本|済|単位|対象|id))"
    r"|(?:answer|response)s?(?!ed|er|date|by|time|id|owner|type|format|required|status)"
)
# And one that is nothing but a time, or a state of a text.
_MONTH = r"(?:[0-9]{1,2}(?:月|[./-])?(?:[0-9]{1,2}日?)?)?"
_TIME = (
    rf"(?:(?:(?:20|19)[0-9]{{2}}|(?:令和|平成|[rh]|fy|cy|')[0-9元]{{1,4}})(?:年度?|[./-])?{_MONTH}"
    rf"|[0-9]{{2}}年度?{_MONTH}|[0-9]{{1,2}}月(?:[0-9]{{1,2}}日)?|第?[0-9一二三]+[版回]目?"
    r"|(?:一昨|前々?|昨|去|今|本|当|次|翌|来|先|旧|新)(?:年度?|回|期)|現[行状在]|[旧新]|初[版回]|直近|最[新終]"
    r"|(?:v(?:er)?|rev)\.?[0-9][0-9.]*|確定|暫定|訂正|修正|改[訂定]|変更|更新|追記|見直し|差替え?|提出|案|稿"
    r"|ドラフト|draft|final|latest|previous|current|last(?:year)?)"
)
_AROUND = r"(?:の|・|分|版|末|時点|現在|以降|まで|から|より|前|後|時|[~〜/→-]|内容|状況|欄|文)"
_ALIKE = re.compile(rf"{_AROUND}*{_TIME}(?:{_TIME}|{_AROUND})*")
MAX_HEADING_LENGTH = 30  # signs of such a heading
# What explains 有無, where no other column has the text of an answer
_EXPLAINS = re.compile(
    r".*(?:詳細|説明|具体(?:的な)?|コメント|理由|概要|対策|方法|実施内容|対応内容)(?:内容|欄|等)?"
    r"|details?|explanations?|descriptions?|comments?|notes?"
)

# Of what tells a person to answer, which is no heading
_PROMPT_ENDINGS = (
    "ください",
    "下さい",
    "願います",
    "こと",
    "。",
    ".",
    "記入",
    "入力",
    "選択",
    "記載",
    "記述",
)

# Beside columns that answer or explain, what does neither.
_ASIDE = re.compile(
    r".*(?:備考|特記|補足|参考|注意?|担当|者|日|日時|期限|根拠.*|証跡|エビデンス|例|部[署門]|url|リンク|[重優][要先]度"
    r"|ページ|単位|remarks?|notes?|reference|evidence|date|owner)"
)


def ambiguous_headings(grid: Grid, layout: Layout) -> list[str]:
    """The headings of one part of what is said, where text stands below a second one; or []."""
    filled = {at for row, cells in grid.cells.items() if row > layout.row for at in cells}
    by_column = roles(grid, layout.row)
    for role in SAYING:
        columns = [at for at, column_role in by_column.items() if column_role == role]
        if not filled.isdisjoint(columns[1:]):
            return [grid.text(layout.row, at) for at in columns]
    parts = _parts_of_a_heading(grid, layout, filled) or _second_headings(grid, layout)
    return parts or _options(grid, layout, filled) or _alike(grid, layout, filled)


def _options(grid: Grid, layout: Layout, filled: set[int]) -> list[str]:
    """The headings that are words of 有無 themselves, above marks such as ○."""
    unknown = _unknown(grid, layout, filled)
    is_option = any(
        own in AVAILABILITY_WORDS or own in AVAILABILITY_CELLS for own in unknown.values()
    )
    return [grid.text(layout.row, at) for at in unknown] if is_option else []


def _unknown(grid: Grid, layout: Layout, filled: set[int]) -> dict[int, str]:
    """The words above columns with text that have no role."""
    unknown = {at for at, role in roles(grid, layout.row).items() if not role} & filled
    return {at: word(grid.text(layout.row, at)) for at in sorted(unknown - layout.known)}


def _parts_of_a_heading(grid: Grid, layout: Layout, filled: set[int]) -> list[str]:
    """What stands first in each column, where one heading is merged over several with text."""
    for at in _says(layout):
        merge = grid.merge_at(layout.row, at)
        columns = sorted(filled & set(range(at, merge.right + 1))) if merge else []
        if len(columns) > 1:
            return [_first_below(grid, layout, column) for column in columns]
    return []


def _first_below(grid: Grid, layout: Layout, column: int) -> str:
    below = (row for row in sorted(grid.cells) if row > layout.row and column in grid.row(row))
    return grid.row(next(below))[column][:20]


def _second_headings(grid: Grid, layout: Layout) -> list[str]:
    """What stands directly below the headings, where that divides or renames the answers' column.

    It does so in a row that asks nothing: with a further text below no heading, or where it speaks
    of answers or of their time as a heading does, and tells nobody what to write.
    """
    row = layout.row + 1
    asking, says = set(_columns(layout, ASKING)), set(_columns(layout, WRITTEN_OUT))
    texts = grid.row(row)
    if not asking.isdisjoint(texts):
        return []
    is_divided = len(texts) > 1 and bool(texts.keys() - _headed(grid, layout))
    renamed = [
        text
        for at, text in texts.items()
        if at in says and _is_alike(word(text)) and not text.endswith(_PROMPT_ENDINGS)
    ]
    return list(texts.values()) if is_divided else renamed


def _alike(grid: Grid, layout: Layout, filled: set[int]) -> list[str]:
    """The answers' heading, and unknown ones that speak of answers too, or of their time.

    Beside a heading such as 内容, which may stand above an explanation, any other may be meant;
    behind 有無 alone one such as 詳細.
    """
    says = _says(layout)
    is_open = bool(says) and {word(grid.text(layout.row, at)) for at in says} <= EXPLAINING_HEADINGS
    is_bare = bool(says) and not layout.has("answer")
    alike = [
        at
        for at, text in _unknown(grid, layout, filled).items()
        if (is_open and not _ASIDE.fullmatch(text))
        or (text != ASKS_OR_SAYS and _is_alike(text))
        or (is_bare and at > max(says) and _EXPLAINS.fullmatch(text))
    ]
    return [grid.text(layout.row, at) for at in (*says, *alike)] if alike else []


def _is_alike(heading: str) -> bool:
    if len(heading) > MAX_HEADING_LENGTH:
        return False
    return bool(_ANSWER.search(heading) or _ALIKE.fullmatch(heading))


def answers_beside_text(grid: Grid, layout: Layout) -> Iterator[Place]:
    """The answers beside which text stands below no heading: it may be a part of them.

    Columns of last year's answers stand so, and what follows a comma that nobody quoted; that one
    moves whatever stands to its right, so a text's row must not be longer than its headings.
    """
    headed = _headed(grid, layout)
    is_text = not grid.name  # pages of workbooks have names
    beyond = set(range(max(headed) + 1, MAX_COLUMNS)) if is_text else set()
    for column in _columns(layout, WRITTEN_OUT):
        beside = _until(headed, column, 1) | _until(headed, column, -1) | beyond
        for row in sorted(grid.cells):
            if row > layout.row and grid.text(row, column) and beside & set(grid.row(row)):
                merge = grid.merge_at(row, column)
                yield (merge.top if merge else row), column


def _says(layout: Layout) -> list[int]:
    return _columns(layout, SAYS)


def _columns(layout: Layout, columns_of: Iterable[str]) -> list[int]:
    return [at for role in columns_of for at in layout.columns.get(role, ())]


def _headed(grid: Grid, layout: Layout) -> set[int]:
    """The columns with a role or below a heading, which may be merged over several."""
    merges = [merge for merge in grid.merges if merge.top <= layout.row <= merge.bottom]
    under = {at for merge in merges for at in range(merge.left, merge.right + 1)}
    return set(grid.row(layout.row)) | under | layout.known


def _until(headed: set[int], column: int, step: int) -> set[int]:
    """The columns from the next one on, to the right (1) or left (-1), up to a heading."""
    end = column + MAX_COLUMNS if step > 0 else -1
    beside = range(column + step, end, step)
    first = next((at for at in beside if at in headed), end)
    return set(range(column + step, first, step))
