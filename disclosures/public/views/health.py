"""Health checks: whether this process answers, and whether its database is as it must be."""

from django.http import HttpResponse

from disclosures.integrity.readiness import readiness
from disclosures.public.cached_views import public


@public
def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


@public
def readyz(request):
    problem = readiness.problem()
    status = 503 if problem else 200
    return HttpResponse(f"{problem or 'ok'}\n", content_type="text/plain", status=status)
