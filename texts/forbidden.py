"""What no text may hold: characters that nobody sees, links of other kinds, HTML."""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .entities import ADDRESS
from .html import first_html

# Letters by category, blank to the eye: Hangul fillers, the Braille blank, the grapheme joiner.
BLANK_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]*):(?=//|\\\\)")
SCRIPT = re.compile(r"(?i)(?<![a-z])(javascript|vbscript):|(?<![a-z])data:(?=[!-~])")
WITHOUT_SCHEME = re.compile(r"(?<![:/\w])//(?=[\w\[])")


def refuse_characters(line, number):
    for character in line:
        problem = _problem_with(character)
        if problem:
            raise ValidationError(
                _("Line %(line)d holds %(problem)s (U+%(code)s). Please remove it."),
                code="character",
                params={"line": number, "problem": problem, "code": f"{ord(character):04X}"},
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
    found = SCRIPT.search(line) or WITHOUT_SCHEME.search(line)
    if not found:
        found = next(
            (s for s in SCHEME.finditer(line) if s[1].lower() not in ("http", "https")), None
        )
    if found:
        _refuse_link(line[found.start() :].split()[0])
    for address in ADDRESS.findall(line):
        if not _is_whole(address):
            _refuse_link(address)


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


def _is_whole(address):
    try:
        parts = urlsplit(address)
        return bool(parts.hostname) and "@" not in parts.netloc and parts.port != 0
    except ValueError:
        return False


def _refuse_link(shown):
    raise ValidationError(
        _(
            "The link “%(link)s” is not possible. Links are whole https://, http:// or mailto: "
            "addresses without a user name."
        ),
        code="link",
        params={"link": shown[:60]},
    )
