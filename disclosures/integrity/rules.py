"""A rule of the database, and the kinds of rules that several tables have."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """`on` (INSERT, UPDATE or DELETE) of a row of `table` is refused where `refuse` is true.

    `changed(a, b)` in the SQL stands for "column a or b gets another value", `same(a, b)` for
    "the row `kept` has what the new row has in a and b", `within(x, y)` for the place of text y
    in text x, 0 where it is not there.
    """

    name: str
    table: str
    on: str
    refuse: str
    message: str


def append_only(table, meetings):
    """Rows that are appended, and never change, never go and are never replaced."""
    return [
        Rule(f"{table}_update", table, "UPDATE", "TRUE", "these rows never change"),
        Rule(f"{table}_delete", table, "DELETE", "TRUE", "these rows are never deleted"),
        never_replaced(table, table, "these rows", *meetings),
    ]


def never_replaced(name, table, rows, *meetings):
    """No insert takes the place of a stored row (`kept` in the SQL of the meetings).

    SQLite's INSERT OR REPLACE deletes such a row without asking the guards of UPDATE and DELETE.
    """
    return Rule(
        f"{name}_replace",
        table,
        "INSERT",
        _meets_a_row(table, meetings),
        f"{rows} are never replaced",
    )


def _meets_a_row(table, meetings):
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} kept WHERE {one})" for one in meetings)


def never_moved(table, *columns):
    """A row keeps its key and what it belongs to."""
    return Rule(
        f"{table}_identity",
        table,
        "UPDATE",
        f"changed({', '.join(['id', *columns])})",
        "what a row is and belongs to never changes",
    )


def on_save(name, table, refuse, message):
    """The same rule for INSERT and UPDATE."""
    return [Rule(f"{name}_{on.lower()}", table, on, refuse, message) for on in ("INSERT", "UPDATE")]
