"""The disclosures app: installs guards and roles after every migration, registers its checks."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.translation import gettext_lazy as _


class DisclosuresConfig(AppConfig):
    name = "disclosures"
    verbose_name = _("Disclosure sheets")

    def ready(self):
        from disclosures.integrity import sqlite_file, triggers
        from disclosures.permissions import role_groups

        from . import system_checks

        pre_migrate.connect(sqlite_file.make_private, sender=self)
        pre_migrate.connect(triggers.drop_before_migrate, sender=self)
        post_migrate.connect(triggers.install_after_migrate, sender=self)
        post_migrate.connect(role_groups.keep_after_migrate, sender=self)
        register(triggers.check_guards, Tags.database)
        register(system_checks.check_pdf)
        register(system_checks.check_addresses)
        register(system_checks.check_hosts)
        register(system_checks.check_identity_provider)
        register(system_checks.check_address, deploy=True)
        register(system_checks.check_mail, deploy=True)
        register(system_checks.check_second_factor, deploy=True)
        register(system_checks.check_static_files, deploy=True)
        register(system_checks.check_migrations, Tags.database, deploy=True)
