"""What no text may hold: characters that nobody sees, links of other kinds, HTML.

A scheme that a text only names is no link (`schemes`).
"""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .html import first_html
from .schemes import ADDRESS, ANY_SCHEME, SCRIPT, UNOPENED, WITHOUT_SCHEME

# Letters by category, blank to the eye: Hangul fillers, the Braille blank, the grapheme joiner.
BLANK_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")

# Links that no text may hold, each with what to write instead
PROGRAM = _(
    "“%(link)s” is a link that runs a program or holds data. To name it without linking it, write"
    " a blank behind the colon."
)
NO_SCHEME = _(
    "“%(link)s” is a link that does not begin with https://. To name it without linking it, write"
    " a blank behind the slashes."
)
OTHER_KIND = _(
    "“%(link)s” is a link of another kind than https://, http:// and mailto:, which programs may"
    " open. To name it without linking it, write a blank behind the slashes."
)
USER_NAME = _(
    "The address “%(link)s” holds a user name or an @, which hides where it leads. Leave that out;"
    " to name it without linking it, write a blank behind the slashes."
)
OTHER_LETTERS = _(
    "The host of the address “%(link)s” has other letters than ASCII. Write it in ASCII (xn--…);"
    " write what stands for a name in brackets, as in https://<name>.example.com/."
)
NO_ADDRESS = _(
    "The address “%(link)s” leads nowhere: its host is missing or cannot be, or its port cannot be."
)


def refuse_characters(line, number):
    # Most texts have few different characters, and none of these.
    problems = {one: problem for one in set(line) if (problem := _problem_with(one))}
    if problems:
        first = next(character for character in line if character in problems)
        raise ValidationError(
            _("Line %(line)d holds %(problem)s (U+%(code)s). Please remove it."),
            code="character",
            params={"line": number, "problem": problems[first], "code": f"{ord(first):04X}"},
        )


def _problem_with(character):
    if character == "\ufffd":
        return gettext("a character that could not be read")
    if character in BLANK_LETTERS:
        return gettext("an invisible character")
    category = unicodedata.category(character)
    if category == "Cc":
        return gettext("a control character")
    if category == "Cf":
        return gettext("an invisible or direction-changing character")
    if category == "Cs":
        return gettext("half a character")
    if category == "Co":
        return gettext("a private character (外字) that other computers cannot show")
    if ord(character) & 0xFFFE == 0xFFFE or "\ufdd0" <= character <= "\ufdef":
        return gettext("a code that is no character")
    return None


def refuse_links(line):
    if found := SCRIPT.search(line):
        _refuse_link(PROGRAM, line, found)
    if found := WITHOUT_SCHEME.search(line):
        _refuse_link(NO_SCHEME, line, found)
    if found := next(filter(_is_forbidden, ANY_SCHEME.finditer(line)), None):
        _refuse_link(OTHER_KIND, line, found)
    for found in ADDRESS.finditer(line):
        if not _is_whole(found.group()):
            _refuse_link(_what_is_wrong_with(_word(line, found)), line, found)


def refuse_markup(text):
    found = first_html(text)
    if found:
        raise ValidationError(
            _(
                "Line %(line)d holds HTML (“%(found)s”), which readers would see as it stands. "
                "Please write plain text; for the signs themselves use ＜, ＞ and ＆."
            ),
            code="markup",
            params={"line": text.count("\n", 0, found.start()) + 1, "found": found.group()[:30]},
        )


def _is_forbidden(found):
    return found["scheme"].lower() not in ("http", "https", *UNOPENED)


def _is_whole(address):
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def _what_is_wrong_with(address):
    """The message for an http(s) address that is not whole."""
    host = re.split(r"[/?#]", address.partition("://")[2])[0]
    if "@" in host:
        return USER_NAME
    return NO_ADDRESS if host.isascii() else OTHER_LETTERS


def _refuse_link(message, line, found):
    raise ValidationError(message, code="link", params={"link": _word(line, found)[:60]})


def _word(line, found):
    return line[found.start() :].split()[0]
