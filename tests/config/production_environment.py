"""The environment of a server as in production, behind a proxy that speaks HTTPS."""

from django.core.management.utils import get_random_secret_key

SECURE = {"X_Forwarded_Proto": "https", "Host": "kaiji.example.com"}
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "tests.production",
    "KAIJI_DEBUG": "0",
    "KAIJI_SECRET_KEY": get_random_secret_key(),
    "KAIJI_ALLOWED_HOSTS": "kaiji.example.com,127.0.0.1",
    "KAIJI_BEHIND_PROXY": "1",
}
