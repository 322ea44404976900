"""The SQL that makes a trigger of a rule, for SQLite and for PostgreSQL."""

import re

PREFIX = "kaiji_"
# The bits of pg_trigger.tgtype (pg_trigger.h of PostgreSQL)
FIRES_ON = {"INSERT": 4, "DELETE": 8, "UPDATE": 16, "TRUNCATE": 32}
BEFORE, ROW_BEFORE = 2, 3


def keeps_all_rows(rule):
    """Whether the table may not be emptied either; SQLite knows no TRUNCATE."""
    return rule.on == "DELETE" and rule.refuse == "TRUE"


def sqlite_trigger(rule):
    condition = _spelled(rule.refuse, "NEW.{0} IS NOT OLD.{0}", "instr")
    yield (
        f'CREATE TRIGGER "{PREFIX}{rule.name}" BEFORE {rule.on} ON {rule.table} WHEN {condition}'
        f" BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
    )


def postgresql_trigger(rule, schema):
    """The rule's function and its triggers.

    The function names its search path: by the caller's, any table of the same name in a schema
    before ours, a temporary one above all, would be asked in the place of our own.
    """
    name = PREFIX + rule.name
    yield (
        f'CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql'
        f" SET search_path = pg_catalog, {schema}, pg_temp AS $${_body(rule)}$$"
    )
    yield (
        f'CREATE TRIGGER "{name}" BEFORE {rule.on} ON {rule.table}'
        f' FOR EACH ROW EXECUTE FUNCTION "{name}"()'
    )
    if keeps_all_rows(rule):
        yield (
            f'CREATE TRIGGER "{name}_all" BEFORE TRUNCATE ON {rule.table}'
            f' FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )


def postgresql_sources(rule, schema):
    """What the catalogue of PostgreSQL says of each trigger of the rule, by its name."""
    name = PREFIX + rule.name
    does = (name, _body(rule), f"search_path=pg_catalog, {schema}, pg_temp", False, True)
    yield name, (rule.table, ROW_BEFORE | FIRES_ON[rule.on], *does)
    if keeps_all_rows(rule):
        yield f"{name}_all", (rule.table, BEFORE | FIRES_ON["TRUNCATE"], *does)


def _body(rule):
    condition = _spelled(rule.refuse, "NEW.{0} IS DISTINCT FROM OLD.{0}", "strpos")
    return (
        f" BEGIN IF {condition} THEN RAISE EXCEPTION '{rule.message}'"
        " USING ERRCODE = 'integrity_constraint_violation'; END IF;"
        " IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END "
    )


def _spelled(sql, different, position):
    """The rule's SQL in one engine's words."""

    def one_of(found):
        return "(" + " OR ".join(different.format(c) for c in found[1].split(", ")) + ")"

    def all_of(found):
        return " AND ".join(f'kept."{c}" = NEW."{c}"' for c in found[1].split(", "))

    sql = re.sub(r"changed\(([^)]*)\)", one_of, sql)
    return re.sub(r"same\(([^)]*)\)", all_of, sql).replace("within(", f"{position}(")
