"""What one record tells, in words that no format owns: between a format's reader and the shapes of lines.

Rule: a reader copies what stands in the record and decides nothing; `shapes` turns it into values.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from pratique.facts import part as facts
from pratique.items.lines import Claim
from pratique.logic.values import Value, one_of

HARDWARE: Mapping[str, Value] = {facts.kind.name: one_of("hardware")}
SOFTWARE: Mapping[str, Value] = {facts.kind.name: one_of("software")}
APPLICATION: Mapping[str, Value] = {**SOFTWARE, facts.software_class.name: one_of("application")}
SYSTEM: Mapping[str, Value] = {**SOFTWARE, facts.software_class.name: one_of("system")}
NOTHING: Mapping[str, Value] = {}
PACKAGE = "software by its package"
"""Stands for a type that says nothing, where the address of a package or an SPDX purpose says software.

No document writes it as a type: `package` and `module` are words of hardware too.
"""
MANAGERS = frozenset(
    b"alpm apk bitnami cargo cocoapods composer conan conda cpan cran deb docker ebuild gem githubactions golang "
    b"hackage hex julia luarocks maven npm nuget oci opam otp pub pypi qpkg rpm swift vcpkg".split()
)
"""Types of package addresses (purl) under which nothing but software is handed on; `generic` may be anything."""
_ADDRESS = re.compile(rb'"pkg:(?:\\?/)*([A-Za-z0-9.+-]+)\\?/')

VALUES_OF_TYPE: Mapping[str, Mapping[str, Value]] = {
    "device": HARDWARE,
    "application": APPLICATION,
    "operating-system": SYSTEM,
    "library": SOFTWARE,
    "framework": SOFTWARE,
    "container": SOFTWARE,
    "device-driver": SOFTWARE,
    "firmware": SOFTWARE,
    PACKAGE: SOFTWARE,
}
"""What a component's type says, by its CycloneDX name.

Other types say nothing of hardware or software.

`firmware` is the author's word: the rule's firmware controls a single device and is excluded from the rule, so
the type alone leaves the class of the software open.
"""


def is_packaged(kind: str, record: bytes) -> bool:
    """Whether a type says nothing and the addresses of packages in a piece of JSON are all of software."""
    types = {found.lower() for found in _ADDRESS.findall(record)} if kind in ("", "file", "other") else set()
    return bool(types) and types <= MANAGERS


class PartyMention(msgspec.Struct, frozen=True, gc=False):
    """A party named in a role; `organised` is a stated place of organisation, `country` one of an address."""

    role: str
    name: str | None = None
    country: str | None = None
    address: str = ""
    lei: str | None = None
    ref: str | None = None
    organised: str | None = None
    citizen_of: str | None = None
    person: bool | None = None
    claims: tuple[Claim, ...] = ()


class LineRecord(msgspec.Struct, frozen=True, gc=False):
    """All that one record tells of a part; `properties` are (name, value) with their prefix, in order."""

    type: str
    namings: tuple[PartyMention, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()
    opaque: bool = False
