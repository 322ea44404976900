"""Public addresses: `page_urls` have a Japanese and an English frame, `file_urls` have neither."""

from django.urls import path, register_converter

from disclosures.exports.registry import (
    COMPARISON_FORMATS,
    SHEET_SCHEMAS,
    file_formats,
    product_formats,
)
from disclosures.models.revision_queryset import VERSION
from disclosures.public.views import comparisons, feed, files, health, pages, searches, well_known


class VersionLabel:
    """As `RevisionQuerySet.submit` accepts it."""

    regex = VERSION.pattern

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(VersionLabel, "version")

CHECKLIST = "<slug:slug>/"
PRODUCT = CHECKLIST + "products/<slug:product>/"
OF_VERSION = CHECKLIST + "versions/<version:version>/"
SINCE = OF_VERSION + "since/<version:older>/"

page_urls = [
    path("", pages.index, name="index"),
    path(CHECKLIST, pages.checklist, name="checklist"),
    path(PRODUCT, pages.product, name="product"),
    path(CHECKLIST + "search/", searches.search, name="search"),
    path(CHECKLIST + "versions/", pages.versions, name="versions"),
    path(OF_VERSION, pages.version, name="version"),
    path(SINCE, comparisons.since, name="since"),
    path(CHECKLIST + "since/<version:older>/", comparisons.since, name="since_then"),
    path(CHECKLIST + "compare/", comparisons.compare, name="compare"),
    path(CHECKLIST + "feed.atom", feed.feed, name="feed"),
]

file_urls = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("robots.txt", well_known.robots, name="robots"),
    path("sitemap.xml", well_known.sitemap, name="sitemap"),
    path(".well-known/security.txt", well_known.security, name="security"),
    *(
        path(f"schemas/sheet-{schema}.json", files.sheet_schema, {"schema": schema}, "sheet_schema")
        for schema in SHEET_SCHEMAS
    ),
    path(CHECKLIST + "versions.json", files.versions_json, name="versions_json"),
    *(
        path(f"{parent}sheet.{format}", files.sheet_file, {"format": format}, f"{name}_{format}")
        for parent, name in ((CHECKLIST, "sheet"), (OF_VERSION, "version_sheet"))
        for format in file_formats()
    ),
    *(
        path(
            f"{PRODUCT}sheet.{format}",
            files.product_file,
            {"format": format},
            f"product_sheet_{format}",
        )
        for format in product_formats()
    ),
    *(
        path(
            f"{SINCE}changes.{format}",
            comparisons.since_file,
            {"format": format},
            f"since_{format}",
        )
        for format in COMPARISON_FORMATS
    ),
]
