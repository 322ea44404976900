"""Every address to which public pages lead, but searches, as files: the server's own bytes."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from disclosures.exports.registry import file_formats

from .publication_state import site_state_cache
from .versions import published

LINK = re.compile(r'(?:\s(?:href|src)="|<loc>)([^"<]+)')
READ = re.compile(r"text/html|application/(?:atom\+)?xml")  # kinds that lead further
ABOUT_THE_PROGRAM = {"healthz", "readyz"}
SHOWN = {200, 410}  # of what is gone, the notice


class Moved(Exception):
    """What is public changed while the site was written: its files contradict each other."""


def export_site(folder):
    """Write what readers find, beginning at the first page; returns how many files there are.

    An address that ends with / becomes the `index.html` of its folder. Forms that are sent
    somewhere need the program: of the search only its empty form is there. Raises `Moved`.
    """
    site_state_cache.clear()
    before, reader = site_state_cache.get(), Reader()
    asked, waiting, count = set(), reader.beginnings(), 0
    while waiting:
        path = waiting.pop()
        asked.add(path)
        response = reader.get(path)
        content = b"".join(response)
        if response.status_code in SHOWN:
            _write(folder, path, content)
            count += 1
            if READ.match(response["Content-Type"]):
                waiting |= reader.links(path, content.decode()) - asked
    site_state_cache.clear()
    if site_state_cache.get() != before:
        raise Moved
    return count


def file_of(folder, path):
    """The file in which an address of the site is found."""
    name = unquote(path).lstrip("/")
    return Path(folder) / (f"{name}index.html" if path.endswith("/") else name)


def _write(folder, path, content):
    file = file_of(folder, path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


class Reader:
    """Asks this installation from inside as a reader would."""

    def __init__(self):
        parts = urlsplit(settings.KAIJI_URL)
        self.host, self.is_secure = parts.netloc, parts.scheme == "https"
        self.reader = Client(HTTP_HOST=self.host)

    def beginnings(self):
        """The addresses to which no page has to lead."""
        names = ["index", "robots", "sitemap", "sheet_schema"]
        names += ["security"] if settings.KAIJI_SECURITY_CONTACT else []
        files = [f"sheet_{format}" for format in file_formats()]
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
            if parts.netloc == self.host and not parts.query and _is_for_readers(parts.path):
                found.add(parts.path)
        return found


def _is_for_readers(path):
    """Whether the address is a public one, or a file that pages are made with."""
    if path.startswith(settings.STATIC_URL):
        return True
    try:
        view = resolve(path)
    except Resolver404:
        return False
    return getattr(view.func, "is_public", False) and view.url_name not in ABOUT_THE_PROGRAM
