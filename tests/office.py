"""LibreOffice and the programs that read its PDF, as offices use them."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress

import pytest

PATIENCE = 60  # seconds; one conversion takes some two


def needed(*programs):
    """Skips where a program is not there; on the machine that checks all it has to be."""
    for program in programs:
        if shutil.which(program) is None:
            if os.environ.get("CI"):
                pytest.fail(f"{program} must be there in CI")
            pytest.skip(f"{program} is not installed: the workbook is not opened as offices do")


def run(*command):
    """What the program prints; neither it nor its children outlive the call."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True)
    try:
        output, _errors = process.communicate(timeout=PATIENCE)
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    assert process.returncode == 0
    return output.decode()


def converted(path, kind):
    """The file that LibreOffice saves of this one as "xlsx" or "pdf", in a folder beside it."""
    own = f"-env:UserInstallation={(path.parent / 'profile').as_uri()}"
    target = path.parent / "saved"
    saved = ("--convert-to", kind, "--outdir", str(target), str(path))
    run("soffice", own, "--headless", "--norestore", *saved)
    return target / f"{path.stem}.{kind}"
