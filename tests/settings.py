"""The project's settings as the suite uses them."""

import os

os.environ["KAIJI_DEBUG"] = "1"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES

# Static files come from the apps: nothing is collected for the suite.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in use: several processes cannot share a database in memory.
    DATABASES["default"]["TEST"] = {"NAME": BASE_DIR / "test.sqlite3"}
