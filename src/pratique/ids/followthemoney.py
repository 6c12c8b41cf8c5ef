"""Which properties of FollowTheMoney hold a name, a country or a number that somebody issued.

Lists, registries and the clients of yente all speak this format; what one of them reads the others read too.
"""

from __future__ import annotations

__all__ = ["COUNTRIES", "NAMES", "NAME_PARTS", "NUMBERS", "WEAK_NAME"]

WEAK_NAME = "weakAlias"
"""A name that many others have too."""
NAMES = ("name", "alias", "previousName", "abbreviation", WEAK_NAME)
NAME_PARTS = ("firstName", "secondName", "middleName", "fatherName", "lastName")
"""Parts of a name in the order in which they make one."""
COUNTRIES = ("country", "jurisdiction", "nationality", "citizenship", "mainCountry")
NUMBERS = (
    *("leiCode", "registrationNumber", "taxNumber", "idNumber", "passportNumber", "innCode", "ogrnCode", "uscCode"),
    *("swiftBic", "imoNumber", "dunsCode", "permId", "uniqueEntityId", "vatCode", "mmsi", "cageCode", "npiCode"),
    *("okpoCode", "socialSecurityNumber", "icijId"),
)
