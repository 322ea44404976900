"""All public addresses of a site with one sheet."""

from disclosures.exports.registry import file_formats, product_formats

ADDRESSES = [
    "/",
    "/en/",
    "/sheet/",
    "/en/sheet/",
    "/sheet/products/alpha/",
    "/sheet/products/beta/",
    "/sheet/versions/",
    "/sheet/versions/1.0/",
    "/en/sheet/versions/1.0/",
    "/sheet/versions/2.0/",
    "/sheet/search/?q=draft",
    "/en/sheet/search/?q=Published&availability=yes&since=&product=alpha",
    "/sheet/search/?availability=unanswered",
    "/sheet/since/1.0/",
    "/sheet/versions/1.0/since/1.0/",
    "/sheet/feed.atom",
    "/en/sheet/feed.atom",
    "/robots.txt",
    "/sitemap.xml",
    "/sheet/versions.json",
    *(f"/sheet/sheet.{name}" for name in file_formats()),
    *(f"/sheet/versions/1.0/sheet.{name}" for name in file_formats()),
    *(f"/sheet/products/alpha/sheet.{name}" for name in product_formats()),
    "/schemas/sheet-1.json",
    "/schemas/sheet-2.json",
    "/healthz",
    "/readyz",
]
