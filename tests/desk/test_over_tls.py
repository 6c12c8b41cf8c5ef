"""A desk served with TLS: by its certificate alone, cookies that go nowhere else, no answer in the clear."""

from __future__ import annotations

import http.client
import re
import shutil
import ssl
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.desk.served import PATIENCE, environment, free_port

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl to make a certificate")


def test_over_tls_cookies_are_its_own_and_browsers_are_told_to_stay(tmp_path: Path) -> None:
    pytest.importorskip("granian")
    cert, key, log, port = tmp_path / "c.pem", tmp_path / "k.pem", tmp_path / "log", free_port()
    made = "req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost"
    subprocess.run(
        ["openssl", *made.split(), "-keyout", str(key), "-out", str(cert)], check=True, capture_output=True
    )
    words = [sys.executable, "-m", "pratique", "desk", "--home", str(tmp_path / "home"), "--port", str(port)]
    with log.open("wb") as stream:
        process = subprocess.Popen(
            [*words, "--tls-cert", str(cert), "--tls-key", str(key)], stdout=stream, stderr=stream, env=environment()
        )
    try:
        until = time.monotonic() + PATIENCE
        while "Started worker" not in log.read_text():
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.1)
        link = re.search(r"https://\S+token=\S+", log.read_text())
        assert link, log.read_text()
        trusted = ssl.create_default_context(cafile=str(cert))
        connection = http.client.HTTPSConnection("localhost", port, context=trusted, timeout=PATIENCE)
        connection.request("GET", "/setup?" + link[0].partition("?")[2])
        answered = connection.getresponse()
        assert answered.status == 200
        answered.read()
        assert "max-age" in answered.headers["Strict-Transport-Security"]
        for cookie in answered.headers.get_all("Set-Cookie") or []:
            assert "Secure" in cookie, cookie
            assert "HttpOnly" in cookie, cookie
        assert answered.headers.get_all("Set-Cookie"), "a form has its token"
        clear = http.client.HTTPConnection("localhost", port, timeout=PATIENCE)
        clear.request("GET", "/health")
        with pytest.raises((http.client.HTTPException, ConnectionError)):
            clear.getresponse()
    finally:
        process.terminate()
        process.wait(PATIENCE)
