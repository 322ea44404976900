r"""The one settings file. What differs between machines comes from the environment.

KAIJI_DEBUG=1             development: a throw-away secret key, error pages
KAIJI_SECRET_KEY          required otherwise
KAIJI_ALLOWED_HOSTS       comma-separated host names
KAIJI_TRUSTED_ORIGINS     comma-separated origins for the admin behind a proxy (https://…)
KAIJI_BEHIND_PROXY=1      a proxy in front sets (and strips) X-Forwarded-Proto, X-Forwarded-For and
                          X-Request-ID
KAIJI_SECOND_FACTOR=0     let staff sign in by password alone, and ask nobody again who it is; only
                          where nobody else can reach it
KAIJI_HOLD_DAYS           for so long nobody can approve what somebody worked on who changed their
                          account, role or mail address; default: 7
KAIJI_SESSION_HOURS       after which a session ends in any case; default: 12
KAIJI_IDLE_MINUTES        after which it ends if nobody did anything; default: 60
KAIJI_OIDC_ISSUER         where staff sign in by OpenID Connect, as the provider writes it itself
KAIJI_OIDC_CLIENT_ID      \ as registered there, with the address
KAIJI_OIDC_CLIENT_SECRET  / https://…/admin/account/provider/callback/
KAIJI_OIDC_NAME           what the button says; default: the host of the issuer
KAIJI_OIDC_ROLES          group=Role, comma-separated: who gets an account with which role; without
                          it, accounts are made here and connected by their owners
KAIJI_OIDC_ROLE_CLAIM     the claim that these are in; default: groups
KAIJI_OIDC_SCOPE          what to ask of the provider; default: openid profile email
KAIJI_SSL_REDIRECT=0      leave the redirect to HTTPS to the proxy
DATABASE_URL              default: the embedded SQLite file beside manage.py
KAIJI_URL                 https://host of this installation, for whole addresses on pages, in files,
                          feeds and mails; default: as each reader's request says
KAIJI_ADMIN_URL           https://host of the admin where it has a host of its own: then each host
                          answers 404 for the other's addresses; default: one host for both

How the public pages look, and whom they name:

KAIJI_COMPANY             the company's name at the top of each page
KAIJI_IDENTITY            a folder with identity/identity.css (colours) and identity/logo.svg, which
                          take the place of the bundled ones
KAIJI_SECURITY_CONTACT    mailto: or https: address for /.well-known/security.txt; none without it

For mails of decisions and of what waits for somebody, which require KAIJI_URL too:

KAIJI_EMAIL_HOST          the mail server; without one, development prints mails instead
KAIJI_EMAIL_PORT          default: 587 with starttls, 465 with tls, else 25
KAIJI_EMAIL_USER          \ only for a server that asks for them
KAIJI_EMAIL_PASSWORD      /
KAIJI_EMAIL_TLS           starttls or tls; empty sends in the clear
KAIJI_EMAIL_FROM          the address that mails come from; required
KAIJI_EMAIL_BY_CRON=1     leave sending to `manage.py send_mail`; default: serving processes send
"""

import os
from pathlib import Path

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from . import environment
from .allauth_settings import *  # noqa: F403 each of them is a setting
from .oidc_settings import *  # noqa: F403

BASE_DIR = Path(__file__).resolve().parent.parent


DEBUG = environment.flag("KAIJI_DEBUG")
SECRET_KEY = os.environ.get("KAIJI_SECRET_KEY") or ("only-for-development" if DEBUG else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("Set KAIJI_SECRET_KEY, or KAIJI_DEBUG=1 for development.")


ALLOWED_HOSTS = environment.words("KAIJI_ALLOWED_HOSTS") or (
    ["127.0.0.1", "localhost"] if DEBUG else []
)
CSRF_TRUSTED_ORIGINS = environment.words("KAIJI_TRUSTED_ORIGINS")
KAIJI_BEHIND_PROXY = environment.flag("KAIJI_BEHIND_PROXY")

INSTALLED_APPS = [
    "config.admin_config.DashboardAdminConfig",  # django.contrib.admin
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "simple_history",
    "texts",
    "audit.app_config.AuditConfig",
    "django.contrib.humanize",  # the pages of allauth need it
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "accounts.accounts_config.AccountsConfig",
    "products",
    "disclosures",
]

MIDDLEWARE = [
    "config.response_headers.SecurityHeaders",
    "audit.request_ids.Recording",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.response_headers.Common",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Readers are answered here; what follows is for staff.
    "disclosures.public.middleware.PublicPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.signed_in.SignedIn",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

try:
    database = dj_database_url.config(default=f"sqlite:///{BASE_DIR / 'kaiji.sqlite3'}")
except ValueError as error:  # the address may hold a password: it is not repeated
    raise ImproperlyConfigured(
        "DATABASE_URL is no address such as postgres://user:password@127.0.0.1:5432/kaiji."
    ) from error
DATABASES = {"default": database}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # IMMEDIATE takes the write lock at the start: a transaction that reads first and
    # writes later would otherwise end in "database is locked".
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }

else:
    # A server that hangs is a server that does not answer; readers then get what was known.
    patience = {"connect_timeout": 3, "tcp_user_timeout": 5_000}  # seconds, milliseconds
    DATABASES["default"]["OPTIONS"] = patience | DATABASES["default"].get("OPTIONS", {})

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "accounts.password_rules.Repetition"},
    {"NAME": "accounts.password_rules.CommonWords"},
]

KAIJI_SECOND_FACTOR = environment.flag("KAIJI_SECOND_FACTOR", default="0" if DEBUG else "1")
KAIJI_HOLD_DAYS = environment.number("KAIJI_HOLD_DAYS", default=7)
KAIJI_SESSION_SECONDS = environment.number("KAIJI_SESSION_HOURS", default=12) * 3_600
KAIJI_IDLE_SECONDS = environment.number("KAIJI_IDLE_MINUTES", default=60) * 60
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", _("Japanese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
FORMAT_MODULE_PATH = "config.formats"

KAIJI_URL = os.environ.get("KAIJI_URL", "").rstrip("/")
KAIJI_ADMIN_URL = os.environ.get("KAIJI_ADMIN_URL", "").rstrip("/")
KAIJI_COMPANY = os.environ.get("KAIJI_COMPANY", "")
KAIJI_SECURITY_CONTACT = os.environ.get("KAIJI_SECURITY_CONTACT", "")
mail_ports = {"": 25, "starttls": 587, "tls": 465}
mail_tls = os.environ.get("KAIJI_EMAIL_TLS", "")
if mail_tls not in mail_ports:
    raise ImproperlyConfigured("KAIJI_EMAIL_TLS is starttls, tls or empty.")
EMAIL_USE_TLS, EMAIL_USE_SSL = mail_tls == "starttls", mail_tls == "tls"
EMAIL_HOST = os.environ.get("KAIJI_EMAIL_HOST", "")
EMAIL_PORT = environment.number("KAIJI_EMAIL_PORT", default=mail_ports[mail_tls])
EMAIL_HOST_USER = os.environ.get("KAIJI_EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("KAIJI_EMAIL_PASSWORD", "")
EMAIL_TIMEOUT = 10  # seconds for each answer of the server; notifications.smtp limits the whole
MAILS_ARE_SENT_IN_BACKGROUND = not environment.flag("KAIJI_EMAIL_BY_CRON")
DEFAULT_FROM_EMAIL = os.environ.get("KAIJI_EMAIL_FROM", "")
EMAIL_BACKEND = "disclosures.notifications.smtp.EmailBackend"
if DEBUG and not EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [folder] if (folder := os.environ.get("KAIJI_IDENTITY")) else []

# Longer reasons than 100 characters are an error on PostgreSQL otherwise.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
# Going back is a normal, reasoned change; old versions are only read.
SIMPLE_HISTORY_REVERT_DISABLED = True

SILENCED_SYSTEM_CHECKS = [
    *("security.W005", "security.W021"),  # other hosts of the domain are not ours to decide about
    "4_0.E001",  # `system_checks.check_addresses` says it with the name of our variable
]

CONTENT_SECURITY_POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    ]
)
# The preview of an import has two ticks for each row of the file, of which there may be 30,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 70_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 24 * 1024 * 1024  # a paste may be as large as a file, see MAX_CONTENT

if not DEBUG:  # names that change with the content, compressed by `collectstatic`
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"numbered": {"()": "config.logs.Numbered"}},
    "formatters": {
        "plain": {"format": "{message}", "style": "{"},  # it is JSON already
        "line": {
            "()": "config.logs.OneLine",
            "format": "{asctime} {levelname} {name} [{number}] {message}",
            "style": "{",
        },
    },
    "handlers": {
        "security": {"class": "logging.StreamHandler", "formatter": "plain"},
        "stderr": {
            "class": "logging.StreamHandler",
            "filters": ["numbered"],
            "formatter": "line",
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "kaiji.security": {"handlers": ["security"], "level": "INFO", "propagate": False},
        "django": {"handlers": [], "level": "WARNING"},
        # What readers ask for in vain is nothing that failed; what is refused is `django.security`.
        "django.request": {"level": "ERROR"},
    },
}

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
ssl_redirect = environment.flag("KAIJI_SSL_REDIRECT", default="1")
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
if not DEBUG:
    if KAIJI_BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = ssl_redirect
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    # Browsers keep such a name only for this host, with TLS and for all of its paths.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
