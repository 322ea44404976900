"""The disclosures app: installs guards and roles after every migration, registers its checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = _("Disclosure sheets")

    def ready(self):
        from . import checks, permissions
        from .integrity import triggers

        pre_migrate.connect(triggers.lift_before_migrate, sender=self)
        post_migrate.connect(triggers.install_after_migrate, sender=self)
        post_migrate.connect(permissions.keep_after_migrate, sender=self)
        register(triggers.check_guards, Tags.database)
        register(checks.check_pdf)
        register(checks.check_addresses)
        register(checks.check_hosts)
        register(checks.check_address, deploy=True)
        register(checks.check_mail, deploy=True)
        register(checks.check_static_files, deploy=True)
        register(checks.check_migrations, Tags.database, deploy=True)
