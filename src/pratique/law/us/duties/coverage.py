"""What of the duties of the United States is encoded, and what was only announced."""

from datetime import date

from pratique.law.instrument import Coverage, Event, Link

COVERAGE = (
    Coverage("HTSUS 8703, 8507.60, 8704, 8702", "encoded", "Column 1; trucks and buses from memory."),
    Coverage("Section 301, note 20", "encoded", "Lists 1 and 4A as far as cars and traction batteries go; hybrid lines from memory."),
    Coverage("Section 301, note 31", "encoded", "(b), (d), (g); (d) by readings of the schedule of 2026: 8703.60, .70, .80, .90.01 and buses of 8702.40 and 8702.90, no goods vehicle."),
    Coverage("Proc. 10908, note 33", "encoded", "Cars, light trucks, batteries as parts; other parts are not modelled."),
    Coverage("9903.94.32 and parts under the deals", "not modelled", "Rates for parts of the EU, Japan, Korea and the United Kingdom stay unknown."),
    Coverage("Proc. 10984, note 38", "encoded", "Heavy trucks and buses; parts certified as theirs are not modelled."),
    Coverage("EO 14289", "encoded", "No stacking of metals, reciprocal, Canada and Mexico duties on what pays Section 232."),
    Coverage("EO 14195", "encoded", "Collected until 2026-02-23; refundable since the judgment. Goods loaded before 2025-02-01 and entered before 2025-03-07 are out."),
    Coverage("EO 14257", "not modelled", "Rates by country and day: unknown where due."),
    Coverage("Proc. of 2026-02-20 (Section 122)", "encoded", "10, on what does not pay Section 232; cars of any age, trucks, buses and their listed parts are excepted (third reading). Goods in transit have days of their own that were not read: claimed for none."),
    Coverage("US note 52 (forced labour)", "encoded", "China, India, floors; others as candidates. Goods in transit before 2026-07-24 and entered before 2026-07-28 are out."),
    Coverage("US notes 50, 51", "encoded", "Brazil, Canada; the Canadian list was not read."),
    Coverage("Section 301 on excess capacity", "not modelled", "Opened 2026-03-11; no final action found."),
    Coverage("anti-dumping and countervailing duties", "not modelled", "By producer, on top."),
    Coverage("Section 232, advanced chips (proclamation of 2026-01-14)", "encoded", "25 on circuits in two bands of performance and memory bandwidth, entered from 2026-01-15 outside the uses that are free: `us.chip_duty`."),
)  # fmt: skip
SOURCES = (
    Link("89 FR 76581", "https://www.federalregister.gov/citation/89-FR-76581"),
    Link("90 FR 14705", "https://www.federalregister.gov/citation/90-FR-14705"),
)
EVENTS = (
    Event(
        date(2026, 1, 26), "Rise of cars of Korea to 25 announced; no instrument found.", "confirmed to 2026-08-28"
    ),
    Event(date(2026, 2, 20), "Learning Resources v. Trump: the emergency act authorises no tariffs.", "confirmed"),
    Event(
        date(2026, 5, 1), "Rise of cars of the Union to 25 announced; no instrument found.", "confirmed to 2026-08-28"
    ),
    Event(date(2026, 5, 15), "Summit in Beijing: no layer changed.", "single source"),
)
