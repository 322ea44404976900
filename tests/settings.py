"""The project's settings as the suite uses them."""

import os

os.environ["KAIJI_DEBUG"] = "1"

from config.settings import *  # noqa: F403
from config.settings import BASE_DIR, DATABASES

# A test says itself when mails are sent.
MAILS_ARE_SENT_IN_BACKGROUND = False

# Static files come from the apps: nothing is collected for the suite.
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# The test database carries the number of the process, so that two suites can run on one machine.
run = f"test_kaiji_{os.getpid()}"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, as in use: several processes cannot share a database in memory.
    run = BASE_DIR / f"{run}.sqlite3"
DATABASES["default"]["TEST"] = {"NAME": run}

# The usual one is slow on purpose; no password of a test is worth guessing.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
