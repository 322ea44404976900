"""The forms for the code of a second factor, in the place of those of allauth.

allauth counts tries and remembers used codes in the cache, of which each process has its own. Here
both are in the database.
"""

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm

from . import recovery_code, sign_in_try
from .authentication_records import record_recovery_code
from .second_factor import app_with_code, use_code


class _CodeOnce:
    """A mixin: a code of the app or a recovery code, each of which counts once."""

    is_again = False  # whether the user is signed in already

    def clean_code(self):
        tries = sign_in_try.register_try((sign_in_try.OF_CODE, str(self.user.pk)))
        code = self.cleaned_data["code"]
        self.authenticator = app_with_code(self.user, code)
        if not self.authenticator and not recovery_code.use(self.user, code):
            self._emit_authentication_failed(Authenticator.objects.filter(user=self.user).first())
            raise get_adapter().validation_error("incorrect_code")
        sign_in_try.take_back(tries)
        return code

    def save(self):
        if self.authenticator:
            super().save()
        else:
            record_recovery_code(context.request, self.user, is_again=self.is_again)


class ActivateForm(ActivateTOTPForm):
    """Sets up an app; the code that shows it works is used by that."""

    def clean_code(self):
        tries = sign_in_try.register_try((sign_in_try.OF_CODE, str(self.user.pk)))
        code = super().clean_code()
        sign_in_try.take_back(tries)
        use_code(self.user, self.secret, code)
        return code


class CodeForm(_CodeOnce, AuthenticateForm):
    """The second step of signing in."""


class CodeAgainForm(_CodeOnce, ReauthenticateForm):
    """The same before something that matters."""

    is_again = True
