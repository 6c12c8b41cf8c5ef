"""United States: the bills of 2026 on connected vehicles, the affiliates rule, the classes of the covered list.

The texts of the bills stand in `us_bills`, that of the affiliates rule in `us_affiliates`.
"""

from __future__ import annotations

from datetime import date

from pratique.law.pending.item import Milestone, Pending, TextAt

BILLS = "pratique.law.pending.us_bills"

UNITED_STATES = (
    Pending(
        id="us.s4429", title="Connected vehicles of foreign adversaries (15 and 25 percent by ownership)", kind="bill", jurisdiction="US", cite="S. 4429 / H.R. 8730",
        stages=(
            Milestone(date(2026, 4, 29), "S. 4429 introduced, referred to Senate Commerce", "confirmed"),
            Milestone(date(2026, 5, 11), "H.R. 8730 introduced", "confirmed"),
            Milestone(date(2026, 7, 22), "S. 4429 ordered to be reported", "single source"),
            Milestone(date(2026, 9, 11), "Cost estimate of the budget office", "single source"),
        ),
        would_apply_from=((date(2027, 1, 1), "vehicles and software"), (date(2030, 1, 1), "hardware")), text=TextAt(BILLS, "S_4429"),
        note="Opinions under part 791 issued before 2027 would continue; exclusions of subpart D stay valid.",
    ),
    Pending(
        id="us.s4710", title="Entry of vehicles of foreign adversaries (15 percent by ownership)", kind="bill", jurisdiction="US", cite="S. 4710 / H.R. 9162",
        stages=(
            Milestone(date(2026, 6, 4), "H.R. 9162 introduced", "confirmed"),
            Milestone(date(2026, 6, 9), "S. 4710 introduced", "confirmed"),
        ),
        would_apply_from=(), text=TextAt(BILLS, "S_4710"), note="Its first day would be that of its enactment.",
    ),
    Pending(
        id="us.affiliates", title="Affiliates of listed parties (50 percent), back by its own text", kind="suspension", jurisdiction="US",
        cite="90 FR 47201; 90 FR 50857",
        stages=(
            Milestone(date(2025, 9, 29), "In force", "confirmed"),
            Milestone(date(2025, 11, 10), "Suspended to 9 November 2026", "confirmed"),
            Milestone(date(2026, 11, 10), "Back by its own text unless extended; no later act was found", "single source"),
        ),
        would_apply_from=((date(2026, 11, 10), "listed ownership of half or more"),), text=TextAt("pratique.law.pending.us_affiliates", "AFFILIATES"),
        note="The book keeps the extension open as legal.us.ear.affiliates_suspension_extended.",
    ),
    Pending(
        "us.fcc_classes", "Covered list by class: automated driving and completed connected vehicles; connectivity hardware", "proposal",
        "US", "FCC notice of 2025-05-23",
        (
            Milestone(date(2025, 5, 23), "Notice proposes two classes", "single source"),
            Milestone(date(2025, 7, 1), "Industry opposes; no outcome was found", "single source"),
        ),
    ),
    Pending(
        "us.232_union", "Section 232: rise of cars of the Union to 25 percent", "announced", "US", "announcement of 2026-05-01",
        (Milestone(date(2026, 5, 1), "Announced; no instrument was found", "single source"),), ((date(2026, 5, 1), "25 percent"),),
    ),
    Pending(
        "us.232_korea", "Section 232: rise of cars of Korea to 25 percent", "announced", "US", "announcement of 2026-01-26",
        (Milestone(date(2026, 1, 26), "Announced; no instrument was found", "single source"),), ((date(2026, 1, 26), "25 percent"),),
    ),
    Pending(
        "us.301_capacity", "Section 301 on excess capacity", "proposal", "US", "investigation of 2026-03-11",
        (Milestone(date(2026, 3, 11), "Opened; no final action was found", "single source"),),
    ),
    Pending(
        "us.1260h_indirect", "Procurement bar of section 1260H for indirect supply", "announced", "US", "NDAA for fiscal year 2024, s. 805",
        (Milestone(date(2026, 6, 30), "Direct bar in force; the indirect one a year later", "single source"),),
        ((date(2027, 6, 30), "goods that contain those of listed companies"),),
    ),
)  # fmt: skip
