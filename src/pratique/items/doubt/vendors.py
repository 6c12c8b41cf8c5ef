"""Who else a record names as the maker of its part: in its package address, its CPE, group, copyright or evidence.

Rule: a name here is compared with the makers of the line and with its own name by their words, so that "Acme GmbH"
and `acme` are one; one that shares none with them is somebody else. Software whose sources nobody calls complete is
left alone: its names of origin are open already, and of many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pratique.items.bill import Bill, Outside
from pratique.items.doubt.plain import is_of_software, table, tables, text
from pratique.items.doubt.words import words_in
from pratique.items.lines import Line

OTHERWISE = "another maker or another part than its line says, by an identifier or by evidence"
_PURL = re.compile(r"pkg:/*([a-z0-9.+-]+)/+([^@?#]+)", re.IGNORECASE)
_CPE = re.compile(r"cpe:2\.3:.:([^:]+):([^:]+)|cpe:/.:([^:]+):([^:]+)", re.IGNORECASE)
_OWNED = re.compile(r"(?:copyright|\(c\)|©|&copy;)[\s:]*(?:\(c\)|©)?[\s\d,–-]*(?:by )?([^\n;]{2,80})", re.IGNORECASE)
_SITE = re.compile(
    r"(?:\w+\+)?https?://(?:[^/@]*@)?(?:[\w-]+\.)*?([\w-]+)\.(?:com?\.|org\.|net\.)?\w+(?=[:/?#]|$)", re.IGNORECASE
)


@cache
def _listed(name: str) -> frozenset[str]:
    """`sites` on which the works of anybody stand, or words of names that are `general`."""
    return frozenset(words_in("vendors")[name].split())


def otherwise_named(record: Mapping[str, object], line: Line, bill: Bill) -> Iterator[Outside]:
    """The makers and names in the identifiers of a record that are none of its line's."""
    makers = " ".join(source.name or "" for source in line.shape.sources)
    is_hard = line.type in ("device", "platform") or (line.type == "" and not is_of_software(record))
    if not makers.strip() or not (line.shape.sources_closed or is_hard):
        return
    own = _words(f"{makers} {line.name} {_authors(record)}")
    for where, vendor, product in _identifiers(record):
        if vendor and not own & _words(vendor) and not _abbreviates(vendor, makers):
            yield Outside(f"{where} {vendor}", OTHERWISE, line.pointer)
        elif product and not own & _words(product) and is_hard:
            yield Outside(f"{where} {product}", OTHERWISE, line.pointer)


def _authors(record: Mapping[str, object]) -> str:
    return " ".join(text(record, key) for key in ("publisher", "author", "supplier", "originator"))


def _identifiers(record: Mapping[str, object]) -> Iterator[tuple[str, str, str]]:
    """What names a maker or a product: where it stands, the maker, the product (empty where it names none)."""
    addresses = [text(record, key) for key in ("purl", "software_packageUrl", "packageUrl")]
    cpes = [text(record, "cpe")]
    for each in (*tables(record.get("externalRefs")), *tables(record.get("externalIdentifier"))):
        locator = text(each, "referenceLocator") or text(each, "identifier")
        (addresses if locator.casefold().startswith("pkg:") else cpes).append(locator)
    evidence = table(record.get("evidence"))
    for each in tables(evidence.get("identity")):
        concluded = text(each, "concludedValue")
        match text(each, "field"):
            case "purl":
                addresses.append(concluded)
            case "cpe":
                cpes.append(concluded)
            case "group" | "manufacturer" | "supplier" | "publisher" if concluded:
                yield "evidence of identity", concluded, ""
            case "name" if concluded:
                yield "evidence of identity", "", concluded
    for address in addresses:
        if found := _PURL.match(address):
            namespace, _, name = found[2].strip("/").rpartition("/")
            yield "package address", namespace.replace("%40", "").replace("@", ""), name
    for cpe in cpes:
        if found := _CPE.match(cpe):
            yield "CPE", (found[1] or found[3]).replace("*", ""), (found[2] or found[4]).replace("*", "")
    for site in _sites(record):
        yield "site", site, ""
    yield "group", text(record, "group"), ""
    yield "SWID", "", text(table(record.get("swid")), "name")
    for key in ("copyright", "copyrightText", "software_copyrightText"):
        for holder in _OWNED.findall(text(record, key)):
            yield "copyright of", holder.strip(), ""


def _sites(record: Mapping[str, object]) -> Iterator[str]:
    """The names of the sites of a part, without those on which anybody may stand."""
    urls = [text(record, "homepage"), text(record, "downloadLocation"), text(record, "software_homePage")]
    urls += [
        text(each, "url") for each in tables(record.get("externalReferences")) if text(each, "type") == "website"
    ]
    for url in urls:
        if (found := _SITE.match(url)) and found[1].casefold() not in _listed("sites"):
            yield found[1]


def _words(name: str) -> frozenset[str]:
    found = re.findall(r"[^\W_]{2,}", name.casefold())
    return frozenset(each for each in found if each not in _listed("general") and not each.isdecimal())


def _abbreviates(vendor: str, makers: str) -> bool:
    """Whether a name is made of the first letters of a maker's, or begins it ("ti" for Texas Instruments)."""
    short = re.sub(r"\W|_", "", vendor.casefold())
    words = re.findall(r"[^\W_]+", makers.casefold())
    letters = "".join(each[0] for each in words)
    joined = "".join(words)
    return bool(short) and (short in letters or (len(short) > 2 and (short in joined or joined in short)))
