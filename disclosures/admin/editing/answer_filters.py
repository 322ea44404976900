"""The filters of the list of answers that show all of them, or those of one kind."""

from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext_lazy


class _OneKindFilter(admin.SimpleListFilter):
    """The answers of one kind, named by `kind`, where somebody asks for them."""

    def lookups(self, request, model_admin):
        return [("1", self.kind)]

    def queryset(self, request, queryset):
        return self.of_kind(request, queryset) if self.value() == "1" else queryset


class UnansweredFilter(_OneKindFilter):
    title, kind = gettext_lazy("state"), gettext_lazy("Not answered")
    parameter_name = "unanswered"

    def of_kind(self, request, answers):
        return answers.unanswered()


class DueFilter(_OneKindFilter):
    title, kind = gettext_lazy("review"), gettext_lazy("due for review")
    parameter_name = "due"

    def of_kind(self, request, answers):
        return answers.due(timezone.localdate())


class MineFilter(_OneKindFilter):
    title, kind = gettext_lazy("owner"), gettext_lazy("mine")
    parameter_name = "mine"

    def of_kind(self, request, answers):
        return answers.owned_by(request.user)
