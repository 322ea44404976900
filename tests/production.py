"""The settings outside development as tests serve them, with an address that fails."""

import os

from config.settings import *  # noqa: F403

STATIC_ROOT = os.environ["TEST_STATIC_ROOT"]
ROOT_URLCONF = "tests.failing"
