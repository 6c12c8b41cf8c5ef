"""Software updates after sale, filing of level 2 functions, recall by update: the notice of 2022 and 45号 of 2025.

Rule: no update that was not filed; a change of main parameters changes the access first; an update of a function of
level 3 or higher waits for the ministry. The notice of 2022 says so first and 45号 keeps it, so that from April 2022 no
day is without these three. 45号 is dated 25 February 2025 and was published on the 28th; it adds recall and candour.
"""

from pratique.facts import act
from pratique.facts.cn import access as cn_access
from pratique.law.clocks import Clocks, in_force
from pratique.law.provision import Duty, Provision, authorization, licence, prohibition, requirement
from pratique.logic.author import all_of, none_of

FIRST = "notice on filing software updates of 15 April 2022"
FIRST_DAY = "2022-04-15"
"""Issued by the equipment centre of the ministry and applied at once (confirmed by several reports of the day)."""
CITE = "工信部联通装〔2025〕45号"
START = "2025-02-25"
CLOCKS = in_force(START)
_update = act.kind.is_("software_update")


def _rules(cite: str, clocks: Clocks) -> tuple[Provision, ...]:
    """What both notices say of an update: filing, main parameters, automated functions."""
    return (
        prohibition(
            f"{cite} (filing of updates)",
            "An update that was not filed may not be sent.",
            when=all_of(_update, none_of(cn_access.ota_filed)),
            clocks=clocks,
            text_verified=False,
        ),
        licence(
            f"{cite} (main parameters)",
            "An update that changes main parameters needs a change of the product access first.",
            when=all_of(_update, cn_access.ota_main),
            clocks=clocks,
            text_verified=False,
            lifted_by=(
                authorization(
                    f"{cite} (access changed)",
                    "The access was changed.",
                    when=cn_access.ota_access,
                    text_verified=False,
                ),
            ),
        ),
        licence(
            f"{cite} (automated function)",
            "An update of a function of level 3 or higher needs the approval of the ministry first.",
            when=all_of(_update, cn_access.ota_automated),
            clocks=clocks,
            text_verified=False,
            lifted_by=(
                authorization(
                    f"{cite} (approved)",
                    "The ministry approved it.",
                    when=cn_access.ota_approved,
                    text_verified=False,
                ),
            ),
        ),
    )


file_function = requirement(
    f"{CITE} (combined driver assistance)",
    "The maker files the parameters of combined driver assistance and reports incidents.",
    when=all_of(act.kind.is_("type_approval", "sale"), cn_access.assistance),
    clocks=CLOCKS,
    duties=(
        Duty(
            "file parameters",
            "File the parameters of the function; products of before 25 February 2025 by 1 June 2025.",
            CITE,
        ),
        Duty("no exaggeration", "Assistance may not be called self-driving.", CITE),
    ),
    text_verified=False,
)
recall = requirement(
    f"{CITE} (recall)",
    "An update that repairs a safety defect is a recall.",
    when=all_of(_update, cn_access.ota_defect),
    clocks=CLOCKS,
    text_verified=False,
    duties=(Duty("file the recall", "File the recall with the market regulator (SAMR).", CITE),),
)
hidden = prohibition(
    f"{CITE} (hidden defects)",
    "An update may not serve to hide a defect.",
    when=all_of(_update, cn_access.ota_hides),
    clocks=CLOCKS,
    text_verified=False,
)
PROVISIONS = (
    file_function,
    *_rules(FIRST, in_force(FIRST_DAY, lapses=START, published=FIRST_DAY)),
    *_rules(CITE, CLOCKS),
    recall,
    hidden,
)
