"""Every public address but searches as files: what the server would answer, byte for byte."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import reverse

from ..exports import FORMATS
from .record import published

LINK = re.compile(r'(?:\s(?:href|src)="|<loc>)([^"<]+)')
READ = re.compile(r"text/html|application/(?:atom\+)?xml")  # kinds that lead further
SHOWN = {200, 410}  # of what is gone, the notice


def export_site(folder):
    """Write what readers find, beginning at the first page; returns how many files there are.

    An address that ends with / becomes the `index.html` of its folder. Forms that are sent
    somewhere need the program: of the search only its empty form is there.
    """
    site, written = Site(), set()
    waiting = site.beginnings()
    while waiting:
        path = waiting.pop()
        if path in written:
            continue
        written.add(path)
        response = site.get(path)
        content = b"".join(response)
        if response.status_code in SHOWN:
            _write(folder, path, content)
            if READ.match(response["Content-Type"]):
                waiting |= site.links(path, content.decode()) - written
    return sum(one.is_file() for one in folder.rglob("*"))


def file_of(folder, path):
    """The file in which an address of the site is found."""
    name = unquote(path).lstrip("/")
    return Path(folder) / (f"{name}index.html" if path.endswith("/") else name)


def _write(folder, path, content):
    file = file_of(folder, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


class Site:
    """This installation, asked from inside as a reader would ask it."""

    def __init__(self):
        parts = urlsplit(settings.KAIJI_URL)
        self.host, self.is_secure = parts.netloc, parts.scheme == "https"
        self.reader = Client(HTTP_HOST=self.host)

    def beginnings(self):
        """The addresses to which no page has to lead."""
        names = ["index", "robots", "sitemap", "sheet_schema"]
        names += ["security"] if settings.KAIJI_SECURITY_CONTACT else []
        files = [f"sheet_{kind}" for kind in ("json", *FORMATS)]
        of_sheets = {reverse(name, args=[slug]) for slug, _sheet in published() for name in files}
        return {reverse(name) for name in names} | of_sheets

    def get(self, path):
        """What the server answers there."""
        return self.reader.get(path, secure=self.is_secure)

    def links(self, path, text):
        """The addresses of this site to which a page leads, without what is behind ? or #."""
        found = set()
        for link in map(unescape, LINK.findall(text)):
            parts = urlsplit(urljoin(f"{settings.KAIJI_URL}{path}", link))
            if parts.netloc == self.host and not parts.query:
                found.add(parts.path)
        return found
