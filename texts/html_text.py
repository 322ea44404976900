"""The text that pasted HTML shows; links stay as text（address）."""

import re
from html import unescape

_SILENT = {"head", "script", "style", "template", "title"}
_BLOCKS = re.compile(
    "address|article|aside|blockquote|caption|d[dlt]|div|fieldset|figure|footer|form|h[1-6r]"
    "|header|li|main|nav|ol|p|pre|section|table|tbody|tfoot|thead|tr|ul"
)
_TOKEN = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9:]*+)(?P<rest>[^<>]*+)>|<[!?][^<>]*>|[^<]+|<"
)
_NO_SIGN = re.compile(r"&#[0-9]{10,};?")
_DECLARATION = re.compile(r"<[!?].*", re.DOTALL)
_HREF = re.compile(r"""\bhref\s*=\s*("[^"]*"|'[^']*'|[^\s"']+)""", re.IGNORECASE)
_LINK = re.compile(r"(?:https?://|mailto:)\S+", re.IGNORECASE)


def text_from_html(html: str) -> str:
    """The text that this HTML shows; links stay as text（address）, cells are divided by a space.

    Scripts, styles and comments are dropped, and addresses other than http(s) and mailto. Never
    raises.
    """
    return _Reader().read(html)


class _Reader:
    """Collects what is shown. The library's parser needs minutes for some hostile pages."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.silent = 0
        self.link: tuple[str, int] | None = None  # its address, and where its text begins

    def read(self, html: str) -> str:
        ended = {name for name in _SILENT if f"</{name}" in html.lower()}
        for token in _TOKEN.finditer(_without_comments(html)):
            name = (token["name"] or "").lower()
            if not name:
                self._data(token.group())
            elif name in _SILENT - ended:  # somebody speaks of it, and it hides nothing
                self._data(f"＜{token['end']}{token['name']}＞")
            elif token["end"]:
                self._end(name)
            else:
                self._start(name, token["rest"])
        self._end_link()
        return _tidied("".join(self.parts))

    def _data(self, token: str) -> None:
        if not self.silent and not _DECLARATION.fullmatch(token):
            self.parts.append(re.sub(r"[ \t\r\n\f]+", " ", _unescaped(token)))

    def _start(self, name: str, rest: str) -> None:
        if name in _SILENT:
            self.silent += 1
        elif name == "br":
            self.parts.append("\n")
        elif name == "a":
            self._end_link()
            href = _HREF.search(rest)
            self.link = (_unescaped(href[1].strip("\"' ")) if href else "", len(self.parts))
        elif _BLOCKS.fullmatch(name):
            self._break()
            self.parts += ["・"] if name == "li" else []

    def _end(self, name: str) -> None:
        if name in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif name == "a":
            self._end_link()
        elif name in ("td", "th"):
            self.parts.append(" ")
        elif _BLOCKS.fullmatch(name):
            self._break()

    def _break(self) -> None:
        if self.parts and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")

    def _end_link(self) -> None:
        if self.link is None:
            return
        (href, start), self.link = self.link, None
        shown = "".join(self.parts[start:]).strip()
        if not _LINK.fullmatch(href):
            return
        address = re.sub(r"^mailto:", "", href, flags=re.IGNORECASE)
        if not shown:
            self.parts.append(address)
        elif _bare(address) != _bare(shown):
            self.parts.append(f"（{address}）")


def _unescaped(text: str) -> str:
    """The library raises for a number of thousands of digits, which is no sign anyway."""
    return unescape(_NO_SIGN.sub("\ufffd", text))


def _without_comments(html: str) -> str:
    """A comment that never ends hides the rest, as in a browser."""
    kept, at = [], 0
    while (start := html.find("<!--", at)) >= 0:
        kept.append(html[at:start])
        end = html.find("-->", start + 4)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, html[at:]])


def _tidied(text: str) -> str:
    """Without the spaces around breaks, and with one empty line at most."""
    lines = [re.sub(r"[ \u00a0]+", " ", line).strip(" ") for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _bare(address: str) -> str:
    return re.sub(r"^https?://|/$", "", address, flags=re.IGNORECASE)
