from importlib import import_module

from django.db import migrations


def make_files(apps, schema_editor):
    """Versions that were submitted before there was Markdown get theirs now."""
    import_module("disclosures.migrations.0006_rendition").make("md", apps)


class Migration(migrations.Migration):

    dependencies = [
        ("disclosures", "0012_outbox"),
    ]

    operations = [
        migrations.RunPython(make_files, migrations.RunPython.noop),
    ]
