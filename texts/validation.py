"""Validation and cleaning of every text that people write, by form, import or code.

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

from .forbidden import refuse_characters, refuse_links, refuse_markup
from .schemes import ADDRESS

MAX_LENGTH = 4000
COMPATIBILITY_IDEOGRAPHS = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f]+)")


def clean_text(value):
    """The text as it will be kept: NFC, `\\n` line ends, tabs as spaces, no outer blanks.

    Raises `ValidationError` for a forbidden character or kind of link, HTML, or over `MAX_LENGTH`.
    """
    text = re.sub("\r\n?|[\u0085\u2028\u2029]", "\n", str(value)).replace("\t", " ")
    for number, line in enumerate(text.split("\n"), start=1):
        refuse_characters(line, number)  # before `strip`, which silently drops U+001C to U+001F
    text = _composed(text).strip()
    for line in text.split("\n"):  # after NFC, which can complete links and markup: U+037E is ;
        refuse_links(line)
    refuse_markup(text)
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
    parts = COMPATIBILITY_IDEOGRAPHS.split(text)  # one group: every second part is ideographs
    parts[::2] = [unicodedata.normalize("NFC", part) for part in parts[::2]]
    return "".join(parts)


def cleaning_messages(raw):
    """Messages about changes by `clean_text` that an author may notice: tabs, composed letters."""
    changes = []
    if "\t" in str(raw).strip():
        changes.append(gettext("Tabs became spaces."))
    if _composed(str(raw)) != str(raw):
        changes.append(gettext("Letters written as several signs were put together."))
    return changes
