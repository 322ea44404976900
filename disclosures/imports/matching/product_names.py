"""The names of a sheet's products within any text, apart from longer words that begin so."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from string import ascii_uppercase, digits

# Between products of which one thing is said
_AND = re.compile(
    r" ?(?:[、,・/&+]|(?:、 ?)?(?:及び|および|並びに|ならびに|または|又は|and|or|と|や))? ?"
)
MIN_FAMILY = 2  # signs of the name of a family, before the letters of its products


class ProductNames:
    """The names of all products of a sheet, found however they are written.

    What follows 社 or stands before it is a company's name: 株式会社カイジ, カイジ株式会社.
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = {_folded(name).casefold(): name for name in names if len(name) > 1}
        in_order = sorted(self._names, key=len, reverse=True)
        self._pattern = _alone("|".join(map(re.escape, in_order))) if in_order else None
        self._relatives = _relatives([_folded(name) for name in names])

    @property
    def are_several(self) -> bool:
        """Whether a text can name some of them and not all."""
        return len(self._names) > 1

    def names_some(self, text: str) -> bool:
        """Whether the text names products, but not all of them."""
        found = {name for _start, _end, name in self._found(_folded(text))}
        return bool(found) and len(found) < len(self._names)

    def named_apart(self, text: str) -> list[str]:
        """The products of which the text does not speak as of all of them together.

        Those that are named one after another are one group, as in “カイジA、カイジB”.
        """
        text, last = _folded(text), 0
        groups: list[set[str]] = []
        for start, end, name in self._found(text):
            if groups and _AND.fullmatch(text, last, start):
                groups[-1].add(name)
            else:
                groups.append({name})
            last = end
        is_of_all = all(len(group) == len(self._names) for group in groups)
        named = set[str]().union(*groups)
        return [] if is_of_all else [name for name in self._names.values() if name in named]

    def relatives(self, text: str) -> list[str]:
        """What is named like the products and is none: カイジC beside カイジA and カイジB."""
        found = self._relatives.findall(_folded(text)) if self._relatives else []
        return [name for name in dict.fromkeys(found) if name.casefold() not in self._names]

    def _found(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Where which product is named."""
        for match in self._pattern.finditer(text) if self._pattern else ():
            yield *match.span(), self._names[match.group().casefold()]


def _relatives(names: Sequence[str]) -> re.Pattern[str] | None:
    """Any name of the family of products that letters or figures alone tell apart; None without."""
    for signs in (ascii_uppercase, digits):
        families = {name.rstrip(signs) for name in names}
        lengths = {len(name) - len(name.rstrip(signs)) for name in names}
        if len(families) == len(lengths) == 1 < len(names) and len(min(families)) >= MIN_FAMILY:
            family, suffix = re.escape(min(families)), f"[{signs}]{{{min(lengths)}}}"
            return _alone(family + suffix) if min(lengths) else None
    return None


def _alone(names: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<![A-Za-z0-9ァ-ヶー社])(?:{names})(?![A-Za-z0-9ァ-ヶー社]|株式会社)", re.IGNORECASE
    )


def _folded(text: str) -> str:
    """The text for finding names in it; one blank stands for any white space."""
    return " ".join(unicodedata.normalize("NFKC", text).split())
