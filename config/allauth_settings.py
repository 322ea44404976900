"""What django-allauth is told: staff alone, by password and second factor, on pages we chose."""

LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # seconds
ACCOUNT_REAUTHENTICATION_METHODS = ["password", "mfa"]
# They are in the cache, of which each process has its own; `accounts.sign_in_try` has others.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_LOGOUT_ON_GET = False
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_FORMS = {
    "authenticate": "accounts.code_forms.CodeForm",
    "reauthenticate": "accounts.code_forms.CodeAgainForm",
    "activate_totp": "accounts.code_forms.ActivateForm",
    "add_webauthn": "accounts.passkey_forms.AddPasskey",
    "authenticate_webauthn": "accounts.passkey_forms.AnswerOfPasskey",
    "login_webauthn": "accounts.passkey_forms.SignInByPasskey",
    "reauthenticate_webauthn": "accounts.passkey_forms.AnswerAgainOfPasskey",
}
ACCOUNT_FORMS = {"change_password": "accounts.password_views.ChangeForm"}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff are invited, and nobody signs up
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_TOLERANCE = 1  # the half minute before and after count too
USERSESSIONS_TRACK_ACTIVITY = False  # five queries a page
