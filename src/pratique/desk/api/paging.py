"""A page of a list, read by a cursor that stays good while rows are added."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest

from pratique.desk.api.problems import Stop
from pratique.desk.models import Dossier, Job, Record
from pratique.desk.plain import whole

MOST = 200
"""Rows of a page of a list."""
T = TypeVar("T", Dossier, Job, Record)


def page_of(
    request: HttpRequest, rows: QuerySet[T], by: str, newest_first: bool = False
) -> tuple[list[T], str | None]:
    """One page: what comes after the cursor, which is the last value of `by` that was told."""
    limit = min(max(_number(request, "limit", 50), 1), MOST)
    after = _number(request, "cursor", 0)
    if after:
        rows = rows.filter(**{f"{by}__lt" if newest_first else f"{by}__gt": after})
    found = list(rows.order_by(f"-{by}" if newest_first else by)[: limit + 1])
    return found[:limit], str(getattr(found[limit - 1], by)) if len(found) > limit else None


def _number(request: HttpRequest, name: str, default: int) -> int:
    told_as = request.GET.get(name)
    number = default if told_as is None else whole(told_as)
    if number is None:
        raise Stop(400, f"{name} is a whole number, not {told_as!r}.")
    return number
