"""Custom admin pages: `AdminPage` is a route with its view; decorators check permission and method.

    @admin_page("<int:pk>/comment/", "comment")
    @permitted(COMMENT_REVISION)
    @post_only(review_address)
    def comment(request, model_admin, pk): ...

Decorators run from top to bottom. Permission comes before method: a user without it gets 403, not
a redirect to a page that they may not open. A page that only shows something has Django's
`require_safe`. The admin of the model lists its pages as `pages`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.core.exceptions import PermissionDenied
from django.template.response import TemplateResponse
from django.urls import path

from disclosures.dashboard.form_redirect import back_to


@dataclass(frozen=True)
class AdminPage:
    """A page below the address of a model's admin; its view takes the request and that admin."""

    route: str
    name: str
    view: Callable[..., Any]

    def url_pattern(self, model_admin):
        """The URL pattern; like every admin URL it requires a staff login."""
        opts = model_admin.opts
        return path(
            self.route,
            model_admin.admin_site.admin_view(self.view),
            {"model_admin": model_admin},
            name=f"{opts.app_label}_{opts.model_name}_{self.name}",
        )


class AdminWithPages:
    """A mixin of model admins that have `pages` of their own."""

    pages: tuple[AdminPage, ...] = ()

    def get_urls(self):
        # First, because Django's own URLs end with <path:object_id>/, which matches everything.
        return [*(page.url_pattern(self) for page in self.pages), *super().get_urls()]


def admin_page(route, name):
    """Make the view an `AdminPage` of this route; `name` is the last part of its URL name."""
    return partial(AdminPage, route, name)


def permitted(*permissions):
    """Answer 403 to users who lack any of these permissions."""
    return permission_required(permissions, raise_exception=True)


def permitted_any(*permissions):
    """Answer 403 to users who have none of these permissions."""

    def decorator(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(request.user.has_perm(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorator


def post_only(form_address):
    """Call the view for POST only; GET and HEAD are redirected to the page with the form.

    Answers 405 to other methods. form_address: called with the view's keyword arguments; returns
    the address of that page.
    """

    def decorator(view):
        @wraps(view)
        def guarded(request, model_admin, **kwargs):
            if request.method != "POST":
                return back_to(request, form_address(**kwargs))
            return view(request, model_admin, **kwargs)

        return guarded

    return decorator


def page_response(request, model_admin, template, *, title, is_wide=False, **context):
    """The response of a custom admin page: the template with the context that all admin pages need.

    is_wide: hide the sidebar with the list of models, for pages that need the width.
    """
    common = {
        **model_admin.admin_site.each_context(request),
        "opts": model_admin.opts,
        "title": title,
    }
    if is_wide:
        common["is_nav_sidebar_enabled"] = False
    return TemplateResponse(request, template, {**common, **context})
