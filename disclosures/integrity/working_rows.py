"""Whether each row of the working copy is what its newest history row says."""

from django.db.models import Max

from disclosures.models.checklist import TRACKED

CHUNK = 500  # rows that are compared at a time; some databases limit the parameters of a query


def working_row_problems():
    """Each row that differs from its newest history row, in words, the tables in their order."""
    for model in TRACKED:
        yield from _of_table(model)


def _of_table(model):
    newest = model.history.order_by().values("id").annotate(newest=Max("history_id"))
    keys = dict(newest.values_list("id", "newest"))
    name = model._meta.model_name
    for objects in _chunks(model.objects.order_by("pk").iterator(CHUNK)):
        records = model.history.in_bulk([keys[one.pk] for one in objects if one.pk in keys])
        for one in objects:
            record = records.get(keys.pop(one.pk, None))
            if record is None or record.history_type == "-":
                yield f"{name} {one.pk} has no history row that made it"
            elif differing := _differing(one, record):
                yield f"{name} {one.pk} is not what its history says: {', '.join(differing)}"
    gone = model.history.filter(pk__in=keys.values()).exclude(history_type="-")
    for key in gone.order_by("id").values_list("id", flat=True):
        yield f"{name} {key} is gone, and no history row says so"


def _differing(stored, record):
    """The names of the fields in which the row is not what the history row says."""
    return [
        field.name
        for field in stored._meta.concrete_fields
        if getattr(stored, field.attname) != getattr(record, field.attname)
    ]


def _chunks(rows):
    chunk = []
    for row in rows:
        chunk.append(row)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
