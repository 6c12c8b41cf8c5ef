"""A process that does the jobs of the desk: `python -m pratique.desk.worker`.

Rule: it holds one job at a time and ends between two of them when it is told to; killed in the middle, it leaves a
job that the next worker takes.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pratique.desk.jobs import Work

PARENT = "PRATIQUE_DESK_PARENT"
"""The process that started a worker, and without which it ends."""


def works(kinds: dict[str, Work] | None = None, until_idle: bool = False) -> int:
    """Do jobs until told to end (or, with `until_idle`, until none waits); how many were done."""
    from django.db import close_old_connections

    from pratique.desk.daily import begin_daily
    from pratique.desk.jobs import IDLE, lease, run
    from pratique.desk.work import KINDS

    stop, count, day = threading.Event(), 0, None
    if threading.current_thread() is threading.main_thread() and not until_idle:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
    while not stop.is_set():
        if not until_idle:
            day = begin_daily(day)
        held = lease()
        if held is not None:
            run(held, kinds or KINDS)
            count += 1
        elif until_idle:
            break
        else:
            close_old_connections()
            parent = os.environ.get(PARENT)
            if parent and os.getppid() != int(parent):
                break  # whoever started it is gone
            stop.wait(IDLE)
    return count


def watched(count: int) -> Callable[[], None]:
    """Start so many workers and start anew whichever ends; what is returned ends them all."""
    ended, running = threading.Event(), [_started() for _ in range(count)]

    def watch() -> None:
        while not ended.wait(1):
            for at, each in enumerate(running):
                if each.poll() is not None and not ended.is_set():
                    running[at] = _started()

    threading.Thread(target=watch, daemon=True).start()

    def end() -> None:
        ended.set()
        for each in running:
            each.terminate()

    return end


def _started() -> subprocess.Popen[bytes]:
    environment = {**os.environ, PARENT: str(os.getpid())}
    return subprocess.Popen([sys.executable, "-m", "pratique.desk.worker"], env=environment, stdin=subprocess.DEVNULL)


def main() -> None:
    """Set up the framework and work."""
    import django

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratique.desk.settings")
    django.setup()
    works()


if __name__ == "__main__":
    main()
