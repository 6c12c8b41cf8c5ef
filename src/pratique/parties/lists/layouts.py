"""The columns of the tables that the United Kingdom and the European Union publish, by their titles.

Rule: a title is compared by its letters and digits alone. What each column holds is said here once; the columns that
are known and not read are named too, so that one which may hold a name and is called nearly so is noticed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import field

from pratique.errors import Findings, Place
from pratique.files import delimiter_of, read_records
from pratique.value_class import dataclass


@dataclass(frozen=True, slots=True)
class ListLayout:
    """A form of a list: for each kind of content the titles (`bare`) of the columns that hold it.

    `parts` make one name in their order, `whole` are names as they stand; without each of `needed` nobody can be
    called absent. `other` is known and not read, titles that begin with one of `prefixes` as well.
    """

    code: str
    id: tuple[str, ...]
    parts: tuple[str, ...]
    whole: tuple[str, ...]
    needed: tuple[str, ...]
    kind: tuple[str, ...]
    number: tuple[str, ...] = ()
    alias: str = ""
    strength: str = ""
    country: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    numbers: tuple[tuple[str, str], ...] = ()
    births: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    remarks: str = ""
    subsidiaries: str = ""
    issued: str = ""
    names_in: str = ""
    elsewhere: tuple[str, ...] = ()
    other: frozenset[str] = frozenset()
    prefixes: tuple[str, ...] = field(default=())

    @property
    def naming(self) -> tuple[str, ...]:
        """The columns that hold names."""
        return (*self.parts, *self.whole)

    @property
    def read(self) -> frozenset[str]:
        """The columns that are read."""
        several = (self.country, self.address, self.births, self.programs, self.start, self.kind, self.number)
        numbers = (title for title, _ in self.numbers)
        single = filter(None, (self.alias, self.strength, self.remarks, self.subsidiaries, self.issued))
        return frozenset((*self.id, *self.naming, *numbers, *single, *(each for group in several for each in group)))

    def knows(self, title: str) -> bool:
        """Whether a title is one of the form, read or not."""
        return title in self.read or title in self.other or title.startswith(self.prefixes or ("\0",))


def bare(title: str) -> str:
    """A title by its letters and digits, in lower case."""
    return "".join(filter(str.isalnum, title)).casefold()


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UK_PARTS = ("name1", "name2", "name3", "name4", "name5", "name6")
_UK_NAMES = (*_UK_PARTS, "namenonlatinscript")
_LINES = tuple(f"addressline{number}" for number in range(1, 7))
_UK = ListLayout(
    code="UK",
    id=("uniqueid", "ofsigroupid"),
    number=("uniqueid", "ofsigroupid"),
    parts=_UK_PARTS,
    whole=("namenonlatinscript",),
    needed=_UK_NAMES,
    kind=("individualentityship", "designationtype"),
    alias="nametype",
    strength="aliasstrength",
    country=("addresscountry", "nationalityies", "nationality", "countryofbirth"),
    address=(*_LINES, "addresspostalcode", "addresscountry"),
    numbers=(
        ("passportnumber", "Passport"),
        ("nationalidentifiernumber", "National identification"),
        ("businessregistrationnumbers", "Registration Number"),
        ("businessregistrationnumber", "Registration Number"),
        ("imonumber", "IMO"),
    ),
    births=("dob",),
    programs=("regimename",),
    start=("datedesignated",),
    remarks="otherinformation",
    subsidiaries="subsidiaries",
    other=_words(
        """lastupdated unreferencenumber title nonlatinscripttype nonlatinscriptlanguage designationsource
        sanctionsimposed ukstatementofreasons phonenumber website emailaddress
        nationalidentifieradditionalinformation passportadditionalinformation position gender townofbirth
        typeofentity parentcompany currentowneroperators previousowneroperators
        currentbelievedflagofship previousflags typeofship tonnageofship lengthofship yearbuilt
        hullidentificationnumberhin"""
    ),
)
_OFSI = ListLayout(
    code="OFSI",
    id=("groupid",),
    number=("groupid",),
    parts=_UK_PARTS,
    whole=("namenonlatinscript",),
    needed=_UK_NAMES,
    kind=("grouptype",),
    alias="aliastype",
    strength="aliasquality",
    country=("country", "nationality", "countryofbirth"),
    address=(*(f"address{number}" for number in range(1, 7)), "postzipcode", "country"),
    numbers=(
        ("passportnumber", "Passport"),
        ("passportdetails", "Passport"),
        ("nationalidentificationnumber", "National identification"),
        ("niidnumber", "National identification"),
        ("niidno", "National identification"),
    ),
    births=("dob",),
    programs=("regime",),
    start=("uksanctionslistdatedesignated", "datedesignated", "listedon"),
    remarks="otherinformation",
    other=_words(
        """title nonlatinscripttype nonlatinscriptlanguage townofbirth passportdetails nationalidentificationdetails
        nidetails position lastupdated uksanctionslistref grpstatus"""
    ),
)
_EU = ListLayout(
    code="EU",
    id=("entitylogicalid", "entityeureferencenumber"),
    number=("entityeureferencenumber", "entitylogicalid"),
    parts=("namealiasfirstname", "namealiasmiddlename", "namealiaslastname"),
    whole=("namealiaswholename", "identificationnameondocument"),
    needed=("namealiaswholename",),
    kind=("entitysubjecttypeclassificationcode", "entitysubjecttype"),
    country=("addresscountryiso2code", "citizenshipcountryiso2code", "birthdatecountryiso2code"),
    address=("addressstreet", "addresszipcode", "addresscity", "addressregion", "addresscountryiso2code"),
    numbers=(("identificationnumber", ""), ("identificationlatinnumber", "")),
    births=("birthdatebirthdate", "birthdateyear"),
    programs=("entityregulationprogramme",),
    start=("entityregulationpublicationdate",),
    remarks="entityremark",
    issued="filegenerationdate",
    names_in="namealias",
    elsewhere=("address", "birthdate", "identification", "citizenship"),
    other=_words(
        """namealiasnamelanguage namealiasgender namealiastitle namealiasfunction namealiaslogicalid
        namealiasregulationlanguage namealiasremark"""
    ),
    prefixes=("entity", "namealiasregulation", "address", "birthdate", "identification", "citizenship"),
)
_EU_OLDER = ListLayout(
    code="EU",
    id=("entitylogicalid", "eurefnum"),
    number=("eurefnum", "entitylogicalid"),
    parts=("naalfirstname", "naalmiddlename", "naallastname"),
    whole=("naalwholename",),
    needed=("naalwholename",),
    kind=("subjecttype",),
    country=("addrcountry", "citicountry", "birtcountry"),
    address=("addrnumber", "addrstreet", "addrzipcode", "addrcity", "addrcountry"),
    numbers=(("idennumber", ""),),
    births=("birtdate",),
    programs=("programme",),
    start=("lebapublicationdate",),
    remarks="entityremark",
    issued="datefile",
    names_in="naal",
    elsewhere=("addr", "birt", "iden", "citi"),
    other=_words(
        """naallogicalid naalgender naaltitle naalfunction naallanguage naalprogramme naalother unitednationid
        entitydesignationdate"""
    ),
    prefixes=("entity", "leba", "naalleba", "naalentity", "addr", "birt", "iden", "citi", "eu", "un"),
)
LAYOUTS = (_UK, _OFSI, _EU, _EU_OLDER)
_STRONG = {
    "UK": frozenset({"uniqueid", "ofsigroupid", "name6", "namenonlatinscript", "designationsource"}),
    "OFSI": frozenset({"groupid", "name6", "namenonlatinscript", "grouptype", "aliastype"}),
    "EU": frozenset(
        {
            *("entitylogicalid", "entityeureferencenumber", "namealiaswholename", "namealiaslastname"),
            *("entitysubjecttype", "filegenerationdate", "namealiaslogicalid"),
            *("naalwholename", "naallastname", "eurefnum", "subjecttype", "lebanumtitle"),
        }
    ),
}
"""Titles that other tables hardly have, of which two are enough with a third of any kind."""
_LINES_ABOVE = 8
"""A header stands within so many lines."""


@dataclass(frozen=True, slots=True)
class ListHeader:
    """Where the header of a table stands (its line, from 1), what separates its cells, and which form it has."""

    layout: ListLayout
    line: int
    delimiter: str
    titles: tuple[str, ...]
    above: str


def find_header(text: str) -> ListHeader | None:
    """The header of a published table in the first lines of `text`; None where there is none."""
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="").readlines()[:_LINES_ABOVE]
    for number, line in enumerate(lines, 1):
        delimiter = delimiter_of(line, ",;\t|")
        titles = tuple(cell.strip() for cell in _cells(line, delimiter))
        said = {bare(title) for title in titles}
        found = max(LAYOUTS, key=lambda layout: len(said & layout.read))
        if len(said & _STRONG[found.code]) >= 2 and len(said & found.read) >= 3:
            return ListHeader(found, number, delimiter, titles, " ".join(lines[: number - 1]))
    return None


def _cells(line: str, delimiter: str) -> Sequence[str]:
    return next((row.cells for row in read_records(line, Place(""), Findings(), delimiter)), [])


MAY_NAME = re.compile(r"name|alias|aka\b|known", re.IGNORECASE)
"""A title that speaks of names."""
