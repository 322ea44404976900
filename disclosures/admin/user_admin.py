"""Users in the admin: they are invited, set their own password, and are disabled, never deleted."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import User
from django.utils.translation import gettext, gettext_lazy

from accounts.account_mail import AccountMail, enqueue
from accounts.credential_seal import is_broken
from accounts.recently_confirmed import ask_again
from disclosures.notifications.message import missing_settings

from .account_change import account_changed
from .group_admin import role_name
from .page import AdminWithPages
from .sign_in_page import sign_in_page

# What only superusers give: whoever manages users otherwise could raise themselves.
RIGHTS = ("is_superuser", "groups", "user_permissions")

admin.site.unregister(User)


class InviteForm(forms.ModelForm):
    """A new colleague, who sets a password by the link that is sent."""

    class Meta:
        model = User
        fields = ("username", "first_name", "last_name", "email", "groups")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def save(self, commit=True):
        user = super().save(commit=False)
        user.is_staff = True
        user.set_unusable_password()
        if commit:
            user.save()
            self.save_m2m()
        return user


@admin.register(User)
class UserAdmin(AdminWithPages, StockUserAdmin):
    """The stock pages, minus what would break the record or give somebody another's account."""

    pages = (sign_in_page,)
    add_form = InviteForm
    add_fieldsets = ((None, {"fields": InviteForm.Meta.fields}),)
    fieldsets = (
        (None, {"fields": ("username", "first_name", "last_name", "email")}),
        (
            gettext_lazy("Permissions"),
            {"fields": ("is_active", "is_staff", "is_superuser", "groups", "user_permissions")},
        ),
        (gettext_lazy("Important dates"), {"fields": ("last_login", "date_joined")}),
    )

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        """Superusers are changed by superusers alone."""
        is_above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not is_above

    def get_readonly_fields(self, request, obj=None):
        stock = super().get_readonly_fields(request, obj)
        return stock if request.user.is_superuser or obj is None else (*stock, *RIGHTS)

    def get_fieldsets(self, request, obj=None):
        if obj is None and not request.user.is_superuser:
            fields = [name for name in InviteForm.Meta.fields if name not in RIGHTS]
            return ((None, {"fields": fields}),)
        return super().get_fieldsets(request, obj)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        asking = ask_again(request, request.path)
        return asking or super().changeform_view(request, object_id, form_url, extra_context)

    def save_model(self, request, obj, form, change):
        # A change past the program stays visible, whatever is changed by the program after it.
        form.was_sealed = not change or not is_broken(obj)
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        """What follows from the change, once all of it is stored."""
        super().save_related(request, form, formsets, change)
        user, changed = form.instance, form.changed_data
        if change:
            kept = {"was_sealed": form.was_sealed, "former": form.initial}
            account_changed(request, user, changed, **kept)
            return
        account_changed(request, user, ["added", *changed], was_sealed=True)
        told = {
            "by": request.user.get_username(),
            "roles": [group.name for group in user.groups.all()],
        }
        enqueue(user, AccountMail.Kind.INVITATION, **told)
        if problems := missing_settings():
            words = gettext("No invitation can be sent before these are set: %(settings)s.")
            messages.warning(request, words % {"settings": ", ".join(problems)})

    def get_urls(self):
        """Without the page that sets somebody else's password: only its owner does."""
        stock = super().get_urls()
        return [url for url in stock if url.name != "auth_user_password_change"]

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        if db_field.name == "groups":
            field.label_from_instance = role_name
        return field

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if "is_active" in form.base_fields:
            form.base_fields["is_active"].help_text = gettext(
                "Users cannot be deleted, because the history names them. Switch this off instead."
            )
        return form
