"""The permanent address of a version, as its files print it."""

from django.conf import settings

from ..sheet import Sheet


def permanent_address(sheet: Sheet) -> str:
    """The whole address where KAIJI_URL names the host, else its path: a sheet knows no host."""
    return f"{settings.KAIJI_URL}/{sheet.slug}/versions/{sheet.version}/"
