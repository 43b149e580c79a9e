"""A real start and a real stop."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable

import pytest

Run = Callable[..., tuple[int, str, str]]
START = "import sys; from bonegraph.cli.main import main; sys.exit(main(sys.argv[1:]))"


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_start_answer_stop(sign: int) -> None:
    server = subprocess.Popen(
        [sys.executable, "-c", START, "serve", "--port", "0", "--workers", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout
        address = server.stdout.readline().split()[3]
        with urllib.request.urlopen(address + "health", timeout=60) as reply:
            assert json.load(reply)["status"] == "ok"
        server.send_signal(sign)
        _, told = server.communicate(timeout=30)
    finally:
        server.kill()
    assert server.returncode == 0, told
    assert "Traceback" not in told and told.rstrip().endswith("stopped")
    assert json.loads(told.splitlines()[0])["path"] == "/health"


def test_a_taken_port_is_told_with_a_free_one(run: Run) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, out, err = run("serve", "--port", port)
    assert code == 2 and not out and f"port {port}" in err and "is free: bonegraph serve --port" in err and "Traceback" not in err


def test_wrong_use(run: Run) -> None:
    assert run("serve", "--port", "70000")[0] == 2
    assert run("serve", "--host", "203.0.113.7")[0] == 2
