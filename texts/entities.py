"""What a text states in figures: addresses, dates, numbers with their units; knows no Django."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

# ASCII alone: Japanese text follows an address without a space.
ADDRESS = re.compile(r"https?://[!#-;=?-~]*", re.IGNORECASE)
# What stands before the @ has 64 characters at most (RFC 5321, 4.5.3.1.1): without a bound, each
# character of a long word would begin a search of its own.
MAIL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+", re.ASCII)

# The first years of the eras that the calendar of the state has named since 1926.
ERAS = {"昭和": 1926, "S": 1926, "平成": 1989, "H": 1989, "令和": 2019, "R": 2019}
DATE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?P<era>昭和|平成|令和|[SHR])\s*(?P<regnal>[0-9]{1,2}|元)|(?P<year>[0-9]{4}))"
    r"\s*(?P<between>[年/.-])\s*(?P<month>[0-9]{1,2})\s*(?:月|(?P=between))"
    r"\s*(?P<day>[0-9]{1,2})(?![0-9])日?"
)

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


def addresses(text: str) -> tuple[str, ...]:
    """The http(s) addresses in the text, and then the mail addresses, as they stand there."""
    return (*ADDRESS.findall(text), *MAIL.findall(ADDRESS.sub(" ", text)))


def dates(text: str) -> tuple[date, ...]:
    """The days that the text names: 2025年10月1日, 2025/10/01, 2025-10-1, 令和7年10月1日, R7.10.1.

    Full-width figures count. What the calendar does not have is left out.
    """
    return tuple(day for found in DATE.finditer(_folded(text)) if (day := _day(found)))


def figures(text: str) -> tuple[Figure, ...]:
    """Number and unit of every figure in the text, sorted; "" where no known unit follows.

    A date is one figure; addresses hold none. 99.9% and ９９.９パーセント are the same, and so are
    6か月 and 六ヶ月.
    """
    rest = ADDRESS.sub(" ", _folded(text))
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


def _day(found: re.Match[str]) -> date | None:
    if found["era"]:
        regnal = 1 if found["regnal"] == "元" else int(found["regnal"])
        year = ERAS[found["era"]] + regnal - 1
    else:
        year = int(found["year"])
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
