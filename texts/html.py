"""HTML that came along with pasted text: whether some is left."""

import re
from html.entities import html5

# The elements that browsers know by name, those of older standards included. What else stands in
# brackets is no element to them unless it has attributes: people write <ID> and <a@b.example>.
_NAMES = (
    "a|abbr|acronym|address|applet|area|article|aside|audio|b|base|basefont|bdi|bdo|bgsound|big"
    "|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|colgroup|data|datalist|dd"
    "|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form"
    "|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|image|img|input|ins|isindex|kbd"
    "|keygen|label|legend|li|link|listing|main|map|mark|marquee|math|menu|menuitem|meta|meter|nav"
    "|nobr|noembed|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|plaintext|pre"
    "|progress|q|rb|rp|rt|rtc|ruby|s|samp|script|search|section|select|slot|small|source|span"
    "|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time"
    "|title|tr|track|tt|u|ul|var|video|wbr|xmp"
)
_REMAINS = re.compile(
    rf"(?P<begun></?(?:{_NAMES})(?=[\s/>])[^<>]*>?)|</[a-z][^\s<>]*>|<[a-z][^\s<>/=]*[\s/][^<>=]*=[^<>]*>"
    r"|<!--|<!doctype|<!\[|<\?[a-z]|&#\d+;|&#x[0-9a-f]+;",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&[A-Za-z][A-Za-z0-9]*;")


def first_html(text: str) -> re.Match[str] | None:
    """Where HTML stands in the text, or None: what a browser would take for more than text."""
    entities = (found for found in _ENTITY.finditer(text) if found.group()[1:] in html5)
    last = text.rfind(">")  # a tag that never ends is none: 容量a <b
    remains = (
        found for found in _REMAINS.finditer(text) if not found["begun"] or found.end() <= last + 1
    )
    found = [one for one in (next(remains, None), next(entities, None)) if one]
    return min(found, key=lambda one: one.start(), default=None)
