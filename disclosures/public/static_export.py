"""The site as static files: every address to which public pages lead, but searches."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from disclosures.exports.registry import SHEET_SCHEMAS, file_formats

from .publication_state import site_state_cache
from .versions import published

# Our own pages alone are read: their attributes have double quotes.
LINK = re.compile(r'(?:\s(?:href|src)="|<loc>)([^"<]+)')
WITH_LINKS = re.compile(r"text/html|application/(?:atom\+)?xml")  # content types
HEALTH_CHECKS = {"healthz", "readyz"}
WRITTEN_STATUSES = {200, 410}  # of a withdrawn version, the notice


class Moved(Exception):
    """What is public changed while the site was written: its files contradict each other."""


def export_site(folder):
    """Write all public pages and files, beginning at the first page; returns how many there are.

    An address that ends with / becomes the `index.html` of its folder. Forms that are sent
    somewhere need the program: of the search only its empty form is there. Raises `Moved`.
    """
    site_state_cache.clear()
    before, reader = site_state_cache.get(), Reader()
    visited, waiting, count = set(), reader.beginnings(), 0
    while waiting:
        path = waiting.pop()
        visited.add(path)
        response = reader.get(path)
        content = b"".join(response)
        if response.status_code in WRITTEN_STATUSES:
            _write(folder, path, content)
            count += 1
            if WITH_LINKS.match(response["Content-Type"]):
                waiting |= reader.links(path, content.decode()) - visited
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
    """A client that asks this installation from inside, as a reader would."""

    def __init__(self):
        parts = urlsplit(settings.KAIJI_URL)
        self.host, self.is_secure = parts.netloc, parts.scheme == "https"
        self.reader = Client(HTTP_HOST=self.host)

    def beginnings(self):
        """The addresses to which no page has to lead."""
        names = ["index", "robots", "sitemap"]
        names += ["security"] if settings.KAIJI_SECURITY_CONTACT else []
        files = [f"sheet_{format}" for format in file_formats()]
        of_sheets = {reverse(name, args=[slug]) for slug, _sheet in published() for name in files}
        schemas = {reverse("sheet_schema", kwargs={"schema": schema}) for schema in SHEET_SCHEMAS}
        return {reverse(name) for name in names} | schemas | of_sheets

    def get(self, path):
        """What the server answers there."""
        return self.reader.get(path, secure=self.is_secure)

    def links(self, path, text):
        """The addresses of this site to which a page leads, without what is behind ? or #."""
        paths = set()
        for link in map(unescape, LINK.findall(text)):
            parts = urlsplit(urljoin(f"{settings.KAIJI_URL}{path}", link))
            if parts.netloc == self.host and not parts.query and _is_for_readers(parts.path):
                paths.add(parts.path)
        return paths


def _is_for_readers(path):
    """Whether the address is a public one, or a file that pages are made with."""
    if path.startswith(settings.STATIC_URL):
        return True
    try:
        view = resolve(path)
    except Resolver404:
        return False
    return getattr(view.func, "is_public", False) and view.url_name not in HEALTH_CHECKS
