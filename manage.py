#!/usr/bin/env python
"""Runs Kaiji's management commands."""

import os
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        _ = settings.INSTALLED_APPS  # read now: what is wrong in them is a sentence for a person
    except ImproperlyConfigured as error:
        sys.exit(f"Kaiji cannot start: {error}")
    execute_from_command_line(sys.argv)
