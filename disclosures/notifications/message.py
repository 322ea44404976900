"""Mails that Kaiji sends by itself: in Japanese, to one person each, with links to itself."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation

from texts.validation import clean_link

LANGUAGE = "ja"
SMTP = "disclosures.notifications.smtp.EmailBackend"
BACKEND = "django.contrib.auth.backends.ModelBackend"  # others know no permissions


def missing_settings():
    """Which settings are missing before a mail with links can be sent, each in words."""
    problems = []
    try:
        is_address = bool(clean_link(settings.KAIJI_URL))
    except ValidationError:
        is_address = False
    if not is_address:
        problems.append("KAIJI_URL to the address of this installation (https://…)")
    if settings.EMAIL_BACKEND == SMTP and not settings.EMAIL_HOST:
        problems.append("KAIJI_EMAIL_HOST to the mail server")
    if not settings.DEFAULT_FROM_EMAIL:
        problems.append("KAIJI_EMAIL_FROM to the address that the mails come from")
    return problems


def render_mail(template, **context):
    """Subject and text that `disclosures/mail/<template>_subject.txt` and `….txt` make."""
    context["site"] = settings.KAIJI_ADMIN_URL or settings.KAIJI_URL
    with translation.override(LANGUAGE):
        subject = render_to_string(f"disclosures/mail/{template}_subject.txt", context)
        text = render_to_string(f"disclosures/mail/{template}.txt", context)
    return " ".join(subject.split()), text  # a subject is one line, whatever was put into it
