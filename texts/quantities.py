"""Numbers with their units, as people write them in Japanese and in figures."""

import re
from collections.abc import Iterator

from .entities import DATE, dates, nfkc
from .schemes import ADDRESS

# How people write units, and the spelling under which some of them are compared.
SPELLINGS = {
    "パーセント": "%",
    **dict.fromkeys(("ヶ月", "ヵ月", "ケ月", "カ月", "箇月"), "か月"),
    **dict.fromkeys(("ヶ所", "ヵ所", "ケ所", "カ所", "箇所"), "か所"),
    **{f"{unit}間": unit for unit in "年週日分秒"},
}
UNIT = (
    "[年週日分秒]間?|時間|営業日|[かヶヵケカ箇][月所]|[月時]|%|パーセント"
    "|世代|回|件|名|人|文字|桁|台|拠点|円|倍|[KMGT]i?B|[kMG]?bps"
)
NUMBER = re.compile(rf"(?P<digits>[0-9]+(?:[,.:][0-9]+)*)\s*(?P<unit>{UNIT})?")
VALUES = {sign: value for value, sign in enumerate("〇一二三四五六七八九")}
PLACES = {"十": 10, "百": 100, "千": 1000}
_SIGNS = "".join((*VALUES, *PLACES))
# Each run of signs is tried once, from its first sign and as a whole: no unit begins with a sign.
WRITTEN = re.compile(rf"(?<![{_SIGNS}])(?P<digits>[{_SIGNS}]++)\s*+(?P<unit>{UNIT})")
Figure = tuple[str, str]


def figures(text: str) -> tuple[Figure, ...]:
    """Number and unit of every figure in the text, sorted; "" where no known unit follows.

    A date is one figure; addresses hold none. 99.9% and ９９.９パーセント are the same, and so are
    6か月 and 六ヶ月.
    """
    rest = ADDRESS.sub(" ", nfkc(text))
    days = tuple((day.isoformat(), "date") for day in dates(rest))
    return tuple(sorted((*days, *_numbers(DATE.sub(" ", rest)))))


def _numbers(text: str) -> Iterator[Figure]:
    for found in NUMBER.finditer(text):
        digits = re.sub(r",(?=[0-9]{3}(?![0-9]))", "", found["digits"])
        yield _bare(digits), _unit(found)
    for found in WRITTEN.finditer(text):
        yield _value(found["digits"]), _unit(found)


def _unit(found: re.Match[str]) -> str:
    unit = found["unit"] or ""
    return SPELLINGS.get(unit, unit)


def _value(digits: str) -> str:
    """二十四 is 24; without places each sign is a digit: 二四 is 24, too."""
    if not set(digits) & PLACES.keys():
        return _bare("".join(str(VALUES[sign]) for sign in digits))
    total = digit = 0
    for sign in digits:
        if sign in PLACES:
            total, digit = total + (digit or 1) * PLACES[sign], 0
        else:
            digit = VALUES[sign]
    return str(total + digit)


def _bare(digits: str) -> str:
    """The figure without zeros before it; never an `int`, which refuses thousands of digits."""
    return re.sub(r"^0+(?=[0-9])", "", digits)
