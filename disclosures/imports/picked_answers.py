"""The rows that were picked from a preview of answers, set with an import-export Resource."""

from dataclasses import asdict

from disclosures.imports.tables.doubt import Doubt

from .resources import ImportRefused, refuse_invalid


def apply_picked(resource, rows, picked, divided, *, dry_run):
    """Set the picked rows, by position, or only in memory. Raises `ImportRefused`."""
    _refuse_without_target(rows, picked)
    stated = [
        (row.key, values)
        for at, row in _targets_first(rows, picked)
        for values in (_divided(row) if at in divided and row.can_be_divided else [_whole(row)])
    ]
    if stated:
        result = resource.apply([values for _key, values in stated], dry_run=dry_run)
        refuse_invalid(result, [key for key, _values in stated])


def _refuse_without_target(rows, picked):
    """What repeats an item would repeat what that says now, where the file's is left out."""
    left_out = {
        row.number for at, row in enumerate(rows) if row.match.outcome == "set" and at not in picked
    }
    problems = {
        rows[at].key: Doubt("repeated_item_left_out", {"number": target})
        for at in sorted(picked)
        if (target := rows[at].match.statement.same_as) in left_out
    }
    if problems:
        raise ImportRefused(problems)


def _targets_first(rows, picked):
    """The picked rows with their positions; answers of their own before what repeats them."""
    in_order = sorted(picked, key=lambda at: (rows[at].match.statement.same_as is not None, at))
    return [(at, rows[at]) for at in in_order]


def _whole(row):
    return _row(row.number, row.product, row.match.statement)


def _divided(row):
    """The common answer, and what each product adds to it."""
    return [_row(row.number, part.product, part.new) for part in row.parts]


def _row(number, product, statement):
    return {
        "number": number,
        "product": product,
        **asdict(statement),
    }
