"""The audit app: tracked history, bulk changes, the security record, and the deciding clock."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "audit"
    verbose_name = _("History")

    def ready(self):
        from . import sign_in

        sign_in.listen()
