"""The security record as auditors read it, and take it along as CSV."""

import csv
import json

from django.contrib import admin
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from audit.models import RefusalCount, SecurityEvent
from audit.security_event import record
from disclosures.permissions import VIEW_SECURITY_EVENT
from disclosures.sheet.table import escape_cell

from .page import AdminWithPages, admin_page, permitted
from .read_only import ReadOnlyAdmin

COLUMNS = [
    *("at", "kind", "actor_id", "actor_name", "about"),
    *("details", "address", "request_number"),
]
CHUNK = 1_000  # rows that are read at a time


class _Line:
    """What `csv` writes to, and we send on at once."""

    def write(self, text):
        return text


@admin_page("events.csv", "csv")
@permitted(VIEW_SECURITY_EVENT)
@require_safe
def events_csv(request, model_admin):
    """All events, the oldest first, in UTF-8 with a byte order mark; moments in UTC."""
    record(SecurityEvent.Kind.FILE, by=request.user, about="events.csv")
    events = SecurityEvent.objects.order_by("pk").values_list(*COLUMNS).iterator(CHUNK)
    writer = csv.writer(_Line(), lineterminator="\r\n")
    rows = ([COLUMNS], map(_cells, events))
    lines = (writer.writerow(map(escape_cell, row)) for part in rows for row in part)
    name = f"kaiji-security-{timezone.localdate()}.csv"
    return StreamingHttpResponse(
        (line.encode("utf-8-sig" if at == 0 else "utf-8") for at, line in enumerate(lines)),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _cells(row):
    at, kind, actor_id, actor_name, about, details, *others = row
    said = json.dumps(details, ensure_ascii=False, sort_keys=True)
    number = "" if actor_id is None else str(actor_id)
    return [at.isoformat(), kind, number, actor_name, about, said, *others]


@admin.register(SecurityEvent)
class SecurityEventAdmin(AdminWithPages, ReadOnlyAdmin):
    pages = (events_csv,)
    list_display = ["at", "kind", "actor_name", "about", "address"]
    list_filter = ["kind"]
    search_fields = ["actor_name", "about", "address", "request_number"]
    date_hierarchy = "at"
    change_list_template = "admin/audit/securityevent/change_list.html"


@admin.register(RefusalCount)
class RefusalCountAdmin(ReadOnlyAdmin):
    list_display = ["hour", "kind", "count"]
    list_filter = ["kind"]
    date_hierarchy = "hour"
