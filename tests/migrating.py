"""The settings of the suite with an app whose migration never ends."""

from tests.settings import *  # noqa: F403

from .settings import INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.slow_migration"]
