"""Filings and authorizations of the connected-vehicle rule: what was filed, granted and promised."""

from pratique.facts.definition import day, number, truth
from pratique.facts.kinds import CASE

filed = day(
    "declaration.filed",
    CASE,
    "The day the declaration of conformity for this model year or calendar year was filed; none if it was not.",
    "you",
    "filing receipt",
    "date",
    may_be_none=True,
)
first_event = day(
    "declaration.first_event",
    CASE,
    "The day of the first import or first sale of the model year or, for hardware without one, of the calendar year.",
    "you",
    "sales plan, entry papers",
    "date",
)
changed = day(
    "declaration.material_change",
    CASE,
    "The day of a material change since the declaration; none if there was none.",
    "you",
    "change record",
    may_be_none=True,
)
specific_authorization = truth(
    "authorization.specific_granted",
    CASE,
    "A specific authorization that covers this act is in hand and its conditions are met.",
    "authority",
    "authorization letter",
    "paper",
)
days_on_road = number(
    "authorization.days_on_public_roads",
    CASE,
    "days",
    "Days on public roads within twelve months, for testing.",
    "you",
    "test log",
    "paper",
    whole=True,
    low=0,
)
temporary_until = day(
    "authorization.leaves_again",
    CASE,
    "The day on which the imported goods leave the country again; none if they stay.",
    "you",
    "export papers",
    "paper",
    may_be_none=True,
)
leaves_for_sale_abroad = truth(
    "authorization.exported_for_sale_abroad",
    CASE,
    "The goods are later exported for sale outside the United States.",
    "you",
    "export contract",
    "paper",
)
off_road = truth(
    "authorization.off_road_only",
    CASE,
    "Displayed, tested or researched off public roads only.",
    "you",
    "test plan",
    "paper",
)
on_road_under_declarations = truth(
    "authorization.on_road_under_declarations",
    CASE,
    "Displayed or tested on public roads under the declarations that the general authorization names.",
    "you",
    "declarations, test plan",
    "paper",
)
personal_use = truth("authorization.personal_use", CASE, "Serves personal use.", "you", "contract")
same_transaction_cleared = truth(
    "opinion.covers_this_transaction",
    CASE,
    "An advisory opinion on the same facts and for the same requester says that the transaction is not caught.",
    "authority",
    "opinion letter",
    "paper",
)
