"""The accounts app: who may sign in, by which factors, and for how long."""

from django.apps import AppConfig
from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("Accounts")

    def ready(self):
        from . import account_signals, credential_seal

        account_signals.listen()
        credential_seal.listen()
        _keep_out_of_the_admin()


def _keep_out_of_the_admin():
    """allauth registers its models: who reads a secret there could sign in as its owner."""
    for model in list(admin.site._registry):
        if model._meta.app_label in {"account", "mfa", "usersessions"}:
            admin.site.unregister(model)
