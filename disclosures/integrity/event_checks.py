"""Whether the events of a version say what its columns say, and keep the four eyes."""

from disclosures.models import ChainStart, RevisionEvent, State
from disclosures.models.clock_repair import MOMENTS
from disclosures.models.event_chain import event_sha256, start_sha256
from disclosures.sheet.moments import FIRST, PAST_LAST

Action = RevisionEvent.Action
# The events that lead to each state; a withdrawn version has more, see `_expected`.
LEADING_TO = {
    State.SUBMITTED: (Action.SUBMIT,),
    State.SENT_BACK: (Action.SUBMIT, Action.SEND_BACK),
    State.RECALLED: (Action.SUBMIT, Action.RECALL),
    State.APPROVED: (Action.SUBMIT, Action.APPROVE),
}
# The columns of a version that an event copies: who did it, when, and from when it counts
COPIES = {
    Action.SUBMIT: ("submitted_by_id", "submitted_at"),
    Action.APPROVE: ("approved_by_id", "approved_at", "effective_at"),
    Action.WITHDRAW: ("withdrawn_by_id", "withdrawn_at"),
    Action.CANCEL: ("withdrawn_by_id", "withdrawn_at"),
}


def event_problems(revision):
    """What is wrong with the events of this version, in words; nothing where all is as it was."""
    events = _counted(sorted(revision.events.all(), key=lambda event: event.pk))
    actions = tuple(event.action for event in events)
    expected = _expected(revision, events)
    if actions != expected:
        words = "its events are {}, and its state {} needs {}"
        yield words.format(_listed(actions), revision.state, _listed(expected))
        return
    if any(event.sheet_sha256 != revision.sha256 for event in events):
        yield "the hash is not the one that was decided on"
    for event in events:
        says = (event.actor_id, event.at, event.effective_at)
        for name, value in zip(COPIES.get(event.action, ()), says, strict=False):
            if getattr(revision, name) != value:
                yield f"{name} differs between its column and its {event.action} event"
    if events[-1].public_notice != revision.public_notice:
        yield "its public notice differs between its column and its last event"
    if events[0].note != revision.summary:
        yield "its summary differs between its column and its submit event"
    moments = [event.at for event in events]
    if moments != sorted(moments):
        yield "its events are not in the order of their moments"
    for name in MOMENTS:
        if (moment := getattr(revision, name)) and not FIRST <= moment < PAST_LAST:
            yield f"{name} is in the year {moment.year}"


def _counted(events):
    """The steps among these events, each with the moment that counts since the repairs after it."""
    steps = []
    for event in events:
        if event.action == Action.REPAIR_CLOCK:
            for step in steps:
                if step.effective_at == step.at:  # nobody chose another moment
                    step.effective_at = min(step.at, event.at)
                step.at = min(step.at, event.at)
        else:
            steps.append(event)
    return steps


def chain_problems(checklist):
    """Where the chain of this checklist's events is broken: each version with what is wrong."""
    events = list(
        RevisionEvent.objects.filter(revision__checklist=checklist)
        .select_related("revision")
        .defer("revision__sheet")
        .order_by("pk")
    )
    start = ChainStart.objects.filter(checklist=checklist).first()
    older = [event for event in events if start and event.pk <= start.last_event_id]
    if start and start_sha256([_unchained_sha256(one) for one in older]) != start.sha256:
        yield "", "the events from before the chain are not those that it began with"
    head = start.sha256 if start else ""
    for event in events[len(older) :]:
        if event.previous_sha256 != head:
            yield event.revision.version, f"its {event.action} event does not follow the one before"
        if event.sha256 != event.computed_sha256():
            yield event.revision.version, f"its {event.action} event does not match its hash"
        head = event.sha256


def _unchained_sha256(event):
    files = dict(event.revision.renditions.values_list("format", "sha256"))
    made = {"files": files} if event.action == Action.SUBMIT else {}
    return event_sha256(event, event.revision, "", made)


def four_eyes_problems(revision):
    """Where somebody decided, or could decide, about a version that holds a change of theirs."""
    stored = {one.user_id for one in revision.contributors.all()}
    approver = revision.approved_by_id
    if approver and approver == revision.submitted_by_id:
        yield "whoever submitted it approved it"
    if approver in stored:
        yield "a contributor approved it"
    if revision.events.filter(action=Action.APPROVE_NOTICE, actor_id=revision.withdrawn_by_id):
        yield "whoever withdrew it approved its notice"
    recorded = _contributor_ids(revision)
    missing, invented = recorded - stored, stored - recorded
    if invented and _is_chained(revision):
        numbers = ", ".join(map(str, sorted(invented)))
        yield f"its record has contributors that the history lacks: user {numbers}"
    if missing:
        numbers = ", ".join(map(str, sorted(missing)))
        yield f"the history has contributors that its record lacks: user {numbers}"
    if approver in missing:
        yield "somebody with a change in it approved it"


def _is_chained(revision):
    """Before events were chained, contributors were found by the dates of history rows."""
    return revision.events.filter(action=Action.SUBMIT).exclude(sha256="").exists()


def _expected(revision, events):
    if revision.state != State.WITHDRAWN:
        return LEADING_TO[revision.state]
    last = Action.WITHDRAW if revision.was_public else Action.CANCEL
    steps = (*LEADING_TO[State.APPROVED], last)
    # Before events were chained, one person published the notice.
    is_older = any(event.action == last and not event.sha256 for event in events)
    return steps if is_older or not revision.shown_notice else (*steps, Action.APPROVE_NOTICE)


def _contributor_ids(revision):
    """Who has a history row between the version that was public then and this one."""
    earlier = revision.siblings().filter(number__lt=revision.number)
    public = earlier.current(revision.submitted_at)
    after = public and public.watermark
    return revision.checklist.contributor_ids(after=after, until=revision.watermark)


def _listed(actions):
    return ", ".join(actions) or "none"
