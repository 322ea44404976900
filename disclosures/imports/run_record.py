"""What the record of an import keeps: what became of each row, and of what belongs to none."""

from disclosures.imports.tables.doubt import doubt_to_json


def report(intake, found, applied, divided):
    """What the record keeps of each row and of the lines that belong to none."""
    chosen = {}
    for at, number in found.chosen:
        chosen.setdefault(number, []).append(_place(at, found))
    return {
        "items": [
            {
                "number": row.number,
                "name": row.name,
                "product": row.product,
                **_place(row.row_number, found),
                "outcome": row.outcome,
                "why": doubt_to_json(row.why),
                **({"notes": [doubt_to_json(note) for note in row.notes]} if row.notes else {}),
                "is_taken": at in applied,
                "is_divided": at in applied & set(divided) and row.can_be_divided,
                **_decided(intake, row, is_taken=at in applied),
                **({"chosen": chosen[row.number]} if row.number in chosen else {}),
            }
            for at, row in enumerate(found.rows)
        ],
        "unmatched": [
            {
                **_place(line.row_number, found),
                "text": line.text,
                **({"why": doubt_to_json(line.why)} if line.why else {}),
            }
            for line in found.unmatched
        ],
    }


def _place(row_number, found):
    """The row's own number, and its page where several were read."""
    page, own_number = found.page_rows.find(row_number)
    return {"row": own_number, **({"page": page} if page else {})}


def _decided(intake, row, *, is_taken):
    """What the record keeps of the decision about a row, by whom it was, and for which reason.

    A tick is a decision as well; what was decided and refused all the same stays as decided.
    """
    decision = row.decision
    if decision and (decision.writes or decision.act == "pass"):
        act = decision.act
    elif is_taken:
        act = "accept"
    else:
        act = "keep" if decision or row.can_apply else ""
    if not act:
        return {}
    reason = {"reason": decision.reason} if decision and decision.reason else {}
    return {"decision": act, "decided_by": intake.by.get_username(), **reason}
