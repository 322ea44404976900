"""What a person sent from the preview of answers: which rows are open, and what was decided."""

from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.translation import gettext, gettext_lazy

from disclosures.imports.row_decisions import what_moved
from disclosures.models import WorkflowError
from disclosures.models.import_decision import Decision
from disclosures.sheet.content import AnswerContent

from .repair_form import RepairForm

TAKEN_BACK = "-"  # in the place of a line's mark
MOVED = {
    "question": gettext_lazy(
        "The question of item %(number)s was reworded since this page was shown. Please read it,"
        " and decide again."
    ),
    "answer": gettext_lazy(
        "Item %(number)s or its row was changed since this page was shown. Please read"
        " what it says now, and decide again."
    ),
}


class Undecided(Exception):
    """Nothing was decided, for a reason that stands at the row's form."""


class SentDecisions:
    """The part of the preview's form by which rows are opened and decided.

    A button's value is what it does, the row's `anchor`, its `token` as the page showed it, and
    the position of one of its offers, with ":" between them.
    """

    def __init__(self, data, intake, import_preview, *, at=None):
        """at: a moment before the preview read what the answers say."""
        self.data, self.intake, self.preview, self.at = data, intake, import_preview, at
        self.rows = {row.anchor: row for row in import_preview.rows}

    @cached_property
    def forms(self):
        """The forms of the rows that are open, by anchor, with what was typed into them."""
        opened = dict.fromkeys(self.data.getlist("open"))
        return {
            anchor: self._form(self.rows[anchor], data=self.data)
            for anchor in opened
            if anchor in self.rows
        }

    def opened(self):
        """The forms of the rows that are asked to be opened.

        Without those that are not as the page showed them. What was typed into fields that are
        open already is left there.
        """
        found = []
        for value in self.data.getlist("open_row"):
            anchor, token, at = _parts(value, 3)
            row, known = self.rows.get(anchor), self.forms.get(anchor)
            if row is None or row.token != token:
                continue
            if known is None or (at and not known.is_touched):
                self.forms[anchor] = self._form(row, offer=at)
            found.append(self.forms[anchor])
        return found

    def decided(self):
        """The row that was decided, and its `Decision`, or None where one is taken back.

        Raises `WorkflowError` where the row is not what the page showed, and `Undecided`.
        """
        act, anchor, token, at = _parts(self.data.get("decide", ""), 4)
        row = self.rows.get(anchor)
        if row is None:
            raise WorkflowError(gettext("The file has no such row any more."))
        if act == "reopen":
            return row, None
        self._refuse_moved(row, token)
        values_of = {
            "accept": self._accept,
            "edit": self._edit,
            "keep": self._keep,
            "pass": self._pass,
        }
        if act not in values_of:
            raise WorkflowError(gettext("Please choose what becomes of the row."))
        return row, Decision(act=act, seen=row.token, at=self.at, **values_of[act](row, at))

    def _refuse_moved(self, row, token):
        """Raise `WorkflowError` where the row is not what page and fields showed.

        Its fields stay open, now under what the page shows from here on.
        """
        form = self.forms.get(row.anchor)
        what = what_moved(token, row.token) or (form.moved if form else "")
        if not what:
            return
        if form:
            form.token = row.token
        raise WorkflowError(MOVED.get(what, MOVED["answer"]) % {"number": row.number})

    def _keep(self, _row, _at):
        return {}

    def _accept(self, row, at):
        offer = _at(row.offers, at)
        if offer is None or offer.refusal:
            raise WorkflowError(gettext("This text cannot be taken as it is; please edit it."))
        return {"answer": offer.answer}

    def _edit(self, row, _at):
        form = self._open(row)
        if not form.is_valid():
            raise Undecided
        return {"answer": form.content()}

    def _pass(self, row, _at):
        form = self._open(row)
        try:
            reason = form.fields["reason"].clean(self.data.get(form["reason"].html_name, ""))
            if not reason:
                raise ValidationError(gettext("Say in a sentence why the row is passed over."))
        except ValidationError as error:
            form.errors.clear()  # of the other fields nothing was asked
            form.add_error("reason", error)
            raise Undecided from error
        return {"reason": reason}

    def _open(self, row):
        """The form of the row; without one in the page it is opened."""
        return self.forms.setdefault(row.anchor, self._form(row, data=self.data))

    def _form(self, row, *, data=None, offer=""):
        content = content_of(row, offer)
        return RepairForm(data, row=row, content=content, checklist=self.intake.checklist)

    def ticks(self, ticks):
        """The decisions that the ticks of the page say, where these are not as it showed them."""
        changed = {}
        ticked, divided = ticks.on(self.preview.rows)
        for at, row in enumerate(self.preview.rows):
            if not row.can_apply or row.is_decided:
                continue
            is_divided = at in divided if row.can_be_divided else None
            is_as_shown = (at in ticked, bool(is_divided)) == (row.is_proposed, row.is_divided)
            if not is_as_shown:
                changed[row.key] = Decision(
                    act="accept" if at in ticked else "keep",
                    seen=row.token,
                    at=self.at,
                    is_divided=is_divided,
                )
        return changed

    def chosen(self):
        """The number of a row that matched nothing, and of the item that was chosen for it.

        The item is "" where the choice is taken back. Raises `WorkflowError`, also where another
        line has the row's number than on the page.
        """
        row_number, mark, number = _parts(self.data["choose"], 3)
        if mark == TAKEN_BACK:
            chosen = {str(at): (at, item) for at, item in self.preview.chosen}
            at, item = chosen.get(row_number, (0, ""))
            if item != number or not item:
                raise WorkflowError(gettext("The file has no such row any more."))
            return at, ""
        number = number or self.data.get(f"item-{row_number}", "").strip()
        lines = {
            (str(line.row_number), self.preview.mark_of(line))
            for line in self.preview.unmatched
            if line.row
        }
        if (row_number, mark) not in lines:
            raise WorkflowError(gettext("The file has no such row any more."))
        if number not in {question.number for question in self.preview.questions}:
            words = gettext("The guideline has no item %(number)s.")
            raise WorkflowError(words % {"number": number})
        return int(row_number), number


def save(sent, ticks, *, by):
    """Keep what was sent: a decision, a chosen item, or the ticks alone, and the ticks besides.

    ticks: the `Ticks` of the page; those of rows that changed since are left out. Returns the row
    that was decided, or None. Raises `WorkflowError` and `Undecided`; then nothing is kept.
    """
    row, item, data = None, None, sent.data
    changed, choice = sent.ticks(ticks), sent.intake.choice
    if "choose" in data:
        item = sent.chosen()
    elif data.get("decide") != "ticks":
        row, decision = sent.decided()
        changed[row.key] = decision

    def change(decisions):
        if item and sent.intake.choice != choice:  # the lines were read otherwise before the lock
            raise WorkflowError(gettext("The file has no such row any more."))
        decisions = decisions.with_rows(changed)
        return decisions.with_item(*item) if item else decisions

    sent.intake.decide(change, by=by)
    return row


def content_of(row, offer=""):
    """What the fields of a row hold first: what was decided, an offer, or what would be taken.

    An edit that no longer holds is there as well, to be read again and not to be typed again.
    """
    decision = row.decision or (row.lapsed if row.lapsed and row.lapsed.act == "edit" else None)
    if offer == "" and decision and decision.answer is not None:
        return decision.answer
    if (found := _at(row.offers, offer or "0")) is not None and (offer or row.new is None):
        return found.answer
    if row.match.statement is not None:
        return row.match.statement
    return AnswerContent(same_as=row.old.same_as) if row.old.same_as else row.old


def _at(offers, at):
    return offers[int(at)] if at.isdecimal() and len(at) < 4 and int(at) < len(offers) else None


def _parts(value, count):
    parts = value.split(":", count - 1)
    return parts + [""] * (count - len(parts))
