"""The Lamp Act, an invented statute: from 1 July 2026 a lamp that an unlicensed maker designed may not be brought in.

Copy this file to `src/pratique/law/<market>/<citation>/`, move its facts to `src/pratique/facts/`, name the instrument
in `law/book.py`, and put a true statute in the place of this one. Read from top to bottom it is the law: the facts it
asks about, its terms, what it forbids, what it lets pass, and what this encoding leaves out.
"""

from datetime import date

from pratique.facts import act
from pratique.facts.definition import day, legal, number, truth
from pratique.facts.kinds import PART
from pratique.law.clocks import in_force
from pratique.law.construction import under
from pratique.law.instrument import Coverage, Event, Instrument, Link, Neighbour
from pratique.law.provision import Duty, authorization, exemption, prohibition
from pratique.logic.author import all_of, none_of, shifted, term

# --- facts: each defined once, with its meaning, who knows it, what proves it, and what it takes to change it ------

shines = truth("part.lamp_shines", PART, "It gives light of its own.", "part supplier", "data sheet", "redesign")
power = number("part.lamp_power", PART, "W", "Electrical power of the lamp.", "part supplier", "data sheet", "redesign", low=0)
maker_licensed = truth(
    "part.lamp_maker_licensed", PART, "Its designer holds a licence of the Lamp Office.", "part supplier", "licence",
    "supplier",
)  # fmt: skip
designed_on = day("part.lamp_designed_on", PART, "The day on which its design was finished.", "part supplier", "design record")
permit = truth("part.lamp_permit", PART, "The Lamp Office has permitted this lamp.", "you", "permit", "paper")

first_day = legal(
    "nz.lamp_act.design_on_the_first_day", ("old", "new"),
    "Whether a lamp whose design was finished on the very day of the Act is an old one.",
    usual="new", cautious="new", cite="Lamp Act s 4",
)  # fmt: skip
"""A doubt about the text is a fact too: left open by default, so that the answer spans both readings."""

# --- terms and numbers: each stands once, beside its citation ------------------------------------------------------

BRIGHT = 5
"""Watts, Lamp Act s 2: a bright lamp takes more than this."""
COMMENCED = "2026-07-01"

bright_lamp = term(
    "bright lamp", "Lamp Act s 2", "A part that gives light of its own and takes more than five watts.",
    all_of(shines, power > BRIGHT),
)  # fmt: skip

# --- what is forbidden, and what lets it pass ----------------------------------------------------------------------

old_design = exemption(
    "Lamp Act s 4", "A lamp whose design was finished before the Act is left alone.",
    when=under(first_day, old=designed_on <= COMMENCED, new=designed_on < COMMENCED),
)  # fmt: skip
permitted = authorization(
    "Lamp Act s 5", "The Lamp Office may permit a lamp; the permit is kept for three years.", when=permit,
    duties=(Duty("keep the permit", "The importer keeps the permit.", "Lamp Act s 5", keep_until=shifted(act.date, years=3)),),
)  # fmt: skip
import_of_lamps = prohibition(
    "Lamp Act s 3",
    "Nobody may import a bright lamp that a maker without a licence designed.",
    clocks=in_force(COMMENCED, published="2026-01-15"),
    per=PART,
    when=all_of(
        act.kind.is_("import"),
        bright_lamp,
        none_of(maker_licensed),
    ),
    lifted_by=(old_design, permitted),
)

INSTRUMENT = Instrument(
    id="nz.lamp_act",
    title="Lamp Act (invented)",
    cite="Lamp Act",
    issuer="Parliament (invented)",
    jurisdiction="NZ",
    checked_on=date(2026, 11, 1),
    reach=all_of(act.into.is_("NZ"), act.kind.is_("import")),
    scope={PART: shines},
    provisions=(import_of_lamps,),
    coverage=(
        Coverage("Lamp Act ss 2 to 5", "encoded", "Bright lamps, old designs, permits."),
        Coverage("Lamp Act s 6", "not modelled", "Lamps of ships."),
    ),
    not_examined=(Neighbour("Candle Order", "Candles are no lamps; not read."),),
    sources=(Link("An invented text"),),
    events=(Event(date(2026, 1, 15), "Lamp Act published.", "confirmed"),),
)
