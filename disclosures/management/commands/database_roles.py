"""Print what parts the owner of the database from the program."""

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from disclosures.integrity.privileges import statements

MAKE_ROLE = (  # PostgreSQL has no CREATE ROLE IF NOT EXISTS
    "SELECT 'CREATE ROLE {quoted} LOGIN'"
    " WHERE NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{literal}') \\gexec"
)


class Command(BaseCommand):
    help = (
        "Prints the SQL for two roles of PostgreSQL: one that owns the tables and migrates, and one"
        " with which the program serves. Run it as a superuser of PostgreSQL, once the database is"
        " migrated and again after each upgrade:"
        " manage.py database_roles | psql --single-transaction --set ON_ERROR_STOP=1 kaiji"
    )

    def add_arguments(self, parser):
        parser.add_argument("--owner", default="kaiji_owner", help="default: %(default)s")
        parser.add_argument("--app", default="kaiji_app", help="default: %(default)s")

    def handle(self, *, owner, app, **options):
        if connection.vendor != "postgresql":
            raise CommandError("Only PostgreSQL has roles; guard the file of SQLite by its mode.")
        for name in (owner, app):
            quoted = connection.ops.quote_name(name)
            literal = name.replace("'", "''")
            self.stdout.write(MAKE_ROLE.format(quoted=quoted, literal=literal))
        for statement in statements(connection.settings_dict["NAME"], owner, app):
            self.stdout.write(f"{statement};")
