"""The admin of tracked models: a reason for each save, and a history that is only read."""

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.forms import model_to_dict
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from simple_history.admin import SimpleHistoryAdmin

from .filtered_list import FilteredList
from .forms import OptimisticForm, ReasonForm, TrackedForm
from .history import changes
from .locks import lock_row
from .models import error_messages


class WithShownValues:
    """A mixin whose form fields also send the value that the page showed; see `OptimisticForm`."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field:
            field.show_hidden_initial = True
        return field


class TrackedInline(WithShownValues, admin.TabularInline):
    """Inline rows, saved with the reason of the page they are on."""

    form = OptimisticForm
    extra = 0
    show_change_link = True

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.select_for_update(of=["self"]) if request.method == "POST" else rows


class TrackedAdmin(FilteredList, WithShownValues, SimpleHistoryAdmin):
    """A model admin that saves and deletes with user and reason, and shows the history."""

    form = TrackedForm
    actions = None  # deleting many at once would ask nobody about each
    fixed_fields = ()  # editable only when the object is added
    restorable_fields = None  # the fields filled from an old record; None: all of its fields
    delete_confirmation_template = "admin/tracked_delete.html"
    change_list_template = "admin/tracked_change_list.html"
    object_history_template = "admin/tracked_history.html"
    object_history_list_template = "admin/_tracked_history_list.html"
    object_history_form_template = "admin/tracked_history_record.html"

    # The form

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.save_errors = getattr(request, "save_errors", None)
        form.restored_values = getattr(request, "restored_values", None)
        return form

    def get_fieldsets(self, request, obj=None):
        fieldsets = list(super().get_fieldsets(request, obj))
        if self._may_save(request, obj):
            fieldsets.append((None, {"fields": ["change_reason"], "classes": ["reason"]}))
        return fieldsets

    def get_readonly_fields(self, request, obj=None):
        if _is_history_page(request):
            return flatten_fieldsets(self.get_fieldsets(request, obj))
        fixed = self.get_fixed_fields(obj) if obj else ()
        return [*super().get_readonly_fields(request, obj), *fixed]

    def get_fixed_fields(self, obj):
        """The fields of this stored object that can no longer change."""
        return self.fixed_fields

    def _may_save(self, request, obj):
        if _is_history_page(request):
            return False
        if obj is None:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    # Saving and deleting

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        """Show errors that only the save itself finds like the form's own errors."""
        arguments = request, object_id, form_url, extra_context
        if request.method != "POST":
            self._open_with_record(request, object_id)
            return super().changeform_view(*arguments)
        try:
            return self._locked_changeform(*arguments)
        except (ValidationError, IntegrityError) as error:
            request.save_errors = error_messages(error)
            return self._locked_changeform(*arguments)

    @transaction.atomic
    def _locked_changeform(self, request, object_id, form_url, extra_context):
        """The form under a row lock, so that nobody else saves between comparison and save."""
        if object_id and object_id.isdecimal():
            lock_row(self.model, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _open_with_record(self, request, object_id):
        """Fill the form with the values of an old record, for `?from=<record>`."""
        if object_id is None or "from" not in request.GET:
            return
        if not self.has_change_permission(request):
            raise PermissionDenied
        record = self._record_or_404(object_id, request.GET["from"])
        request.restored_values = model_to_dict(record.instance, fields=self.restorable_fields)
        message = gettext(
            "The values in this form are those of %(moment)s, as %(user)s left them. Nothing "
            "is saved yet: please check them, say why, and save."
        )
        moment = date_format(timezone.localtime(record.history_date), "DATETIME_FORMAT")
        messages.warning(request, message % {"moment": moment, "user": record.history_user})

    def _record_or_404(self, object_id, record_id):
        _require_number(object_id)
        _require_number(record_id)
        records = self.model.history.select_related("history_user")
        return get_object_or_404(records, id=object_id, history_id=record_id)

    def delete_view(self, request, object_id, extra_context=None):
        """Django's page for deleting, with a field for the reason."""
        form = ReasonForm(request.POST or None)
        if form.is_bound and not form.is_valid() and self.has_delete_permission(request):
            messages.error(request, " ".join(form.errors["change_reason"]))
            return HttpResponseRedirect(request.path)
        try:
            return super().delete_view(request, object_id, {"form": form, **(extra_context or {})})
        except IntegrityError as error:
            messages.error(request, " ".join(error_messages(error)))
            return HttpResponseRedirect(request.path)

    def construct_change_message(self, request, form, formsets, add=False):
        """Also note whether anything was changed; Django calls this hook after all saves."""
        touched = set(form.changed_data) - {"change_reason"}
        request.is_unchanged = not (touched or any(rows.has_changed() for rows in formsets))
        return super().construct_change_message(request, form, formsets, add)

    def response_change(self, request, obj):
        if request.is_unchanged:
            messages.info(request, gettext("Nothing was changed, so nothing was saved."))
            return self.response_post_save_change(request, obj)
        return super().response_change(request, obj)

    def save_model(self, request, obj, form, change):
        reason = form.cleaned_data["change_reason"]
        for message in form.cleaning_messages():
            messages.info(request, message)
        obj.save(by=request.user, reason=reason)

    def save_formset(self, request, form, formset, change):
        signature = {"by": request.user, "reason": form.cleaned_data["change_reason"]}
        rows = formset.save(commit=False)
        for row in formset.deleted_objects:
            row.delete(**signature)
        for row in rows:
            row.save(**signature)

    def delete_model(self, request, obj):
        obj.delete(by=request.user, reason=request.POST["change_reason"])

    # The history

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        deleted = path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name)
        return [deleted, *super().get_urls()]

    def deleted_view(self, request):
        """The list of deleted objects, with user and reason, each linked to its history."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        return self._deletions(request)

    @method_decorator(require_safe)
    def _deletions(self, request):
        records = self.model.history.filter(history_type="-").select_related("history_user")
        page = Paginator(records, self.history_list_per_page).get_page(request.GET.get("p"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": gettext("Record of deletions"),
            "page_obj": page,
            "page_range": page.paginator.get_elided_page_range(page.number),
        }
        return TemplateResponse(request, "admin/tracked_deleted.html", context)

    @method_decorator(require_safe)
    def history_view(self, request, object_id, extra_context=None):
        _require_number(object_id)
        return super().history_view(request, object_id, extra_context)

    def history_view_title(self, request, obj):
        return gettext("Change history: %s") % obj

    @method_decorator(require_safe)
    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """An old record, to be read: simple-history would save a POST, whoever sends it."""
        record = self._record_or_404(object_id, version_id)
        is_there = self.model.objects.filter(pk=object_id).exists()
        context = {
            "record": record,
            "may_restore": is_there and self.has_change_permission(request),
        }
        return super().history_form_view(
            request, object_id, version_id, {**context, **(extra_context or {})}
        )

    def history_form_view_title(self, request, obj):
        return gettext("As it was: %(object)s") % {"object": obj}

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        return history_manager.filter(**{pk_name: object_id})

    def set_history_delta_changes(self, request, historical_records, **kwargs):
        """Give each row of a history page its `change`; a hook of simple-history."""
        by_key = changes(self.model, [record.pk for record in historical_records])
        for record in historical_records:
            record.change = by_key[record.pk]


def _is_history_page(request):
    match = request.resolver_match
    return match is not None and match.url_name.endswith("_simple_history")


def _require_number(key):
    if not key.isdecimal():
        raise Http404
