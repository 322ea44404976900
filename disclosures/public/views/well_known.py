"""Well-known addresses that machines read first: robots.txt, sitemap.xml, security.txt."""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control

from disclosures.public.cached_views import cached, public
from disclosures.public.versions import current_files, published, readable_labels
from disclosures.sheet.links import base

TEXT = "text/plain; charset=utf-8"
VALID_FOR = timedelta(days=180)  # from the first of the month; a year at most is usual


class PublicPages(Sitemap):
    """The pages of each sheet and of its versions, in both languages."""

    i18n = alternates = x_default = True

    def items(self):
        pages, labels = [("index", ())], readable_labels()
        for slug, sheet in published():
            pages += [("checklist", (slug,)), ("versions", (slug,))]
            pages += [("product", (slug, product.slug)) for product in sheet.products]
            pages += [("version", (slug, label)) for label in labels[slug]]
        return pages

    def location(self, page):
        name, args = page
        return reverse(name, args=args)


class PublicFiles(Sitemap):
    """The files of each sheet at the addresses that stay; they have no language."""

    def items(self):
        return current_files()

    def location(self, file):
        slug, format = file
        return reverse(f"sheet_{format}", args=[slug])


@cached
def sitemap(request):
    """After sitemaps.org: the pages with their other language, then the files."""
    scheme, _, host = base(request).partition("://")
    urls = [
        url
        for part in (PublicPages(), PublicFiles())
        for url in part.get_urls(site=Host(host), protocol=scheme)
    ]
    return render(request, "sitemap.xml", {"urlset": urls}, content_type="application/xml")


class Host:
    """Stands in for django.contrib.sites, of which `Sitemap` asks the domain alone."""

    def __init__(self, domain):
        self.domain = domain


@cached
def robots(request):
    """RFC 9309: public pages may be crawled; searches and the admin should not be."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /*/admin/",
        "Disallow: /*/search/",
        f"Sitemap: {base(request)}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)


@cache_control(public=True, max_age=60 * 60)
@public
def security(request):
    """RFC 9116; there is none where the settings name no contact."""
    if not settings.KAIJI_SECURITY_CONTACT:
        raise Http404
    lines = [
        f"Contact: {settings.KAIJI_SECURITY_CONTACT}",
        f"Expires: {_expires(timezone.now()).isoformat()}",
        "Preferred-Languages: ja, en",
        f"Canonical: {base(request)}{reverse('security')}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type=TEXT)


def _expires(now):
    """The same moment all month long (UTC), so that the file does not change each second."""
    return datetime(now.year, now.month, 1, tzinfo=UTC) + VALID_FOR
