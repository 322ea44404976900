"""HTML that came along with pasted text: whether some is left, and the text that it shows.

Needs nothing but the standard library. `static/disclosures/paste.js` follows the same rules.
"""

import re
from html.entities import html5

# Signs that people may mean: an answer can speak of <script>, and address people as <a@b.example>.
_NAMES = (
    "a|abbr|b|blockquote|body|br|center|code|dd|del|div|dl|dt|em|font|form|h[1-6]|head|hr|html|i"
    "|iframe|img|input|ins|li|link|meta|ol|p|pre|s|script|small|span|strike|strong|style|sub|sup"
    "|svg|table|tbody|td|tfoot|th|thead|title|tr|u|ul"
)
_LAYOUT = "b|br|center|div|font|hr|i|li|ol|p|s|span|strong|table|tbody|td|th|thead|tr|u|ul"
_REMAINS = re.compile(
    rf"</(?:{_NAMES})\s*>|<(?:{_NAMES})\s[^<>=]*=[^<>]*>|<(?:{_LAYOUT})\s*/?>"
    r"|<!--|<!doctype|<!\[|&#\d+;|&#x[0-9a-f]+;",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&[A-Za-z][A-Za-z0-9]*;")


def first_html(text: str) -> re.Match[str] | None:
    """Where HTML was left in the text, or None; a tag that is only mentioned is none."""
    entities = (found for found in _ENTITY.finditer(text) if found.group()[1:] in html5)
    found = [one for one in (_REMAINS.search(text), next(entities, None)) if one]
    return min(found, key=lambda one: one.start(), default=None)
