from importlib import import_module

from django.db import migrations


def make_files(apps, schema_editor):
    """Versions that were submitted before there were PDFs get theirs, where they can be made."""
    import_module("disclosures.migrations.0006_rendition").make("pdf", apps)


class Migration(migrations.Migration):

    dependencies = [
        ("disclosures", "0009_intake"),
    ]

    operations = [
        migrations.RunPython(make_files, migrations.RunPython.noop),
    ]
