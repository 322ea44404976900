"""The one door for text: whatever people write passes here, by form, import or code.

What is kept is NFC, except that CJK compatibility ideographs stay: NFC would turn the 神
(U+FA19) of a name into another character. Invisible, control and direction characters are
refused, because a reader could not see what they do to a published statement.
"""

import re
import unicodedata
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .entities import ADDRESS
from .html import first_html

MAX_LENGTH = 4000
COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")
# Letters by category, blank to the eye: Hangul fillers, the Braille blank, the grapheme joiner.
BLANK_LETTERS = set("\u115f\u1160\u3164\uffa0\u2800\u034f\u17b4\u17b5\u180b\u180c\u180d\u180f")
SCHEME = re.compile(r"(?<![A-Za-z0-9+.-])([A-Za-z][A-Za-z0-9+.-]*):(?=//|\\\\)")
SCRIPT = re.compile(r"(?i)(?<![a-z])(javascript|vbscript):|(?<![a-z])data:(?=[!-~])")
WITHOUT_SCHEME = re.compile(r"(?<![:/\w])//(?=[\w\[])")


def clean_text(value):
    """The text as it will be kept: NFC, `\\n` line ends, tabs as spaces, no outer blanks.

    Raises `ValidationError` in words that name the character or the link, and the line.
    """
    text = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", str(value)).replace("\t", " ")
    for number, line in enumerate(text.split("\n"), start=1):
        _refuse_characters(line, number)
        _refuse_links(line)
    text = _composed(text).strip()
    _refuse_markup(text)
    if len(text) > MAX_LENGTH:
        raise ValidationError(
            _("This text has %(length)d characters; at most %(limit)d are possible."),
            code="too_long",
            params={"length": len(text), "limit": MAX_LENGTH},
        )
    return text


def clean_line(value):
    """As `clean_text`, for what stands on one line: a line break is refused."""
    text = clean_text(value)
    if "\n" in text:
        raise ValidationError(_("This must be one line, without a line break."), code="line_break")
    return text


def clean_link(value):
    """As `clean_line`, for a whole absolute http(s) address, or nothing."""
    text = clean_line(value)
    if text and not (ADDRESS.fullmatch(text) and urlsplit(text).hostname):
        raise ValidationError(
            _("Enter a whole address that begins with https:// or http://."), code="link"
        )
    return text


def _composed(text):
    parts = COMPATIBILITY_IDEOGRAPHS.split(text)
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts)


def _refuse_characters(line, number):
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


def _refuse_links(line):
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


def _refuse_markup(text):
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


def tidied(raw):
    """What `clean_text` changes in this text without asking, in words; usually nothing."""
    changes = []
    if "\t" in str(raw).strip():
        changes.append(gettext("Tabs became spaces."))
    if _composed(str(raw)) != str(raw):
        changes.append(gettext("Letters written as several signs were put together."))
    return changes


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
