"""What a file's own legend says that signs such as ○ and × mean."""

import re
import unicodedata
from collections.abc import Iterator

from disclosures.imports.tables.lexicon import AVAILABILITY_SIGNS, AVAILABILITY_WORDS
from disclosures.imports.tables.rows import SheetFile

_SIGNS = frozenset(AVAILABILITY_SIGNS)
# A sign, what sets its meaning apart from it, and that. In NFKC, in which ： is : and ＝ is =.
_ENTRY = re.compile(
    rf"(?P<sign>[{AVAILABILITY_SIGNS}])(?: ?[:=・→] ?| ?\.{{1,3}} ?|は|\(| )"
    rf"(?P<meaning>[^{AVAILABILITY_SIGNS}◎●▲、,;/()\s]{{1,20}})"
)
# The words of a meaning, in this order: 非該当 is no plain no, and 一部未対応 is partial.
_CODES = (
    (
        "not_applicable",
        re.compile(r"対象外|適用外|該当(?:なし|無|せず|しない|外)|非該当|不要|^n/?a$"),
    ),
    ("partial", re.compile(r"一部|部分|条件|概ね|おおむね|partial")),
    ("", re.compile(r"予定|計画|検討|準備|対応中|作業中|確認中|不明|planned")),
    ("yes", re.compile(r"(?:問題|異常|指摘|不備|違反)(?:なし|無し|はない|がない)")),
    (
        "no",
        re.compile(
            r"^(?:未|否|なし|いいえ|非(?:対応|実施|準拠)|不(?:可|適合|実施|対応|十分)|無(?:し|$)|no(?:$|t\b))"
            r"|(?:ない|なし|無し|ません|せず|不可|未了|不適合)$"
        ),
    ),
)


class SignLegend:
    """The signs to which the lines above and below a file's rows give another meaning."""

    def __init__(self, file: SheetFile) -> None:
        self._meanings: dict[str, str] = {}
        for sign, meaning in _entries(file):
            if _code(meaning) != AVAILABILITY_WORDS[sign]:
                self._meanings.setdefault(AVAILABILITY_WORDS[sign], meaning)

    def other_meaning(self, sign: str) -> str | None:
        """What the sign stands for in this file, where that is not what it does elsewhere."""
        return self._meanings.get(AVAILABILITY_WORDS[sign]) if sign in _SIGNS else None


def _entries(file: SheetFile) -> Iterator[tuple[str, str]]:
    lines = [line.text for line in (*file.title_block, *file.others) if not line.columns]
    columns = file.layout.columns.get("availability", ()) if file.layout else ()
    for text in (*lines, *(file.headings.get(column, "") for column in columns)):
        for match in _ENTRY.finditer(unicodedata.normalize("NFKC", text)):
            yield match["sign"], match["meaning"].casefold()


def _code(meaning: str) -> str:
    return next((code for code, words in _CODES if words.search(meaning)), "yes")
