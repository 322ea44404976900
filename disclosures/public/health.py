"""Whether this process answers, and whether the database does."""

from django.http import HttpResponse

from ..models import Revision
from .delivery import public
from .standing import FAILURES


@public
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(request):
    try:
        Revision.objects.exists()
    except FAILURES:
        return HttpResponse("no database\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
