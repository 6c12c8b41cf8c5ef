"""UN Comtrade CSV: customs declarations by harmonised-system code, monthly or yearly.

Rule: Comtrade repeats a flow for every customs procedure, mode of transport and second partner; only the rows
that total them are read, else a sum doubles, and the rows left out are counted in a note. Each row gives a
value in US dollars and, where pieces are counted, a quantity. Codes are the UN's own (842 is the United States).
"""

from __future__ import annotations

from collections.abc import Iterator

from pratique.errors import Findings, Place
from pratique.figures.entry import LedgerEntry
from pratique.figures.exchange.given import FormatDefaults, rows
from pratique.figures.interval import Number
from pratique.figures.notation import half_of_last_digit, parse_number
from pratique.figures.period import Period
from pratique.ids.country import country_code

SCOPE = "customs declarations"
_PRODUCTS = {
    "870380": "bev",
    "870360": "phev",
    "870370": "phev",
    "870340": "hybrid",
    "870350": "hybrid",
    "8703": "passenger_car",
    "8702": "bus",
    "8704": "truck",
    "8708": "vehicle_part",
    "850760": "battery",
    "8542": "chip",
    "TOTAL": "goods",
}
_FLOWS = {"X": "exports", "M": "imports"}
_AREAS = {
    "0": "WORLD", "36": "AU", "56": "BE", "76": "BR", "97": "EU", "124": "CA", "156": "CN", "251": "FR",
    "276": "DE", "344": "HK", "360": "ID", "380": "IT", "392": "JP", "410": "KR", "458": "MY", "484": "MX",
    "490": "TW", "528": "NL", "579": "NO", "643": "RU", "699": "IN", "702": "SG", "710": "ZA", "724": "ES",
    "757": "CH", "764": "TH", "784": "AE", "792": "TR", "826": "GB", "842": "US",
}  # fmt: skip
"""UN area codes as Comtrade uses them, where they matter here."""
_TOTALS = {"customscode": "C00", "motcode": "0", "partner2code": "0"}
_PIECES = ("5", "u", "no")


def read_comtrade(text: str, file: str, given: FormatDefaults, findings: Findings) -> list[LedgerEntry]:
    """The figures of a Comtrade CSV with `reporter`, `partner`, `flowCode`, `cmdCode`, `period`, `primaryValue`."""
    kept: list[LedgerEntry] = []
    left = 0
    place = Place(file, line=1)
    for where, row in rows(text, place, ("flowcode", "cmdcode", "period", "primaryvalue"), findings):
        if any(row.get(name, total) not in (total, "", total.lstrip("0")) for name, total in _TOTALS.items()):
            left += 1
            continue
        kept += _entries(row, where, given, findings)
    if left:
        told = f"{left} rows by customs procedure, transport or second partner are left out."
        findings.add("comtrade.breakdown", told, place, "Only the totals are read, so that no sum doubles.", "note")
    return kept


def _entries(row: dict[str, str], place: Place, given: FormatDefaults, findings: Findings) -> Iterator[LedgerEntry]:
    indicator = _FLOWS.get(row["flowcode"].upper())
    product = _PRODUCTS.get(row["cmdcode"]) or given.product
    ends = [_area(row, side) for side in ("reporter", "partner")]
    try:
        period = _period(row["period"])
        value = parse_number(row["primaryvalue"])
        pieces = _pieces(row)
    except ValueError as error:
        findings.add("comtrade.value", f"The row cannot be read: {error}", place, "Correct it.")
        return
    if indicator is None or not product or None in ends:
        areas = f"{row.get('reportercode')} and {row.get('partnercode')}"
        bad = f"flow {row['flowcode']!r}, code {row['cmdcode']!r}, areas {areas}"
        findings.add("comtrade.code", f"The row has no meaning here: {bad}.", place, "It is left out.", "warning")
        return
    geography = ends[0] if ends[1] == "WORLD" else "->".join(str(end) for end in _order(indicator, ends))
    counted: list[tuple[str, Number, str]] = [("USD", value, row["primaryvalue"])]
    if pieces is not None:
        counted.append(("pieces" if product in ("chip", "battery", "vehicle_part") else "vehicles", *pieces))
    for unit, amount, printed in counted:
        yield LedgerEntry(
            indicator=indicator,
            product=product,
            geography=str(geography),
            period=period,
            value=amount,
            unit=unit,
            half=half_of_last_digit(printed, zeros=False),
            publisher=given.publisher or "UN Comtrade",
            scope=given.scope or SCOPE,
            published_on=given.published_on,
            source=given.source,
            line=place.line,
        )


def _order(indicator: str, ends: list[str | None]) -> list[str | None]:
    """Origin first: a reporter's imports come from its partner."""
    return ends if indicator == "exports" else ends[::-1]


def _area(row: dict[str, str], side: str) -> str | None:
    code = row.get(f"{side}code", "").lstrip("0") or ("0" if row.get(f"{side}code") else "")
    name = row.get(f"{side}iso") or row.get(f"{side}desc")
    return _AREAS.get(code) or ("WORLD" if name in ("W00", "World") else country_code(name))


def _period(text: str) -> Period:
    if len(text) == 6 and text.isdigit() and 1 <= int(text[4:]) <= 12:
        return Period.month(int(text[:4]), int(text[4:]))
    return Period.parse(text)


def _pieces(row: dict[str, str]) -> tuple[Number, str] | None:
    unit = row.get("qtyunitcode") or row.get("qtyunitabbr", "")
    if unit.lower() not in _PIECES or not row.get("qty"):
        return None
    return parse_number(row["qty"]), row["qty"]
