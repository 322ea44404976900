import time

from django.db import migrations


def never_end(apps, schema_editor):
    print("begun", flush=True)
    time.sleep(600)


class Migration(migrations.Migration):
    operations = [migrations.RunPython(never_end, migrations.RunPython.noop)]
