"""Who controls a party and whether owners are listed, in registries that are sent; a bill in another format."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pratique.desk.api.asked import AskedFiles
from pratique.desk.api.asking import endpoint
from pratique.desk.api.problems import Stop
from pratique.files.clock import today
from pratique.usecases.ownership.screen import NameAsked


class AskedOwn(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A party (id, identifier or name) in registries: every file that is sent."""

    party: str
    on: date | None = None
    known_on: date | None = None
    countries: tuple[str, ...] = ("CN=CN,HK,MO", "RU=RU")
    test: str = "power-to-decide"

    def asking(self) -> str:
        """The first of the registries: each of them is read."""
        return min(self.plain(), default="")


class AskedOwners(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """Names to be screened against `lists`, named among the files; every other file is ownership data.

    A list may have the day of its copy behind its name: `sdn.csv@2026-11-20`.
    """

    names: tuple[NameAsked, ...]
    lists: tuple[str, ...]
    on: date | None = None

    def asking(self) -> str:
        """The first of the files: each of them is read."""
        return min(self.plain(), default="")


class AskedConvert(AskedFiles, kw_only=True, forbid_unknown_fields=True):
    """A bill of materials (`main`) and the format that it is to be written in."""

    to: str


def own(asked: AskedOwn, main: Path) -> bytes:
    from pratique.reports.ownership import ownership_json
    from pratique.usecases.ownership.own import OwnQuestion
    from pratique.usecases.ownership.own import own as ask

    registries = [main.parent / name for name in sorted(asked.plain())]
    question = OwnQuestion(registries, asked.on or today(), asked.known_on, asked.countries, asked.test)
    return ownership_json(ask(asked.party, question)).encode() + b"\n"


def screen_owners(asked: AskedOwners, main: Path) -> bytes:
    from pratique.reports.screening import screening_json
    from pratique.usecases.ownership.screen import screened_above

    sent = sorted(asked.plain())
    named = {name if name in sent else name.rpartition("@")[0] for name in asked.lists}
    if missing := sorted(named - set(sent)):
        raise Stop(422, f"There is no file {missing[0]!r} among those that were sent.")
    lists = [main.parent / name for name in asked.lists]
    registries = [main.parent / name for name in sent if name not in named]
    if not lists or not registries:
        raise Stop(422, "Send a list, and ownership data beside it.")
    return (screening_json(screened_above(asked.names, lists, registries, asked.on)) + "\n").encode()


def convert(asked: AskedConvert, main: Path) -> bytes:
    from pratique.usecases.convert import convert_file

    return convert_file(main, asked.to).data


ENDPOINTS = (
    endpoint("own", own, AskedOwn, "Who controls a party, with the chain and what is missing."),
    endpoint("screen-owners", screen_owners, AskedOwners, "Names and who owns them against lists, with reasons."),
    endpoint("convert", convert, AskedConvert, "A bill of materials in another format."),
)
"""Registries and bills by themselves."""
