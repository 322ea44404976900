"""Under which address readers know this installation and its versions."""

from django.conf import settings
from django.http import HttpRequest

from .document import Sheet


def base(request: HttpRequest) -> str:
    """Scheme and host of this installation, `https://host`: KAIJI_URL, or what was asked for."""
    return settings.KAIJI_URL or f"{request.scheme}://{request.get_host().lower()}"


def permanent_address(sheet: Sheet) -> str:
    """The whole address where KAIJI_URL names the host, else its path: a sheet knows no host."""
    return f"{settings.KAIJI_URL}/{sheet.slug}/versions/{sheet.version}/"
