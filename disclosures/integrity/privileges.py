"""The two roles of PostgreSQL: the owner migrates, and the program may only read and write rows.

A guard binds the program alone if the program can neither switch it off nor shadow its tables. So
the role with which it serves owns nothing, creates nothing, not even temporary tables, and has of
each table only the verbs that no rule always refuses.
"""

from django.apps import apps
from django.db import connection

from .trigger_sql import PREFIX
from .triggers import RULES

# What migrations alone write.
READ_ONLY = {"django_content_type", "django_migrations", "auth_permission"}


def statements(database, owner, app):
    """The SQL that gives both roles what they need; a superuser runs it.

    database, owner, app: names of a database and of two roles that exist. It is safe to run again,
    and needed after each migration that adds a table.
    """
    database, owner, app = (connection.ops.quote_name(name) for name in (database, owner, app))
    yield f"ALTER DATABASE {database} OWNER TO {owner}"
    yield f"REVOKE ALL ON DATABASE {database} FROM PUBLIC, {app}"
    yield f"GRANT CONNECT ON DATABASE {database} TO {app}"
    yield f"ALTER SCHEMA public OWNER TO {owner}"
    yield f"REVOKE ALL ON SCHEMA public FROM PUBLIC, {app}"
    yield f"GRANT USAGE ON SCHEMA public TO {app}"
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {app}"
    yield f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {app}"
    for rule in RULES:
        name = connection.ops.quote_name(PREFIX + rule.name)
        yield f"ALTER FUNCTION {name}() OWNER TO {owner}"
    for table in tables():
        name = connection.ops.quote_name(table)
        yield f"ALTER TABLE {name} OWNER TO {owner}"
        yield f"GRANT {', '.join(privileges(table))} ON {name} TO {app}"


def tables():
    """The tables of the program and of Django, by name."""
    models = apps.get_models(include_auto_created=True)
    return sorted({"django_migrations", *(model._meta.db_table for model in models)})


def privileges(table):
    """What the program needs of this table: no verb that a rule always refuses."""
    if table in READ_ONLY:
        return ["SELECT"]
    refused = {rule.on for rule in RULES if rule.table == table and rule.refuse == "TRUE"}
    return ["SELECT", *(verb for verb in ("INSERT", "UPDATE", "DELETE") if verb not in refused)]
