"""What every answer of the program carries, and what Django adds to some that should not."""

from django.conf import settings
from django.middleware.common import CommonMiddleware


class ContentSecurityPolicy:
    """The outermost middleware: every answer has the policy, whoever gives it.

    But for Django's own page of an error in development, which has its style within.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code == 500):
            response.headers["Content-Security-Policy"] = settings.CONTENT_SECURITY_POLICY
        return response


class Common(CommonMiddleware):
    """Django's, but that a 304 states no length: it would be that of the 200 (RFC 9110, 8.6)."""

    def process_response(self, request, response):
        if response.status_code == 304:
            return response
        return super().process_response(request, response)
