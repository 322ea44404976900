"""Every address: Japanese without a prefix, English under /en/; files have no language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from disclosures.public.urls import file_urls, page_urls

urlpatterns = [
    *i18n_patterns(
        path("admin/account/", include("accounts.account_urls")),
        path("admin/", admin.site.urls),
        path("", include(page_urls)),
        prefix_default_language=False,
    ),
    *file_urls,  # last, for no page has the address of a file, and pages are asked for most
]

handler400 = "disclosures.public.middleware.bad_request"
handler404 = "disclosures.public.middleware.not_found"
handler500 = "config.logs.failed"
handler503 = "disclosures.public.middleware.without_database"
