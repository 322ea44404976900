"""Escaping of texts for xlsxwriter, so that a cell holds just what was written."""

import re
from xml.sax.saxutils import escape

# Office Open XML (ISO/IEC 29500-1, 22.9.2.19): _xHHHH_ in a text is a character by its number.
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_AFTER_UNDERSCORE = re.compile("(?<=_)(?=x[0-9A-Fa-f]{4}_)")
_UNDERSCORE = "&#95;x005F&#95;"


def escape_text(text: str) -> str:
    """The text for `write_string`, escaped where xlsxwriter would take it for markup.

    It writes <r>…</r> as it stands, as the runs of a rich text, and of two _xHHHH_ that share
    a _ it escapes only the first. As a run of its own any text can be written.
    """
    if not text.startswith("<r>") and not _ESCAPE.search(text):
        return text
    run = _ESCAPE.sub(_UNDERSCORE, escape(text))
    return f'<r><t xml:space="preserve">{run}</t></r>'


def split_escapes(text: str) -> list[str]:
    """The text for `write_rich_string`, in parts of which none is a character by its number."""
    return _AFTER_UNDERSCORE.split(text)
