"""The disclosures app: installs guards and roles after every migration, registers its checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = _("Disclosure sheets")

    def ready(self):
        from . import checks, guards, roles

        pre_migrate.connect(guards.lift_before_migrate, sender=self)
        post_migrate.connect(guards.install_after_migrate, sender=self)
        post_migrate.connect(roles.keep_after_migrate, sender=self)
        register(guards.check_guards, Tags.database)
        register(checks.check_pdf)
        register(checks.check_addresses)
        register(checks.check_hosts)
        register(checks.check_address, deploy=True)
        register(checks.check_mail, deploy=True)
        register(checks.check_static_files, deploy=True)
        register(checks.check_migrations, Tags.database, deploy=True)
