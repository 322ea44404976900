"""Commands of `manage.py` in processes of their own, without the settings of the tests."""

import os
import subprocess
import sys

WITHOUT = {"KAIJI_DEBUG", "KAIJI_SECRET_KEY", "DJANGO_SETTINGS_MODULE"}


def manage(*arguments, **environment):
    kept = {name: value for name, value in os.environ.items() if name not in WITHOUT}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
