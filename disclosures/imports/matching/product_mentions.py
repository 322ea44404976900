"""Where a text names the products of which it speaks in turn, and what only looks like that."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from texts.normalize import normalize

MAX_NAME_LENGTH = 30  # signs; what is longer is a sentence

_BULLET = r"[・•●○■□◆◇\-－*＊※]"
_BULLET_WITHIN = r"[・•●○■□◆◇※]"  # a line, where line breaks were lost; a dash is none there
_BETWEEN = r"[、，,・/／]"
_GOES_ON = re.compile(rf"[ 　]*{_BETWEEN}")
# Colons that end no name: in https:// and 10:30
_ADDRESS_OR_TIME = r":(?=//)|(?<=[0-9]):(?=[0-9]{2})"
# One pass over the text; the bullets within a line are those of which the line breaks were lost.
_PASSAGE = re.compile(
    rf"(?:^[ 　]*(?P<first>{_BULLET}?)|(?<=[ 　])(?P<within>{_BULLET_WITHIN}))?"
    rf"(?P<words>(?:(?![ 　]{_BULLET_WITHIN})(?:[^：:。\n]|{_ADDRESS_OR_TIME}))+)"
    r"(?P<mark>[：:。]?)",
    re.MULTILINE,
)


@dataclass(frozen=True)
class Head:
    """The products with which a part begins; where that begins, and their names, and both end.

    kind: what stands behind the names: a colon, "\\n" for the end of the line, or a blank.
    """

    products: tuple[str, ...]
    start: int
    named: tuple[int, int]
    end: int
    bullet: str
    kind: str
    starts_line: bool


@dataclass(frozen=True)
class Passage:
    """Words up to a colon or full stop, which is the `mark`, a bullet or the end of the line.

    starts: a line or, where line breaks were lost, what stands behind a bullet.
    """

    words: str
    start: int
    end: int
    mark: str
    bullet: str
    starts: bool
    starts_line: bool

    @property
    def has_colon(self) -> bool:
        """Whether a colon follows."""
        return self.mark in ("：", ":")

    @property
    def is_sentence(self) -> bool:
        """Whether a full stop follows."""
        return self.mark == "。" or self.words.rstrip().endswith(".")


class ProductMentions:
    """How a text names the products of a sheet."""

    def __init__(self, text: str, names: Sequence[str]) -> None:
        self.text, self.names = text, names
        self._known = tuple(normalize(name) for name in names)
        self._families = tuple(name.split()[0] for name in names)

    @cached_property
    def heads(self) -> tuple[Head, ...]:
        """Where parts begin. Copies repeat a name's first word by mistake: “・Alpha Alpha Plus”.

        There are none where names are too few to take turns, or one without their blanks.
        """
        if len({"".join(name.split()) for name in self.names}) < max(len(self.names), 2):
            return ()
        product, first = _any_of(self.names), "|".join(sorted({*map(re.escape, self._families)}))
        group = (
            rf"(?:{product})(?:\s*{_BETWEEN}\s*(?:{product})){{0,{len(self.names)}}}"  # for speed
        )
        pattern = (
            rf"(?:\A|(?<=\s))(?P<bullet>{_BULLET}\s*(?:(?P<first>{first})\s+(?=(?P=first)))?)?"
            rf"(?P<names>{group})(?P<after>\s*[：:](?!//)\s*|\s+|\Z)"
        )
        heads = (self._head(match) for match in re.finditer(pattern, self.text))
        return tuple(head for head in heads if head.bullet or head.starts_line or head.kind == ":")

    def unknown_names(self) -> list[str]:
        """Names in a list with products, or before a colon where theirs stand."""
        listed = [
            (passage, names) for passage in self._titles() if (names := self._listed(passage.words))
        ]
        bullets = {passage.bullet for passage, names in listed if self._is_known(names[0])} - {""}
        return [
            name.strip()
            for passage, names in listed
            if any(self._is_known(name) for name in names)
            or (passage.has_colon and (passage.bullet in bullets or self._is_of_family(passage)))
            for name in names
            if 0 < len(name.strip()) <= MAX_NAME_LENGTH and not self._is_known(name)
        ]

    @cached_property
    def unclear(self) -> tuple[Passage, ...]:
        """What stands where parts begin, and holds a name, or looks like one, but more than names.

        So do heads unlike the first: a text that begins its parts in one way has a reason not to.
        """
        return tuple(
            passage for passage in self._passages if self.heads and self._is_unclear(passage)
        )

    @property
    def takes_turns(self) -> bool:
        """Whether the text speaks of several in turn, as far as that is clear."""
        return len(self.heads) + sum(not self._heads_in(passage) for passage in self.unclear) > 1

    def _is_unclear(self, passage: Passage) -> bool:
        heads, strays = self._heads_in(passage), self._strays_in(passage)
        if any(head.kind != self.heads[0].kind or self._goes_on(head) for head in heads):
            return True
        if passage.has_colon:
            is_more = bool(heads) and not self._is_label(self.text[heads[0].named[1] : passage.end])
            return bool(strays) or len(heads) > 1 or is_more
        if strays and passage.starts and self._begins_with_a_name(passage):
            return not (passage.is_sentence and passage.end < self.heads[0].start)
        return not heads and self._looks_like_a_head(passage)

    def _goes_on(self, head: Head) -> bool:
        """Whether a list of products goes on behind its names with what is none."""
        return bool(_GOES_ON.match(self.text, head.named[1]))

    def _is_label(self, words: str) -> bool:
        """Whether the words between name and colon are none, or one that other parts have too."""
        return not words.strip() or self._labels[words.strip()] > 1

    def _begins_with_a_name(self, passage: Passage) -> bool:
        begin = passage.end - len(passage.words.lstrip())
        return begin in self._covered or begin in self._mentions

    def _looks_like_a_head(self, passage: Passage) -> bool:
        """Whether it stands alone behind a bullet, as names do elsewhere in the text."""
        bullets = {head.bullet for head in self.heads if head.kind != ":"} - {""}
        is_short = 0 < len(passage.words.strip()) <= MAX_NAME_LENGTH
        return passage.bullet in bullets and is_short and not passage.mark

    def _head(self, match: re.Match[str]) -> Head:
        products = {"".join(name.split()): name for name in self.names}
        named = re.findall(_any_of(self.names), match["names"])
        after = match["after"]
        return Head(
            products=tuple(dict.fromkeys(products["".join(name.split())] for name in named)),
            start=match.start(),
            named=match.span("names"),
            end=match.end(),
            bullet=(match["bullet"] or "")[:1],
            kind=":" if after.strip() else " " if after and "\n" not in after else "\n",
            starts_line=_starts_line(self.text, match.start()),
        )

    @cached_property
    def _passages(self) -> tuple[Passage, ...]:
        return tuple(
            Passage(
                match["words"],
                *match.span("words"),
                mark=match["mark"],
                bullet=match["first"] or match["within"] or "",
                starts=match["first"] is not None or match["within"] is not None,
                starts_line=match["first"] is not None,
            )
            for match in _PASSAGE.finditer(self.text)
        )

    @cached_property
    def _labels(self) -> Counter[str]:
        """The words that stand right before colons."""
        words = (passage.words.split() for passage in self._passages if passage.has_colon)
        return Counter(several[-1] for several in words if several)

    def _titles(self) -> Iterator[Passage]:
        """What stands behind a bullet, or before a colon at the start of a line."""
        for passage in self._passages:
            is_title = passage.bullet or (passage.starts_line and passage.has_colon)
            if is_title and (passage.starts_line or not self._heads_in(passage)):
                yield passage

    def _listed(self, words: str) -> list[str]:
        """The parts of a list; a product's name may hold what stands between them."""
        product = _any_of(self.names)
        return re.findall(rf"(?:{product}|(?!{_BETWEEN}).)+", words) if self.names else []

    def _is_known(self, name: str) -> bool:
        return any(known in normalize(name) for known in self._known)

    def _is_of_family(self, passage: Passage) -> bool:
        return passage.words.lstrip().startswith(self._families)

    @cached_property
    def _by_place(self) -> dict[int, Head]:
        return {head.named[0]: head for head in self.heads}

    def _heads_in(self, passage: Passage) -> list[Head]:
        places = range(passage.start, passage.end)
        return [self._by_place[at] for at in places if at in self._by_place]

    @cached_property
    def _covered(self) -> set[int]:
        """The places of heads."""
        return {at for head in self.heads for at in range(head.start, head.named[1])}

    @cached_property
    def _mentions(self) -> set[int]:
        """Where products, or families of them, are named outside of heads."""
        name = _any_of({*self.names, *self._families})
        matches = re.finditer(rf"(?<![A-Za-z0-9])(?:{name})(?![A-Za-z0-9])", self.text)
        return {match.start() for match in matches if self.names} - self._covered

    def _strays_in(self, passage: Passage) -> set[int]:
        return self._mentions.intersection(range(passage.start, passage.end))


def _any_of(names: Iterable[str]) -> str:
    """A pattern of these names, with any white space between their words; the longest first."""
    in_order = sorted(names, key=len, reverse=True)
    return "|".join(r"\s*".join(map(re.escape, name.split())) for name in in_order)


def _starts_line(text: str, at: int) -> bool:
    return not at or text[:at].rstrip(" 　").endswith("\n")
