"""A process that does the jobs of the desk: `python -m pratique.desk.worker`.

Rule: it holds one job at a time and ends between two of them when it is told to; killed in the middle, it leaves a
job that the next worker takes.
"""

from __future__ import annotations

import os
import signal
import threading

from pratique.desk.jobs import IDLE, Work, lease, run


def works(kinds: dict[str, Work] | None = None, until_idle: bool = False) -> int:
    """Do jobs until told to end (or, with `until_idle`, until none waits); how many were done."""
    from django.db import close_old_connections

    from pratique.desk.work import KINDS

    stop, count = threading.Event(), 0
    if threading.current_thread() is threading.main_thread() and not until_idle:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
    while not stop.is_set():
        held = lease()
        if held is not None:
            run(held, kinds or KINDS)
            count += 1
        elif until_idle:
            break
        else:
            close_old_connections()
            parent = os.environ.get("PRATIQUE_DESK_PARENT")
            if parent and os.getppid() != int(parent):
                break  # whoever started it is gone
            stop.wait(IDLE)
    return count


def main() -> None:
    """Set up the framework and work."""
    import django

    os.umask(0o077)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pratique.desk.settings")
    django.setup()
    works()


if __name__ == "__main__":
    main()
