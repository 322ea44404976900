"""Public addresses: `pages` have a Japanese and an English frame, `files` have neither."""

from django.urls import path, register_converter

from ..compared.files import FILES
from ..exports import FORMATS
from ..models.revisions import VERSION
from . import comparing, health, wayfinding
from . import files as takings
from . import pages as sheets
from .feed import feed
from .searching import search


class VersionLabel:
    """As `RevisionQuerySet.submit` accepts it."""

    regex = VERSION.pattern

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(VersionLabel, "version")

CHECKLIST = "<slug:slug>/"
OF_VERSION = CHECKLIST + "versions/<version:version>/"
SINCE = OF_VERSION + "since/<version:older>/"

pages = [
    path("", sheets.index, name="index"),
    path(CHECKLIST, sheets.checklist, name="checklist"),
    path(CHECKLIST + "products/<slug:product>/", sheets.product, name="product"),
    path(CHECKLIST + "search/", search, name="search"),
    path(CHECKLIST + "versions/", sheets.versions, name="versions"),
    path(OF_VERSION, sheets.version, name="version"),
    path(SINCE, comparing.since, name="since"),
    path(CHECKLIST + "since/<version:older>/", comparing.since, name="since_then"),
    path(CHECKLIST + "compare/", comparing.compare, name="compare"),
    path(CHECKLIST + "feed.atom", feed, name="feed"),
]

files = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", wayfinding.robots, name="robots"),
    path("sitemap.xml", wayfinding.sitemap, name="sitemap"),
    path(".well-known/security.txt", wayfinding.security, name="security"),
    path("schemas/sheet-1.json", takings.sheet_schema, name="sheet_schema"),
    path(CHECKLIST + "sheet.json", takings.sheet_json, name="sheet_json"),
    path(CHECKLIST + "versions.json", takings.versions_json, name="versions_json"),
    path(OF_VERSION + "sheet.json", takings.version_sheet_json, name="version_sheet_json"),
    *(
        path(f"{place}sheet.{kind}", takings.sheet_file, {"format": kind}, name=f"{name}_{kind}")
        for place, name in ((CHECKLIST, "sheet"), (OF_VERSION, "version_sheet"))
        for kind in FORMATS
    ),
    *(
        path(f"{SINCE}changes.{kind}", comparing.since_file, {"kind": kind}, name=f"since_{kind}")
        for kind in FILES
    ),
]
