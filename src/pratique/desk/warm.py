"""Everything that a request may need, loaded and ready before the first one is answered.

Rule: no thread is the first to use a type. The decoder of a type is made up from Python code, so that a second thread
can see one that is half made; a server that answers with threads makes them all beforehand, alone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import Any

import msgspec

ASKED = (
    "pratique.desk.urls",
    "pratique.desk.work",
    "pratique.reports.attested",
    "pratique.reports.declaration",
    "pratique.reports.ownership",
    "pratique.usecases.changes.calendar",
    "pratique.usecases.changes.compare",
    "pratique.usecases.changes.what_if",
    "pratique.usecases.changes.when",
    "pratique.usecases.classify.automation",
    "pratique.usecases.classify.named",
    "pratique.usecases.convert",
    "pratique.usecases.explain",
    "pratique.usecases.markets.matrix",
    "pratique.usecases.markets.permits",
    "pratique.usecases.missing.needs",
    "pratique.usecases.ownership.own",
    "pratique.usecases.papers.attest",
)
"""What views load when they are asked."""


def warm() -> int:
    """Load what views need and make the decoder of every type; how many there are."""
    for name in ASKED:
        import_module(name)
    count = 0
    for each in _structs(msgspec.Struct):
        try:
            msgspec.json.Decoder(each)
            count += 1
        except (TypeError, NameError):  # a type that is only ever written
            continue
    return count


def _structs(above: type) -> Iterator[type]:
    below: list[type] = above.__subclasses__()
    for each in below:
        if each.__module__.startswith("pratique."):
            yield each
        yield from _structs(each)


Application = Callable[[Any, Any], Iterable[bytes]]


def once_warm(application: Application) -> Application:
    """An application whose requests wait until everything is ready; it is made ready in a thread of its own."""
    ready = threading.Event()

    def make_ready() -> None:
        try:
            warm()
        finally:
            ready.set()

    threading.Thread(target=make_ready, daemon=True).start()

    def ask(environ: Any, start: Any) -> Iterable[bytes]:
        ready.wait()
        return application(environ, start)

    return ask
