"""The worksheet's page: many answers on one page, saved row by row."""

from dataclasses import dataclass
from itertools import groupby

from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext, gettext_lazy, ngettext

from audit.forms import ReasonForm
from disclosures.admin.page import admin_page, page_response, permitted
from disclosures.dashboard.worksheet import filtered, worksheets
from disclosures.dashboard.worksheet_line import WorksheetLine
from disclosures.models import Answer, Checklist, Intake
from disclosures.permissions import CHANGE_ANSWER, READ_ANSWERS
from products.models import Product

from .answer_rows import AnswerRow, Known, in_saving_order, rows_on, save
from .worksheet_pages import line_pages, page_shown

ALL = "all"
ONLY = [
    ("", gettext_lazy("All answers")),
    ("unanswered", gettext_lazy("Not answered")),
    ("changed", gettext_lazy("Changed since the public version")),
    ("due", gettext_lazy("Due for review")),
    ("commented", gettext_lazy("With open comments")),
    ("mine", gettext_lazy("Mine")),
]


class FilterForm(forms.Form):
    """Which lines to show; without any filter, the first section."""

    section = forms.ChoiceField(label=gettext_lazy("section"), required=False)
    only = forms.ChoiceField(label=gettext_lazy("Show"), choices=ONLY, required=False)
    product = forms.ChoiceField(label=gettext_lazy("product"), required=False)
    q = forms.CharField(label=gettext_lazy("Text"), required=False, max_length=200)

    def __init__(self, data, *, sheet):
        sections = [(str(section.pk), str(section)) for section in sheet.sections]
        products = [(str(product.pk), product.name) for product in sheet.copy.products]
        given = {name: data[name] for name in self.base_fields if name in data}
        super().__init__(given or {"section": sections[0][0] if sections else ALL})
        self.fields["section"].choices = [(ALL, gettext("All sections")), *sections]
        self.fields["product"].choices = [("", gettext("All products")), *products]

    def filters(self):
        """The arguments of `filtered`; a value that is not valid is left out."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", ALL)}


@dataclass(frozen=True)
class FormRow:
    """One form, with the product that it speaks for (None: all)."""

    product: Product | None
    form: AnswerRow
    answer: Answer | None
    has_failed: bool

    @property
    def owner(self):
        """Whom the stored answer belongs to, or None."""
        return self.answer and self.form.known.people.get(str(self.answer.owner_id))


@dataclass(frozen=True)
class FilledLine:
    """A line with its rows, and the products that may still add something, by `add`'s value."""

    line: WorksheetLine
    rows: list[FormRow]
    to_add: dict[str, Product]


@admin_page("<int:pk>/worksheet/", "worksheet")
@permitted(*READ_ANSWERS)
def worksheet(request, model_admin, pk):
    """GET shows the rows; POST saves those that were touched and keeps what cannot be saved."""
    if request.method == "POST":
        return _saved(request, model_admin, pk)
    return _page(request, model_admin, pk)


@permitted(CHANGE_ANSWER)
def _saved(request, model_admin, pk):
    known, why = Known(pk), ReasonForm(request.POST)
    reason = why.cleaned_data["change_reason"] if why.is_valid() else ""
    touched = [row for row in rows_on(request.POST, known) if row.is_touched]
    rows = [save(row, pk, by=request.user, reason=reason) for row in in_saving_order(touched)]
    failed = {row.prefix: row for row in rows if row.errors}
    _tell(request, len(rows) - len(failed), len(failed))
    for message in dict.fromkeys(message for row in rows for message in row.cleaning_messages()):
        messages.info(request, message)
    if failed:
        return _page(request, model_admin, pk, known=known, failed=failed, why=why)
    return HttpResponseRedirect(request.get_full_path())


def _tell(request, saved, failed):
    if saved:
        message = ngettext("%(count)d answer was saved.", "%(count)d answers were saved.", saved)
        messages.success(request, message % {"count": saved})
    if failed:
        message = ngettext(
            "%(count)d answer could not be saved and is marked below; your text is still there.",
            "%(count)d answers could not be saved and are marked below; your text is still there.",
            failed,
        )
        messages.error(request, message % {"count": failed})
    if not saved and not failed:
        messages.info(request, gettext("Nothing was changed, so nothing was saved."))


def _page(request, model_admin, pk, *, known=None, failed=None, why=None):
    checklist = get_object_or_404(Checklist.objects.select_related("guideline"), pk=pk)
    [sheet], failed = worksheets([checklist]), failed or {}
    filter_form = FilterForm(request.GET, sheet=sheet)
    known = known or Known(pk)
    known.items = {item.number: item for item in sheet.copy.items}  # read already
    filler = _Filler(sheet, known, failed, request.GET.getlist("add"))
    lines = filtered(sheet.lines, request.user, **filter_form.filters())
    pages = line_pages(lines)
    page = page_shown(pages, request.GET)
    in_view = list(page.lines) if page else []
    keys = {line.item.pk for line in in_view}
    in_view += [
        line for line in sheet.lines if filler.has_failed(line) and line.item.pk not in keys
    ]
    return page_response(
        request,
        model_admin,
        "admin/disclosures/checklist/worksheet.html",
        title=gettext("Worksheet"),
        is_wide=True,
        subtitle=checklist.title,
        checklist=checklist,
        sheet=sheet,
        imports=Intake.objects.in_the_making().filter(checklist=pk),
        filter_form=filter_form,
        may_save=request.user.has_perm(CHANGE_ANSWER),
        groups=_by_section(in_view, filler),
        count=len(lines),
        pages=pages,
        page=page,
        known=known,
        why=why or ReasonForm(),
    )


def _by_section(lines, filler):
    by_section = groupby(lines, key=lambda line: line.item.section)
    return [(section, [filler.filled(line) for line in group]) for section, group in by_section]


class _Filler:
    """Puts forms into lines: as stored, as they failed, or newly added for a product."""

    def __init__(self, sheet, known, failed, added):
        self.sheet, self.known, self.failed = sheet, known, failed
        self.added = {f"n{name}" for name in added} | failed.keys()

    def has_failed(self, line):
        return any(prefix in self.failed for prefix in self._prefixes(line))

    def filled(self, line):
        rows = [self._row(line, answer.product, answer) for answer in line.answers]
        answered = {answer.product_id for answer in line.answers}
        missing = [p for p in self.sheet.copy.products if p.pk not in answered]
        added = [product for product in missing if _prefix(line, product) in self.added]
        rows += [self._row(line, product, None) for product in added]
        to_add = {_name(line, product): product for product in missing if product not in added}
        return FilledLine(line, rows, to_add)

    def _row(self, line, product, answer):
        """A row that was new on the page may have been made by somebody else since."""
        prefixes = [f"a{answer.pk}"] if answer else []
        prefixes += [_prefix(line, product)] if product else []
        failed = next((self.failed[prefix] for prefix in prefixes if prefix in self.failed), None)
        form = failed or AnswerRow(
            known=self.known, prefix=prefixes[0], instance=answer or Answer(product=product)
        )
        return FormRow(product, form, answer, failed is not None)

    def _prefixes(self, line):
        yield from (f"a{answer.pk}" for answer in line.answers)
        yield from (_prefix(line, product) for product in self.sheet.copy.products)


def _prefix(line, product):
    return f"n{_name(line, product)}"


def _name(line, product):
    return f"{line.item.pk}_{product.pk}"
