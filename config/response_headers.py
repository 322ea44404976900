"""What every answer of the program carries, and what Django adds to some that should not."""

from django.conf import settings
from django.middleware.common import CommonMiddleware

# What no page of ours asks a browser for, so that nothing that gets into one may either.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    )
)


class SecurityHeaders:
    """The outermost middleware: every answer says what browsers may do with it, whoever gives it.

    Django's own page of an error in development has its style within, so it has no policy.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        response.headers["Permissions-Policy"] = PERMISSIONS_POLICY
        if not (settings.DEBUG and response.status_code == 500):
            response.headers["Content-Security-Policy"] = settings.CONTENT_SECURITY_POLICY
        return response


class Common(CommonMiddleware):
    """Django's, but that a 304 states no length: it would be that of the 200 (RFC 9110, 8.6)."""

    def process_response(self, request, response):
        if response.status_code == 304:
            return response
        return super().process_response(request, response)
