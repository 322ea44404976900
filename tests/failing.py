"""The project's addresses, and one whose view has an error."""

from django.urls import path

from config.urls import handler400, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler404", "handler500"]


def fails(request):
    raise ArithmeticError("It cannot be reckoned.\n2030-01-01 00:00:00,000 ERROR forged [0] line")


urlpatterns = [path("admin/fails/", fails), *urlpatterns]
