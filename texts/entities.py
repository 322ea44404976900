"""What a text states in figures: addresses, dates, numbers with their units; knows no Django."""

import re
import unicodedata
from datetime import date

from .schemes import ADDRESS

# What stands before the @ has 64 characters at most (RFC 5321, 4.5.3.1.1): without a bound, each
# character of a long word would begin a search of its own.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"  # of a domain (RFC 1035, 2.3.1)
MAIL = re.compile(rf"[A-Za-z0-9][A-Za-z0-9._%+-]{{0,63}}@{_LABEL}(?:\.{_LABEL})+", re.ASCII)

# The first years of the eras that the calendar of the state has named since 1926.
ERAS = {"昭和": 1926, "S": 1926, "平成": 1989, "H": 1989, "令和": 2019, "R": 2019}
DATE = re.compile(
    r"(?<![0-9A-Za-z.])(?:(?P<era>昭和|平成|令和|[SHR])\s*(?P<regnal>[0-9]{1,2}|元)|(?P<year>[0-9]{4}))"
    r"\s*(?P<between>[年/.-])\s*(?P<month>[0-9]{1,2})\s*(?:月|(?P=between))"
    r"\s*(?P<day>[0-9]{1,2})(?![0-9])日?"
)


def addresses(text: str) -> tuple[str, ...]:
    """The http(s) addresses in the text, and then the mail addresses, as they stand there."""
    return (*ADDRESS.findall(text), *MAIL.findall(ADDRESS.sub(" ", text)))


def dates(text: str) -> tuple[date, ...]:
    """The days that the text names: 2025年10月1日, 2025/10/01, 2025-10-1, 令和7年10月1日, R7.10.1.

    Full-width figures count. What the calendar does not have is left out.
    """
    return tuple(day for found in DATE.finditer(nfkc(text)) if (day := _day(found)))


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


def nfkc(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
