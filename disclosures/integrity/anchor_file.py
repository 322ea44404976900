"""An anchor outside of the database: the newest event of each checklist, by its hash.

Whoever may write to the database can write all of it anew, hashes and all, or cut off its newest
events. Only what somebody kept elsewhere tells: such a file, or a mail about a decision.
"""

import json

from disclosures.models import ChainStart, RevisionEvent

FORMAT = "kaiji-anchor-1"
START = "start"  # in the place of an action: the beginning of the chain


class BrokenAnchor(ValueError):
    """A file that is no anchor."""


def heads():
    """The newest event of each checklist, as plain data; or what stands for all of them so far.

    That is the beginning of the chain, where nothing happened since events are chained.
    """
    events = RevisionEvent.objects.exclude(sha256="").select_related("revision__checklist")
    events = events.defer("revision__sheet").order_by("pk")
    newest = {event.revision.checklist_id: event for event in events}
    starts = ChainStart.objects.select_related("checklist").exclude(checklist__in=newest)
    return [
        *(
            {
                "checklist": start.checklist.slug,
                "version": "",
                "action": START,
                "sheet_sha256": "",
                "event_sha256": start.sha256,
            }
            for start in starts.order_by("pk")
        ),
        *(
            {
                "checklist": event.revision.checklist.slug,
                "version": event.revision.version,
                "action": event.action,
                "sheet_sha256": event.sheet_sha256,
                "event_sha256": event.sha256,
            }
            for event in newest.values()
        ),
    ]


def written(now):
    """The text of an anchor made at that moment (aware)."""
    content = {"format": FORMAT, "made_at": now.isoformat(), "heads": heads()}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def read(text):
    """The heads in the text of an anchor. Raises `BrokenAnchor`."""
    try:
        content = json.loads(text)
        found = content["heads"]
        is_anchor = content["format"] == FORMAT and all(
            isinstance(head[name], str)
            for head in found
            for name in ("checklist", "version", "action", "sheet_sha256", "event_sha256")
        )
    except (ValueError, TypeError, KeyError) as error:
        raise BrokenAnchor("The file is no anchor of Kaiji.") from error
    if not is_anchor:
        raise BrokenAnchor("The file is no anchor of Kaiji.")
    return found


def missing(heads):
    """The heads of an anchor that the chain of their checklist no longer holds."""
    for head in heads:
        sha256 = head["event_sha256"]
        if head["action"] == START:
            found = ChainStart.objects.filter(checklist__slug=head["checklist"], sha256=sha256)
        else:
            found = RevisionEvent.objects.filter(
                revision__checklist__slug=head["checklist"],
                sha256=sha256,
                sheet_sha256=head["sheet_sha256"],
            )
        if not found.exists():
            yield head
