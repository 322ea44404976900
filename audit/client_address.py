"""From which address a request comes."""

import ipaddress

from django.conf import settings


def client_address(request):
    """The IP address as text, "" where none is known.

    Behind a proxy it is the last one of X-Forwarded-For, which that proxy wrote itself; whatever
    stands before it, or comes without a proxy, anybody could have sent.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.KAIJI_BEHIND_PROXY:
        given = request.META.get("HTTP_X_FORWARDED_FOR", given).rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return ""
