"""Database triggers for every rule in `rules`, on SQLite and PostgreSQL alike.

They are dropped before every migration (SQLite cannot rebuild a table that a trigger mentions)
and installed after it, also after a flush.
"""

import re

from django.core.checks import Warning as CheckWarning
from django.db import connections, transaction

from .rules import RULES

PREFIX = "kaiji_"


def install(connection):
    """Install every guard anew."""
    lift(connection)
    statements = _postgresql if connection.vendor == "postgresql" else _sqlite
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for rule in RULES:
            for statement in statements(rule):
                cursor.execute(statement, None)


def lift(connection):
    """Drop every guard, wherever it stands."""
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for name in _installed(cursor, connection.vendor):
            if connection.vendor == "postgresql":
                cursor.execute(f'DROP FUNCTION "{name}" CASCADE', None)
            else:
                cursor.execute(f'DROP TRIGGER "{name}"', None)


def missing(connection):
    """The names of guards that should be there and are not."""
    with connection.cursor() as cursor:
        return sorted(
            {PREFIX + rule.name for rule in RULES} - set(_installed(cursor, connection.vendor))
        )


def lift_before_migrate(app_config, using, **kwargs):
    lift(connections[using])


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


def _installed(cursor, vendor):
    if vendor == "postgresql":
        # A function without its trigger guards nothing, so triggers decide.
        cursor.execute(
            "SELECT p.proname FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid"
            " WHERE p.proname LIKE 'kaiji\\_%' AND t.tgenabled <> 'D' AND NOT t.tgisinternal"
            " GROUP BY p.proname",
            None,
        )
    else:
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'kaiji\\_%'"
            " ESCAPE '\\'",
            None,
        )
    return [row[0] for row in cursor.fetchall()]


def _sqlite(rule):
    condition = _spelled(rule.refuse, "NEW.{0} IS NOT OLD.{0}", "instr")
    yield (
        f'CREATE TRIGGER "{PREFIX}{rule.name}" BEFORE {rule.on} ON {rule.table} WHEN {condition}'
        f" BEGIN SELECT RAISE(ABORT, '{rule.because}'); END"
    )


def _postgresql(rule):
    name = PREFIX + rule.name
    condition = _spelled(rule.refuse, "NEW.{0} IS DISTINCT FROM OLD.{0}", "strpos")
    yield (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN'
        f" IF {condition} THEN RAISE EXCEPTION '{rule.because}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$"
    )
    yield (
        f'CREATE TRIGGER "{name}" BEFORE {rule.on} ON {rule.table}'
        f' FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    )
    if rule.on == "DELETE" and rule.refuse == "TRUE":
        yield (
            f'CREATE TRIGGER "{name}_all" BEFORE TRUNCATE ON {rule.table}'
            f' FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )


def _spelled(sql, different, position):
    """The rule's SQL in one engine's words."""

    def one_of(found):
        return "(" + " OR ".join(different.format(c) for c in found[1].split(", ")) + ")"

    return re.sub(r"changed\(([^)]*)\)", one_of, sql).replace("within(", f"{position}(")
