"""Rows from files into tracked models, on django-import-export: compared, validated, saved."""

from copy import copy

import tablib
from django.db import DataError, IntegrityError
from import_export.resources import ModelResource

from audit.models import error_messages
from disclosures.imports.tables.doubt import Doubt

from .doubt_messages import doubt_message

NO_ROW = ("", "")  # the key of what is wrong with no row in particular
BY_DATABASE = (IntegrityError, DataError)  # a row that the database alone refuses


class ImportRefused(Exception):
    """Rows that the working copy cannot take; `problems` says of each key why."""

    def __init__(self, problems):
        super().__init__(
            " ".join(
                ": ".join(filter(None, (f"{number} {product}".strip(), doubt_message(why))))
                for (number, product), why in problems.items()
            )
        )
        self.problems = problems


def refuse_invalid(result, keys):
    """Raise `ImportRefused` for rows that a resource could not save; keys: one for each row."""
    problems = {
        keys[invalid.number - 1]: Doubt("refused", {"message": " ".join(invalid.error.messages)})
        for invalid in result.invalid_rows
    }
    problems |= {
        keys[row.number - 1]: " ".join(error_messages(row.errors[0].error))
        for row in result.error_rows
    }
    if problems:
        raise ImportRefused(problems)


class TrackedResource(ModelResource):
    """Saves what differs with its `signature`; what a form would refuse is an invalid row.

    stored: the objects that rows may be of, by the `key` of such a row. While rows are imported,
    `current` has them as they are after the rows so far, in a dry run as well.
    """

    class Meta:
        skip_unchanged = True
        report_skipped = True
        skip_html_diff = True
        use_transactions = True

    def __init__(self, stored, signature):
        super().__init__()
        self.stored, self.signature = stored, signature
        self.current = dict(stored)

    def apply(self, rows, *, dry_run):
        """Save the rows (of one dict or more, all with the same keys), or only validate them.

        Returns the library's result; a row that is invalid is among `result.invalid_rows`, one
        that only the database refused among `result.error_rows`, and then nothing is saved.
        Whatever else goes wrong is raised. A dry run asks the database nothing for a row.
        """
        data = tablib.Dataset(*(row.values() for row in rows), headers=list(rows[0]))
        result = self._dry_run(data) if dry_run else self._import(data)
        for problem in [*result.base_errors, *_unexpected(result)]:
            raise problem.error
        return result

    def _dry_run(self, data):
        # `import_data` opens a transaction for every dry run, whatever `use_transactions` says.
        return self.import_data_inner(
            data,
            dry_run=True,
            raise_errors=False,
            using_transactions=False,
            collect_failed_rows=False,
        )

    def _import(self, data):
        return self.import_data(data, raise_errors=False, rollback_on_validation_errors=True)

    def before_import(self, dataset, **kwargs):
        self.current = dict(self.stored)

    def get_or_init_instance(self, instance_loader, row):
        """A copy, so that an invalid row leaves no trace in `current`."""
        known = self.current.get(self.key(row))
        return (copy(known), False) if known else (self.new(row), True)

    def save_instance(self, instance, is_create, row, **kwargs):
        if kwargs["dry_run"]:
            self.validate_beside(instance, self.beside(instance, self.key(row)))
        else:
            super().save_instance(instance, is_create, row, **kwargs)
        self.current[self.key(row)] = instance

    def beside(self, instance, key):
        """The others, as they are after the rows so far, beside which this object is validated."""
        return [other for other_key, other in self.current.items() if other_key != key]

    def after_import(self, dataset, result, **kwargs):
        """Nothing; the library would reset the sequences from which new rows got their keys."""

    def validate_beside(self, instance, others):
        """Raise `ValidationError` for what saving it beside these others would refuse.

        Only what memory tells: a dry run leaves the rest to the database, at the confirmation.
        """
        instance.clean_values()
        instance.clean_beside(others)

    def do_instance_save(self, instance, is_create):
        instance.save(**self.signature)


def _unexpected(result):
    """The errors of rows that are no refusal."""
    errors = [error for row in result.error_rows for error in row.errors]
    return [error for error in errors if not isinstance(error.error, BY_DATABASE)]
