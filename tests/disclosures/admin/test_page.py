"""The custom pages of the admin are declared as `AdminPage`, and each is reachable by its name."""

import pytest
from django.contrib import admin
from django.urls import resolve, reverse

from disclosures.admin.page import AdminPage

PAGES = [
    (model_admin, page)
    for model_admin in admin.site._registry.values()
    for page in getattr(model_admin, "pages", ())
]


def url_name(model_admin, page):
    opts = model_admin.opts
    return f"{opts.app_label}_{opts.model_name}_{page.name}"


def test_no_admin_of_disclosures_makes_urls_by_hand():
    admins = [type(model_admin) for model_admin in admin.site._registry.values()]
    classes = {cls for model_admin in admins for cls in model_admin.__mro__}
    by_hand = {
        cls.__name__
        for cls in classes
        if cls.__module__.startswith("disclosures.") and "get_urls" in vars(cls)
    }

    assert by_hand == {"AdminWithPages", "UserAdmin"}  # which only takes a page away


@pytest.mark.parametrize(
    ("model_admin", "page"), PAGES, ids=[url_name(*declared) for declared in PAGES]
)
def test_each_page_is_found_by_its_name(model_admin, page):
    keys = [1] * page.route.count("<int:")

    match = resolve(reverse(f"admin:{url_name(model_admin, page)}", args=keys))

    assert isinstance(page, AdminPage)
    assert match.kwargs["model_admin"] is model_admin
