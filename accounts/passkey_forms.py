"""The forms that take what a passkey answered, in the place of those of allauth.

Browsers send it as JSON, and anybody may send something else. What has another shape than a
credential of WebAuthn is refused before the library reads it: there a number in the place of
a text would be taken for a count of bytes to make.
"""

import struct

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms

MAX_LENGTH = 32_000  # characters; an answer with a certificate has some 5,000
# What the libraries raise for texts that are no such data.
MALFORMED = (
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
    struct.error,
)


class CredentialField(forms.JSONField):
    """A credential of WebAuthn: an object of texts."""

    def to_python(self, value):
        if isinstance(value, str) and len(value) > MAX_LENGTH:
            raise get_adapter().validation_error("incorrect_code")
        try:
            credential = super().to_python(value)
        except (ValueError, RecursionError):  # also of a number with thousands of digits
            raise get_adapter().validation_error("incorrect_code") from None
        if not _is_credential(credential):
            raise get_adapter().validation_error("incorrect_code")
        return credential

    def bound_data(self, data, initial):
        """Nothing: the script of the page fills it anew."""
        return ""


def _is_credential(value):
    if not isinstance(value, dict) or not isinstance(response := value.get("response"), dict):
        return False
    texts = [
        value.get("id"),
        value.get("rawId"),
        value.get("type"),
        value.get("authenticatorAttachment", ""),
    ]
    named = {
        name: part
        for name, part in response.items()
        if name not in ("transports", "publicKeyAlgorithm")
    }
    transports = response.get("transports", [])
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(part, str) or part is None for part in named.values())
        and isinstance(transports, list)
        and all(isinstance(one, str) for one in transports)
        and isinstance(response.get("publicKeyAlgorithm", 0), int)
    )


class _Wellformed:
    """A mixin: what cannot be read is a wrong answer, and no error of ours."""

    def full_clean(self):
        try:
            super().full_clean()
        except MALFORMED:
            self.add_error("credential", get_adapter().validation_error("incorrect_code"))


class AddPasskey(_Wellformed, AddWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class AnswerOfPasskey(_Wellformed, AuthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class SignInByPasskey(_Wellformed, LoginWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)


class AnswerAgainOfPasskey(_Wellformed, ReauthenticateWebAuthnForm):
    credential = CredentialField(widget=forms.HiddenInput)
