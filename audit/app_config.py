"""The audit app: the record of bulk changes; the history itself belongs to the models it is of."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("History")

    def ready(self):
        from . import sign_in

        sign_in.listen()
