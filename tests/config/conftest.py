"""What several tests of the settings need."""

import pytest

from .processes import manage
from .production_environment import PRODUCTION


@pytest.fixture(scope="package")
def static_files(tmp_path_factory):
    """The folder with the static files as `collectstatic` makes them."""
    folder = tmp_path_factory.mktemp("static")
    environment = {**PRODUCTION, "TEST_STATIC_ROOT": str(folder)}
    assert manage("collectstatic", "--noinput", **environment).returncode == 0
    return folder
