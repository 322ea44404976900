"""What `manage.py check` says about the machine that the program runs on, and its settings."""

from django.conf import settings
from django.core.checks import Info, Warning

from .exports import sheet_pdf


def check_pdf(app_configs, **kwargs):
    """System check: versions get a PDF, or it is said why not. All else works without."""
    if not sheet_pdf.MISSING:
        return []
    return [
        Info(
            f"No PDF is made of a version, and none is offered: {sheet_pdf.MISSING}.",
            hint=(
                "Install requirements.txt, and Pango with it: on Debian and Ubuntu"
                " apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-noto-cjk."
            ),
            id="disclosures.I001",
        )
    ]


def check_address(app_configs, **kwargs):
    """System check (`--deploy`): the installation knows the address under which it is read."""
    if settings.KAIJI_URL.startswith(("https://", "http://")):
        return []
    return [
        Warning(
            "KAIJI_URL names no address: pages follow the host of each request, files name none.",
            hint="Set it to scheme and host as readers know them, https://kaiji.example.com.",
            id="disclosures.W002",
        )
    ]
