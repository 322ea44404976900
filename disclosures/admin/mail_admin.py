"""The outbox in the admin: what was written to whom and what became of it, and sending again."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy

from disclosures.models import Mail, WorkflowError
from disclosures.notifications.outbox import send_soon
from disclosures.permissions import RESEND_MAIL

from .page import AdminWithPages, admin_page, permitted, post_only
from .read_only import ReadOnlyAdmin


def mail_address(pk):
    """The address of the page from which this mail is sent again."""
    return _address_of(get_object_or_404(Mail.objects.select_related("event"), pk=pk))


def _address_of(mail):
    """The address of the page on which a person reads what became of the mail."""
    if mail.event:
        return reverse("admin:disclosures_revision_change", args=[mail.event.revision_id])
    return reverse("admin:disclosures_mail_change", args=[mail.pk])


@admin_page("<int:pk>/again/", "again")
@permitted(RESEND_MAIL)
@post_only(mail_address)
def again(request, model_admin, pk):
    """Send a mail again; leads to what it tells of."""
    mail = get_object_or_404(Mail.objects.select_related("event", "recipient"), pk=pk)
    try:
        mail.send_again(by=request.user)
    except WorkflowError as error:
        messages.error(request, str(error))
    else:
        send_soon()
        message = gettext("The mail to %(recipient)s will be sent again.")
        messages.success(request, message % {"recipient": mail.recipient})
    return HttpResponseRedirect(_address_of(mail))


@admin.register(Mail)
class MailAdmin(AdminWithPages, ReadOnlyAdmin):
    pages = (again,)
    list_display = ["written_at", "recipient", "subject", "condition", "attempts", "sent_at"]
    list_filter = ["state", "language"]
    list_select_related = ["recipient"]
    search_fields = ["address", "subject", "recipient__username"]
    date_hierarchy = "written_at"
    fields = [
        *("recipient", "address", "subject", "text", "language", "event", "reminder"),
        *("written_at", "condition", "due_at", "attempts", "tried_at", "sent_at"),
        *("again_by", "again_at"),
    ]
    readonly_fields = ["condition", "sending_again"]

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows if request.resolver_match.kwargs.get("object_id") else rows.defer("text")

    @admin.display(description=gettext_lazy("state"), ordering="state")
    def condition(self, mail):
        """Its state as of now, with what went wrong."""
        return render_to_string(
            "admin/disclosures/mail/_condition.html", {"mail": mail, "is_whole": False}
        )

    def get_fields(self, request, obj=None):
        offers_again = obj and obj.may_go_again and request.user.has_perm(RESEND_MAIL)
        return [*self.fields, "sending_again"] if offers_again else self.fields

    @admin.display(description=gettext_lazy("sending again"))
    def sending_again(self, mail):
        """A button of the form that the page has around its fields."""
        return format_html(
            '<button formaction="{}">{}</button>',
            reverse("admin:disclosures_mail_again", args=[mail.pk]),
            gettext("Send again"),
        )
