"""A database to look around in: the sample sheet and one user per role."""

import os
import socket

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.credential_seal import seal
from disclosures.bundled.loading import load_sample
from disclosures.models import Guideline
from disclosures.permissions import AUDITOR, EDITOR, MANAGER, REVIEWER
from products.models import Product

ROLES = {"editor": EDITOR, "reviewer": REVIEWER, "manager": MANAGER, "auditor": AUDITOR}
LOGINS = [*ROLES, "admin"]


def password_of(name):
    """Public knowledge: the demo runs for its own machine only, under DEBUG."""
    return f"kaiji-demo-{name}"


class Command(BaseCommand):
    help = "Fills an empty development database with the sample sheet; twice is once."

    def add_arguments(self, parser):
        parser.add_argument("--address", help="where it will be served; must be free")

    def handle(self, *, address, **options):
        if not settings.DEBUG:
            raise CommandError("The demo has known passwords; it runs under KAIJI_DEBUG=1 only.")
        if address:
            _refuse_taken(address)
        call_command("migrate", verbosity=0)
        with transaction.atomic():
            if not self._is_demo():
                self._refuse_other_content()
                self._fill()
        self._print_logins(address or "127.0.0.1:8000")

    def _is_demo(self):
        return User.objects.filter(username__in=LOGINS).count() == len(LOGINS)

    def _refuse_other_content(self):
        for model in (User, Guideline, Product):
            if model.objects.exists():
                raise CommandError("This database holds other content; the demo leaves it alone.")

    def _fill(self):
        users = {name: self._make_user(name) for name in LOGINS}
        load_sample(manager=users["manager"], editor=users["editor"], reviewer=users["reviewer"])

    def _make_user(self, name):
        user = User.objects.create(
            username=name,
            email=f"{name}@example.com",
            password=make_password(password_of(name)),
            is_staff=True,
            is_superuser=name == "admin",
        )
        if name in ROLES:
            user.groups.add(Group.objects.get(name=ROLES[name]))
        seal(user)
        return user

    def _print_logins(self, address):
        self.stdout.write(f"Public pages  http://{address}/")
        self.stdout.write(f"Admin         http://{address}/admin/")
        for name in LOGINS:
            self.stdout.write(f"  {name:<12} {password_of(name)}")


def _refuse_taken(address):
    """Raise `CommandError` where nothing can be served: before anything is made or printed."""
    host, _, port = address.rpartition(":")
    if not port.isdecimal():
        raise CommandError(f"{address} is no address such as 127.0.0.1:8000.")
    try:
        socket.create_server((host, int(port))).close()
    except (OSError, OverflowError) as error:
        raise CommandError(
            f"Nothing can be served at {address}: {_reason(error)}."
            " Choose another port, as in make run PORT=8001."
        ) from error


def _reason(error):
    """In words; `gaierror` numbers its reasons apart from those of the system."""
    if isinstance(error, OSError) and not isinstance(error, socket.gaierror):
        return os.strerror(error.errno)
    return getattr(error, "strerror", None) or str(error)
