"""Any workbooks: some of the known columns, in any order, and what people write around them."""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

HEADINGS = {
    "number": ("No.", "番号", "ID"),
    "section": ("区分", "章"),
    "category": ("大項目", "Category"),
    "name": ("項目", "Item"),
    "question": ("設問", "Question"),
    "answer": ("回答", "Answer"),
    "availability": ("有無", "Yes/No"),
    "responsibility": ("責任主体", "Ownership"),
    "product": ("製品", "対象製品"),
    "evidence": ("根拠・参考",),
    "required": ("必須・選択", "Required"),
    "unit": ("単位",),
    "remark": ("備考", "Owner", None),
}
PRODUCTS = ("Alpha", "Beta")
WORDS = {
    "availability": ("有り", "無し", "○", "一部", "要確認", "Yes"),
    "responsibility": ("自社", "クラウド事業者", "当社", "誰か"),
    "product": (*PRODUCTS, "Gamma", "全サービス共通"),
    "required": ("必須", "任意", "Required", "要相談"),
    "unit": ("有無", "時間"),
}
TEXTS = (
    "{}の状況を示します。",
    "What we do about {}",
    "{}について\n（毎年見直します）",
    "{}。" + "毎日点検し、結果を記録しています。\n" * 40,
    "○ {}",
    "{}については、Alpha：有り、Beta：無し",
    "同上 {}",
)
NUMBERS = ("{}", "No.{}", "({})", "1-{}", "1－({})", "A-{}", "{}番", "問{}", "1/A{}", "イ", "")


@dataclass(frozen=True)
class AnyWorkbook:
    """The lines of a page from its top, the row (from 0) of its first headings, and its merges."""

    lines: tuple[tuple[str | None, ...], ...]
    heading: int
    repeated: frozenset[int]
    merged: tuple[str, ...]

    def cells(self):
        """The texts that stand below no heading of their own words, each with its row from 1."""
        known = set(self.lines[self.heading])
        for at, line in enumerate(self.lines):
            if at != self.heading:
                words = known if at in self.repeated else ()
                yield from ((at + 1, text) for text in line if text and text not in words)

    def without_numbers(self):
        """The same page without its column of numbers, and without merges."""
        at = next(
            i for i, text in enumerate(self.lines[self.heading]) if text in HEADINGS["number"]
        )
        lines = tuple((*line[:at], *line[at + 1 :]) for line in self.lines)
        return replace(self, lines=lines, merged=())


@st.composite
def workbooks(draw, says=()):
    """A page with titles, headings, rows, bars, notes and perhaps the same headings again.

    says: one of these columns it has for sure.
    """
    more = st.sampled_from([role for role in HEADINGS if role not in ("number", "remark")])
    roles = draw(st.sets(more, max_size=8)) | {
        "number",
        draw(st.sampled_from(["name", "question"])),
        *([draw(st.sampled_from(says))] if says else []),
    }
    roles = draw(st.permutations([*sorted(roles), *["remark"] * draw(st.integers(0, 2))]))
    words = [draw(st.sampled_from(HEADINGS[role])) for role in roles]
    lines = [(f"表題{at}",) for at in range(draw(st.integers(0, 2)))]
    heading, repeated = len(lines), set()
    lines.append(tuple(words))
    for at in range(draw(st.integers(1, 7))):
        kind = draw(st.sampled_from(["row"] * 6 + ["bar", "note", "headings", "chapter"]))
        if kind == "headings":
            repeated.add(len(lines))
        lines.append(_line(draw, kind, at, roles, words))
    merged = tuple(_merged(draw, lines, heading + 1))
    return AnyWorkbook(tuple(lines), heading, frozenset(repeated), merged)


def _merged(draw, lines, first):
    """Some cells, each merged with the empty one below it."""
    for at in range(first, len(lines) - 1, 2):
        column = draw(st.integers(0, len(lines[at]) - 1))
        below = lines[at + 1][column : column + 1]
        if not any(below) and draw(st.booleans()):
            letter = chr(65 + column)
            yield f"{letter}{at + 1}:{letter}{at + 2}"


def _line(draw, kind, at, roles, words):
    if kind == "headings":
        title = draw(st.sampled_from([None, f"章{at}"]))
        return tuple(
            title if title and role == "remark" else word
            for role, word in zip(roles, words, strict=True)
        )
    if kind == "bar":
        return (f"{at}. 組織{at}",)
    if kind == "note":
        return (*[None] * draw(st.integers(0, len(roles))), f"※ 注記{at}")
    if kind == "chapter":
        title = next(role for role in roles if role in ("name", "question"))
        return tuple({"number": str(at), title: f"章の題{at}"}.get(role) for role in roles)
    return tuple(_cell(draw, role, f"{at}の{place}") for place, role in enumerate(roles))


def _cell(draw, role, label):
    if role == "number":
        return draw(st.sampled_from(NUMBERS)).format(label.partition("の")[0])
    if draw(st.integers(0, 3)) == 0:
        return None
    if role == "evidence":
        return f"{label}, https://example.com/"
    return draw(st.sampled_from(WORDS.get(role, TEXTS))).format(label)
