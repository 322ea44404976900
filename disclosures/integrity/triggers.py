"""Database triggers for every rule, on SQLite and PostgreSQL alike.

Every migration replaces them, in one transaction, after it; a flush does so, too. PostgreSQL keeps
the former ones until then. SQLite cannot rebuild a table that a trigger mentions: there they are
dropped before it, and requests of staff and commands that write ask `require` whether they stand.
"""

from django.core.checks import Warning as CheckWarning
from django.db import connections, transaction

from .frozen_rules import FROZEN_RULES
from .trigger_sql import (
    PREFIX,
    keeps_all_rows,
    postgresql_sources,
    postgresql_trigger,
    sqlite_trigger,
)
from .working_copy_rules import WORKING_COPY_RULES

RULES = [*FROZEN_RULES, *WORKING_COPY_RULES]
NAMED = 3  # guards in a sentence; `check` and `verify_revisions` name all
TRIGGERS_OF_SQLITE = r"""
    SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kaiji\_%' ESCAPE '\'
"""
# The search path decides, as it does for the tables: another schema may hold a second program.
FUNCTIONS = r"""
    SELECT proname FROM pg_proc
    WHERE proname LIKE 'kaiji\_%' AND prorettype = 'trigger'::regtype
    AND pg_function_is_visible(oid)
"""
# "O" fires as is usual, "A" always; "D" is disabled, and "R" fires on replicas alone.
ENABLED_TRIGGERS = r"""
    SELECT tgname FROM pg_trigger
    WHERE tgname LIKE 'kaiji\_%' AND tgenabled IN ('O', 'A') AND NOT tgisinternal
    AND pg_table_is_visible(tgrelid)
"""
SOURCES_OF_SQLITE = r"""
    SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kaiji\_%' ESCAPE '\'
"""
# Of each trigger its table, when it fires (tgtype) and what it does, with all that narrows that.
SOURCES_OF_POSTGRESQL = r"""
    SELECT t.tgname, t.tgrelid::regclass::text, t.tgtype, p.proname, p.prosrc,
           array_to_string(p.proconfig, ','), p.prosecdef, t.tgqual IS NULL AND t.tgattr = ''
    FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE t.tgname LIKE 'kaiji\_%' AND NOT t.tgisinternal AND pg_table_is_visible(t.tgrelid)
"""


class Unguarded(Exception):
    """The database lacks guards: its last migration did not end, or somebody dropped them."""


def require(connection):
    """Raises `Unguarded` where a guard is missing."""
    if names := missing(connection):
        first, count = ", ".join(names[:NAMED]), len(names)
        raise Unguarded(f"Guards are missing, {count}: {first} … Run migrate; it installs them.")


def install(connection):
    """Install every guard anew, or leave all as they were."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        drop(connection)
        schema = _schema(cursor) if connection.vendor == "postgresql" else None
        for rule in RULES:
            for statement in postgresql_trigger(rule, schema) if schema else sqlite_trigger(rule):
                cursor.execute(statement, None)


def drop(connection):
    """Drop every guard, also those that are disabled or that no rule asks for any more."""
    postgresql = connection.vendor == "postgresql"
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in _named(cursor, FUNCTIONS if postgresql else TRIGGERS_OF_SQLITE):
            cursor.execute(
                f'DROP FUNCTION "{name}" CASCADE' if postgresql else f'DROP TRIGGER "{name}"', None
            )


def missing(connection):
    """The names of triggers that should be there and are not, or that are disabled."""
    postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        enabled = _named(cursor, ENABLED_TRIGGERS if postgresql else TRIGGERS_OF_SQLITE)
    return sorted(set(trigger_names(connection)) - set(enabled))


def replaced(connection):
    """The names of triggers that are there and do something else than those of the program."""
    find = _replaced_in_postgresql if connection.vendor == "postgresql" else _replaced_in_sqlite
    with connection.cursor() as cursor:
        return sorted(find(cursor))


def _replaced_in_sqlite(cursor):
    cursor.execute(SOURCES_OF_SQLITE, None)
    stored = dict(cursor.fetchall())
    for rule in RULES:
        name, (statement,) = PREFIX + rule.name, sqlite_trigger(rule)
        if stored.get(name, statement) != statement:
            yield name


def _replaced_in_postgresql(cursor):
    schema = _schema(cursor)
    cursor.execute(SOURCES_OF_POSTGRESQL, None)
    stored = {name: tuple(row) for name, *row in cursor.fetchall()}
    for rule in RULES:
        for name, source in postgresql_sources(rule, schema):
            if stored.get(name, source) != source:
                yield name


def trigger_names(connection):
    """The names of all triggers that this database should have."""
    for rule in RULES:
        yield PREFIX + rule.name
        if connection.vendor == "postgresql" and keeps_all_rows(rule):
            yield f"{PREFIX}{rule.name}_all"


def drop_before_migrate(app_config, using, **kwargs):
    if connections[using].vendor == "sqlite":
        drop(connections[using])


def install_after_migrate(app_config, using, **kwargs):
    if _has_tables(connections[using]):
        install(connections[using])


def check_guards(app_configs, databases=None, **kwargs):
    """System check: a database with our tables has our guards."""
    return [
        CheckWarning(
            f"Guards are missing: {', '.join(missing(connections[alias]))}.",
            hint="Run migrate; it installs them.",
            id="disclosures.W001",
        )
        for alias in databases or []
        if _has_tables(connections[alias]) and missing(connections[alias])
    ]


def _has_tables(connection):
    tables = set(connection.introspection.table_names())
    return {rule.table for rule in RULES} <= tables


def _schema(cursor):
    """The schema of our tables: the first of the search path, where migrations create them."""
    cursor.execute("SELECT quote_ident(current_schema())", None)
    return cursor.fetchone()[0]


def _named(cursor, query):
    cursor.execute(query, None)
    return [row[0] for row in cursor.fetchall()]
