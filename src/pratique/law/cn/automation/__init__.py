"""GB/T 40429-2021 and SAE J3016_202104: what a level is. Standards, not permissions: nothing here allows or bars."""

from datetime import date

from pratique.facts.kinds import CASE
from pratique.law.cn.automation import levels
from pratique.law.cn.dates import CHECKED_ON
from pratique.law.cn.relations import AUTOMATION
from pratique.law.instrument import Coverage, Event, Instrument, Link
from pratique.logic.author import NEVER

INSTRUMENT = Instrument(
    id="cn.automation",
    title="Taxonomy of driving automation for vehicles",
    cite="GB/T 40429-2021",
    issuer="State Administration for Market Regulation, Standardization Administration",
    jurisdiction="CN",
    published=date(2021, 8, 20),
    checked_on=CHECKED_ON,
    reach=NEVER,
    scope={CASE: NEVER},
    provisions=(),
    coverage=(
        Coverage("GB/T 40429-2021 cl. 3.2, 3.3", "encoded", "Six questions in order, `pratique classify automation`; the order is ours. Six levels, 0 to 5: who counts five leaves out level 0, which only warns or intervenes. Nothing without detection and response: outside, from memory."),
        Coverage("GB/T 40429-2021 cl. 2.3", "encoded", "The level belongs to a feature; a vehicle has the highest of its features."),
        Coverage("GB/T 40429-2021 cl. 3.4", "not modelled", "Technical requirements per level."),
        Coverage("SAE J3016_202104", "encoded", "The same questions; the column on detection and response is from memory."),
        Coverage("remote people", "encoded", "A remote person who must take over, or who drives, takes away what the feature would otherwise prove (from memory). A draft of February 2026 says that a system may not rest on remote help to perform the task (single source)."),
        Coverage("15 CFR 791.301 (automated driving system)", "encoded", "Levels 3 to 5 of either standard, from memory; vehicle.automation_level carries it over."),
    ),
    sources=(
        Link("GB/T 40429-2021 (not read)", "https://openstd.samr.gov.cn"),
        Link("SAE J3016_202104 (not read)", "https://www.sae.org/standards/content/j3016_202104"),
        Link("Press and explainers on the level definitions"),
    ),
    events=(
        Event(date(2021, 4, 30), "SAE J3016_202104 issued.", "confirmed"),
        Event(date(2021, 8, 20), "GB/T 40429-2021 issued.", "confirmed"),
        Event(date(2022, 3, 1), "GB/T 40429-2021 in force, a recommended standard that others refer to.", "confirmed"),
    ),
    note="A recommended standard; the pilot notice of 2023, the Hangzhou measures, GB 47955-2026 and GB 44721-2026 refer to it.",
    relations=AUTOMATION,
)  # fmt: skip

GB = levels.GB
"""The standard by its number; its module is loaded with the instrument, so that its legal facts exist whoever asks first."""
