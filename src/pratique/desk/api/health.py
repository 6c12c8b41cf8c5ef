"""Whether the desk works, for whoever watches it: `/health` for anybody, `/metrics` for a token.

Rule: health tells nothing but whether; metrics are counts and sizes, never a name, a title or a value.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator

from django.db import DatabaseError, connection
from django.db.models import Count, Max
from django.http import HttpRequest

from pratique.desk.api.endpoints import Caller, Endpoint, Raw
from pratique.desk.models import Checkpoint, Decision, Dossier, Job, Ledger
from pratique.files.clock import now


def health(request: HttpRequest) -> Raw:
    """Whether the database answers; 503 where it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return Raw(b'{"status":"ok"}')
    except DatabaseError:
        return Raw(b'{"status":"the database does not answer"}', status=503)


def metrics(request: HttpRequest, caller: Caller) -> Raw:
    """Counts and sizes, in the text format of Prometheus."""
    return Raw("".join(f"{line}\n" for line in _lines()).encode(), "text/plain; version=0.0.4; charset=utf-8")


def _lines() -> Iterator[str]:
    counts = {"dossiers": Dossier.objects.count(), "decisions": Decision.objects.count()}
    for name, value in counts.items():
        yield f"# TYPE pratique_{name} gauge"
        yield f"pratique_{name} {value}"
    states = {"waiting": 0, "running": 0, "done": 0, "failed": 0}
    states |= dict(Job.objects.values_list("state").annotate(Count("id")))
    yield "# TYPE pratique_jobs gauge"
    yield from (f'pratique_jobs{{state="{state}"}} {count}' for state, count in sorted(states.items()))
    oldest = Job.objects.filter(state="waiting").order_by("made").values_list("made", flat=True).first()
    yield "# TYPE pratique_oldest_waiting_job_seconds gauge"
    yield f"pratique_oldest_waiting_job_seconds {(now() - oldest).total_seconds() if oldest else 0:.1f}"
    yield "# TYPE pratique_records gauge"
    yield from (f'pratique_records{{ledger="{each.pk}"}} {each.size}' for each in Ledger.objects.order_by("pk"))
    signed = Checkpoint.objects.aggregate(last=Max("at"))["last"]
    yield "# TYPE pratique_newest_checkpoint_age_seconds gauge"
    yield f"pratique_newest_checkpoint_age_seconds {(now() - signed).total_seconds() if signed else -1:.0f}"
    used = resource.getrusage(resource.RUSAGE_SELF)
    yield "# TYPE process_resident_memory_peak_bytes gauge"
    yield f"process_resident_memory_peak_bytes {used.ru_maxrss * 1024}"
    yield "# TYPE process_cpu_seconds_total counter"
    yield f"process_cpu_seconds_total {used.ru_utime + used.ru_stime:.3f}"


ENDPOINTS = (
    Endpoint("GET", "health", health, "Whether the desk works.", needs=None),
    Endpoint("GET", "metrics", metrics, "Counts and sizes.", needs="administer"),
)
"""What a watcher asks; they stand at the root, not under the API."""
