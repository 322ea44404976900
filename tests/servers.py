"""The program as it is served in production, for the tests that need processes of their own."""

import os
import re
import shlex
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

PATIENCE = 90  # seconds for a server to begin, or to answer, on a machine that is busy
PROJECT = Path(__file__).parents[1]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """A server on that port of this machine, asked with a new connection each time."""

    def __init__(self, port, is_proxy=False, process=None):
        self.port, self.is_proxy, self.process = port, is_proxy, process

    def get(self, path, **headers):
        """Status, headers and body of what stands there."""
        return self.ask("GET", path, **headers)

    def ask(self, method, path, body=None, **headers):
        """Status, headers and body of the answer."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            sent = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, headers={"Connection": "close", **sent})
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()

    def wait(self, process, path="/healthz"):
        """Until the server answers."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and process.poll() is None:
            try:
                if self.get(path)[0] == 200:
                    return
            except OSError:
                time.sleep(0.05)
        raise TimeoutError(f"Nothing answers on port {self.port}.")


@contextmanager
def running(command, port, is_proxy=False, **options):
    """A process that serves on that port, until the block ends."""
    process = subprocess.Popen(command, **options)
    server = Server(port, is_proxy, process)
    try:
        server.wait(process)
        yield server
    finally:
        process.terminate()
        process.wait(PATIENCE)


@contextmanager
def kaiji(database, workers=2, *, stderr=None, **environment):
    """The service as the documentation starts it, with so many processes, on that database."""
    port = free_port()
    settings = {
        "KAIJI_DEBUG": "1",
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }
    options = {
        "env": {**os.environ, **settings, **environment},
        "cwd": PROJECT,
        "stdout": subprocess.DEVNULL,
        "stderr": stderr,
    }
    with running(command_of_service(port, workers), port, **options) as server:
        yield server


def command_of_service(port, workers):
    """What the documented unit starts, with this Python, on that port, and ending sooner."""
    unit = (PROJECT / "docs/deployment/kaiji.service").read_text().replace("\\\n", " ")
    _granian, *arguments = shlex.split(re.search("^ExecStart=(.*)$", unit, re.MULTILINE)[1])
    ours = {"--port": port, "--workers": workers, "--workers-kill-timeout": 5}
    for option, value in ours.items():
        arguments[arguments.index(option) + 1] = str(value)
    return [sys.executable, "-m", "granian", *arguments]


@contextmanager
def nginx(behind, folder):
    """The proxy of the documentation before that server; it keeps what it is let keep."""
    path = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("nginx must be there in CI")
        pytest.skip("nginx is not installed: its cache before the program is not tested")
    port = free_port()
    text = (PROJECT / "docs/deployment/nginx.conf").read_text()
    text = text.replace("127.0.0.1:8000", f"127.0.0.1:{behind.port}")
    text = text.replace("127.0.0.1:8080", f"127.0.0.1:{port}")
    (folder / "nginx.conf").write_text(text)
    as_we_are = "user root; " if os.geteuid() == 0 else ""  # or it may not read our folder
    command = [path, "-p", str(folder), "-c", "nginx.conf", "-g", f"{as_we_are}daemon off;"]
    with running(command, port, is_proxy=True) as server:
        yield server


class Wire:
    """A connection to a server of this machine that can be cut, as when that server stops."""

    def __init__(self, port):
        self.target = ("127.0.0.1", port)
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.open = []
        Thread(target=self._accept, daemon=True).start()

    def cut(self):
        """End all connections, and take no more."""
        for one in [self.listening, *self.open]:
            with suppress(OSError):  # the other side ended it before
                one.shutdown(socket.SHUT_RDWR)
            one.close()

    def _accept(self):
        while True:
            try:
                near, _address = self.listening.accept()
            except OSError:
                return
            far = socket.create_connection(self.target)
            self.open += [near, far]
            for source, sink in ((near, far), (far, near)):
                Thread(target=_pass_on, args=(source, sink), daemon=True).start()


def _pass_on(source, sink):
    with suppress(OSError):  # it was cut
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
