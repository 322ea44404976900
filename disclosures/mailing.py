"""Mails that Kaiji sends by itself: in Japanese, to one person each, with links to itself."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

from products.text import clean_link

LANGUAGE = "ja"
SMTP = "django.core.mail.backends.smtp.EmailBackend"
BACKEND = "django.contrib.auth.backends.ModelBackend"  # others know no permissions
# What a mail server or an address may do wrong: SMTPException is an OSError, and a malformed
# address a ValueError.
UNSENT = (OSError, ValueError)


def unset():
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


def mail(template, to, **context):
    """The mail that `disclosures/mail/<template>.txt` and `…_subject.txt` make for that address."""
    context["site"] = settings.KAIJI_URL.rstrip("/")
    subject = render_to_string(f"disclosures/mail/{template}_subject.txt", context)
    return EmailMessage(
        " ".join(subject.split()),  # one line, whatever was put into it
        render_to_string(f"disclosures/mail/{template}.txt", context),
        to=[to],
        headers={"Auto-Submitted": "auto-generated"},  # no reply of an absence assistant
    )
