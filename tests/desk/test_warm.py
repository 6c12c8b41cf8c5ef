"""Before the first request is answered every type that may be read is ready: no two threads make one up together."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterable
from typing import Any

from tests.desk.served import environment
from tests.running import ROOT

COLD = """
import os, sys, threading
os.environ["DJANGO_SETTINGS_MODULE"] = "pratique.desk.settings"
import django; django.setup()
from pratique.desk.warm import warm
print(warm() > 100)
import msgspec
before = set(sys.modules)
from pratique.desk.api.urls import ENDPOINTS
for each in ENDPOINTS:
    if each.takes is not None: msgspec.json.Decoder(each.takes)
print(sorted(name for name in set(sys.modules) - before if name.startswith("pratique.")))
"""


def test_what_views_read_is_ready_before_the_first_request() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", COLD], capture_output=True, text=True, env=environment(), cwd=ROOT, check=True
    )
    assert ran.stdout.split("\n")[:2] == ["True", "[]"]


def test_a_request_waits_until_all_is_ready() -> None:
    from pratique.desk import warm

    told: list[str] = []
    go = threading.Event()

    def slow() -> int:
        go.wait(10)
        told.append("ready")
        return 0

    def application(environ: Any, start: Any) -> Iterable[bytes]:
        told.append("answered")
        return [b""]

    real, warm.warm = warm.warm, slow
    try:
        ask = warm.once_warm(application)
        asked = threading.Thread(target=lambda: list(ask({}, None)))
        asked.start()
        go.set()
        asked.join(10)
    finally:
        warm.warm = real
    assert told == ["ready", "answered"]
