"""The parts as a tree: each line with its mark, word and colour; what is not clear first where there are many."""

from __future__ import annotations

from dataclasses import field

from django.http import HttpResponse
from django.shortcuts import render

from pratique.desk.decisions import answer_in
from pratique.desk.dossiers import around_dossier, dossier_of
from pratique.desk.people import DeskRequest
from pratique.desk.plain import whole
from pratique.desk.shown import STEPS, stands
from pratique.usecases.answer.answer import Answer, LineOut
from pratique.value_class import dataclass

MOST = 2_000


@dataclass(slots=True)
class LineBranch:
    """A line with those that stand below it in the same file."""

    line: LineOut
    below: list[LineBranch] = field(default_factory=list)


def page(request: DeskRequest, key: int) -> HttpResponse:
    """The tree, or what a search and a filter leave of it as a list."""
    dossier = dossier_of(request, key)
    shown = around_dossier(dossier, "bom")
    text, only = request.GET.get("q", "").strip(), request.GET.get("only", "")
    lines = worst_of_each(answer_in(shown["decision"])) if shown["decision"] else []
    found = [each for each in lines if _fits(each, text.casefold(), only)]
    listed = bool(text or only) or len(found) > MOST
    if listed:
        found.sort(key=lambda each: (-STEPS.index(each.verdict.worst), each.label))
    shown |= {
        "count": len(lines),
        "found": len(found),
        "left_out": max(0, len(found) - MOST),
        "q": text,
        "only": only,
        "listed": found[:MOST] if listed else [],
        "trees": [] if listed else trees(found),
    }
    return render(request, "bom.html", shown)


def worst_of_each(answer: Answer) -> list[LineOut]:
    """Each part once, with the worst that any instrument says of it in any act."""
    held: dict[str, LineOut] = {}
    for act in answer.transactions:
        for one in act.instruments:
            for line in one.lines:
                known = held.get(line.key)
                if known is None or STEPS.index(line.verdict.worst) > STEPS.index(known.verdict.worst):
                    held[line.key] = line
    return list(held.values())


def _fits(line: LineOut, text: str, only: str) -> bool:
    where = f"{line.label} {line.place or ''} {line.key}".casefold()
    return text in where and (only != "open" or stands(line.verdict.best, line.verdict.worst) != "may")


def trees(lines: list[LineOut]) -> list[tuple[str, list[LineBranch]]]:
    """The lines by file, each below the line whose pointer begins its own."""
    files: dict[str, list[LineBranch]] = {}
    at: dict[str, LineBranch] = {}
    for line in sorted(lines, key=lambda each: _pointer(each.place or "")):
        branch = LineBranch(line)
        file, _, pointer = (line.place or "").partition(" ")
        above = pointer
        while above and f"{file} {above}" not in at:
            above = above.rpartition("/")[0]
        (at[f"{file} {above}"].below if above else files.setdefault(file, [])).append(branch)
        if pointer:
            at[f"{file} {pointer}"] = branch
    return sorted(files.items())


def _pointer(place: str) -> tuple[str, list[tuple[int, str]]]:
    """An order in which what stands above comes first, and numbers count as such."""
    file, _, pointer = place.partition(" ")
    return file, [(-1, each) if (number := whole(each)) is None else (number, "") for each in pointer.split("/")]
