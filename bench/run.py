"""One run on the database that DATABASE_URL names; its content is made for it and goes with it."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection
from django.test.utils import setup_databases, setup_test_environment, teardown_databases

from bench import desk, readers, sign_in, size
from disclosures.integrity import triggers
from tests.factory import submit_all_changed


def main():
    setup_test_environment(debug=False)
    databases = setup_databases(verbosity=0, interactive=False)
    try:
        revision = submit_all_changed(73)
        desk.report(revision)
        size.report()
        sign_in.report()
        readers.report(revision.checklist)
    finally:
        triggers.drop(connection)
        teardown_databases(databases, verbosity=0)


main()
