"""What `manage.py check` says about the machine that the program runs on."""

from django.core.checks import Info

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
