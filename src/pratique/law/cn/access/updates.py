"""工信部联通装〔2025〕45号: filing of level 2 functions, software updates after sale, recall by update."""

from pratique.facts import act, cn_access
from pratique.facts.definition import remembered
from pratique.law.clocks import in_force
from pratique.law.provision import Duty, authorization, licence, prohibition, requirement
from pratique.logic.author import all_of, none_of

CITE = "工信部联通装〔2025〕45号"
CLOCKS = in_force("2025-02-25", published="2025-02-25")
_automated = remembered(
    "cn_45_automated_update",
    "Whether an update of an automated-driving function needs the ministry's approval first.",
    CITE,
)
_update = act.kind.is_("software_update")

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
unfiled = prohibition(
    f"{CITE} (filing of updates)", "An update that was not filed may not be sent.",
    when=all_of(_update, none_of(cn_access.ota_filed)), clocks=CLOCKS, text_verified=False,
)  # fmt: skip
main_parameters = licence(
    f"{CITE} (main parameters)", "An update that changes main parameters needs a change of the product access first.",
    when=all_of(_update, cn_access.ota_main), clocks=CLOCKS, text_verified=False,
    lifted_by=(authorization(f"{CITE} (access changed)", "The access was changed.", when=cn_access.ota_access, text_verified=False),),
)  # fmt: skip
recall = requirement(
    f"{CITE} (recall)", "An update that repairs a safety defect is a recall.",
    when=all_of(_update, cn_access.ota_defect), clocks=CLOCKS, text_verified=False,
    duties=(Duty("file the recall", "File the recall with the market regulator (SAMR).", CITE),),
)  # fmt: skip
hidden = prohibition(
    f"{CITE} (hidden defects)", "An update may not serve to hide a defect.",
    when=all_of(_update, cn_access.ota_hides), clocks=CLOCKS, text_verified=False,
)  # fmt: skip
automated = licence(
    f"{CITE} (automated function)", "An update of an automated-driving function needs approval first (from memory).",
    when=all_of(_update, cn_access.ota_automated, _automated), clocks=CLOCKS, text_verified=False,
    lifted_by=(authorization(f"{CITE} (approved)", "The ministry approved it.", when=cn_access.ota_approved, text_verified=False),),
)  # fmt: skip

PROVISIONS = (file_function, unfiled, main_parameters, recall, hidden, automated)
