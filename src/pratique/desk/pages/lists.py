"""The screening lists of a workspace: from when each is, how complete, until when absence from it counts.

Rule: it says what `pratique lists status` says of the same files; one that cannot be read is told beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.kept_lists import days_in, folder_of, kept_in, named_from, with_day
from pratique.desk.people import DeskRequest
from pratique.errors import Finding, InvalidInput
from pratique.usecases.ownership.lists import ListState, status


def page(request: DeskRequest) -> HttpResponse:
    """Every list that is kept here, and every imported pack."""
    folder = folder_of(request.member.workspace)
    days = days_in(folder) if folder else {}
    files = [with_day(each, days) for each in kept_in(folder)] if folder else []
    found, unread = _states(files)
    if unread and len(files) > 1:
        each = [_states([file]) for file in files]
        found = [one for states, _ in each for one in states if one.origin == "file"]
        found += [one for one in _states(())[0] if one.origin != "file"]
    return render(request, "lists.html", {"found": found, "unread": unread})


def _states(files: Sequence[Path]) -> tuple[list[ListState], list[Finding]]:
    """The lists in some files and in packs, or why one of them cannot be read."""
    try:
        if not files:
            return list(status()), []
        with named_from(files[0].parent):
            return list(status(files)), []
    except InvalidInput as error:
        return [], list(error.findings)
