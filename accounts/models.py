"""What is stored about signing in, and about who changed how somebody else signs in."""

from .account_mail import AccountMail
from .credential_hold import CredentialHold
from .credential_seal import CredentialSeal
from .identity import Identity
from .recovery_code import RecoveryCode
from .sign_in_try import SignInTry
from .used_code import UsedCode

__all__ = [
    "AccountMail",
    "CredentialHold",
    "CredentialSeal",
    "Identity",
    "RecoveryCode",
    "SignInTry",
    "UsedCode",
]
