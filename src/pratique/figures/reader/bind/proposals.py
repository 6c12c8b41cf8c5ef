"""Rates of duty that do not hold: proposed, planned, considered, asked for; refused, lifted, expired, threatened.

Rule: a word of proposing before the rate, in its own part of the sentence and with no word of decision between, makes
it a proposal; so does a heading over a list of rates, and `was proposed` behind it.
"""

from __future__ import annotations

import re

from pratique.figures.entry import Kind
from pratique.figures.reader.tokens.scan import Token

KIND = (
    r"(?:most-favou?red-nation|mfn|import|customs|additional|extra|provisional|definitive|countervailing|anti-subsidy|"
    r"anti-dumping|preferential|punitive|base|reciprocal|retaliatory|total|combined|auto|car|ev|vehicle|us|eu|new|ad "
    r"valorem|most favou?red nation|flat|reduced|higher|lower|existing|safeguard|"
    r"weighted|average|residual|individual|individually set|country-wide)"
)
"""What may stand before the word for a duty."""
_PROPOSED = re.compile(
    r"\b(?:propos(?:e|es|ed|al|als|ing)|draft|(?:is|are|was|were|been) (?:mulling|considering|weighing|studying|"
    r"planning|seeking|discussing)|(?:consider|weigh|mull|recommend|suggest|request|urg|demand|advocat)(?:s|ed|ing)?|"
    r"(?:plan|intend|want|hope|aim|seek|ask)(?:s|ned|ed|ning|ing)? (?:to|for)|sought to|"
    r"call(?:s|ed|ing)? (?:for|on)(?![^.;]{0,60} to (?:maintain|keep|retain|lift|scrap|remove))|"
    r"push(?:es|ed|ing)? for|lobb(?:y|ies|ied|ying) for|"
    r"(?:may|might|could)(?! be as| reach| range| face)|subject to approval|if approved|"
    r"would (?:impose|slap|levy|introduce|double|triple|quadruple|raise|hike|lift|increase)|"
    r"prepar(?:es?|ed|ing) to|looks? (?:set|likely) to|(?:poised|likely|gearing up) to|"
    r"(?-i:[A-Z]\w+) (?:administration |government )?to (?:hit|slap|impose|levy)|"
    r"pre-disclos\w+|provisionally (?:set|proposed))\b"
    r"|拟(?:对|将|加|征|于|从|自|向|议)|提议|建议|草案|计划(?:对|将|加|征)|考虑|酝酿|可能(?:会|将|对|加|面临)|征求意见|预披露|拟议|呼吁|要求(?:对|提高)",
    re.IGNORECASE,
)
"""A duty that somebody proposes, plans or considers."""
_DECIDED = re.compile(
    r"\b(?:adopted|approved|confirmed|decided|imposed|levied|in force|took effect|takes effect|finali[sz]ed|"
    r"came into|signed|already|currently|existing|current|which ha[sd]|that ha[sd])\b"
    r"|已(?:决定|通过|批准|生效|加征)|正式(?:加征|征收|生效)|现行|目前",
    re.IGNORECASE,
)
_TAKEN_UP = re.compile(
    r"\b(?:adopt|approv|confirm|impos|enact|back|finali[sz])(?:s|es|ed|ing) (?:[a-z-]+ ){0,2}$", re.IGNORECASE
)
"""Before `proposed`: what was proposed is decided (`adopted the proposed 17% duty`)."""
_BREAKS = re.compile(r"; |\b(?:but|while|whereas|although|against|instead of|in addition to)\b|而|;|但")


def proposal_or_rate(text: str, token: Token, follows: bool = False) -> Kind:
    """Whether the rate of duty at a token is one that somebody only proposes."""
    start = max((m.end() for m in _BREAKS.finditer(text, 0, token.start)), default=0)
    said = max(_PROPOSED.finditer(text, start, token.start), key=lambda m: m.end(), default=None)
    last = -1 if said is None else said.end()
    if said is not None and _TAKEN_UP.search(text, start, said.start()):
        return "observation"
    if last < 0 and not follows:
        behind = _BEHIND_RATE.match(text, token.end)
        return "proposal" if behind is not None else "observation"
    return "observation" if _DECIDED.search(text, max(last, start), token.start) else "proposal"


_BEHIND_RATE = re.compile(
    r"[^.;,\d]{0,60}\b(?:was|were|is|are|has been|have been|had been) (?:\w+ )?(?:proposed|suggested|recommended|"
    r"floated|under (?:discussion|consideration))\b"
    r"|\s*(?:[a-z]+ )?(?:tariff|duty|levy|surtax) (?:proposal|plan)\b"
    r"|[^,。;\d]{0,10}的(?:提议|建议|计划|提案|设想|方案)",
    re.IGNORECASE,
)


def speaks_of_proposal(text: str) -> bool:
    """Whether a heading speaks of a duty that is only proposed."""
    last = max((m.end() for m in _PROPOSED.finditer(text)), default=-1)
    return last >= 0 and _DECIDED.search(text, last) is None


_REFUSED = re.compile(
    r"\b(?:reject|veto|oppos|block|defeat|refus|declin|rebuff|resist|dismiss|withdr[ae]w|drop|scrap|shelv)\w*,? "
    r"(?:[a-z'-]+,? ){0,4}$|\b(?:turn|vot|back)\w* (?:down|against|away from) (?:[a-z'-]+ ){0,4}$"
    r"|(?:否决|拒绝|驳回|反对|撤回|放弃)[^,。;]{0,24}$",
    re.IGNORECASE,
)


def refused(text: str, at: int) -> bool:
    """Whether a proposal of a rate is one that the sentence says was refused (`rejected the proposed 20% tariff`)."""
    return _REFUSED.search(text[:at]) is not None


_ENDED = (
    r"(?:lift|scrapp?|remov|abolish|annul+|quash|overturn|invalidat|nullif(?:y|i)|void|suspend|paus|dropp?|waiv|"
    r"revok|repeal|rescind|cancel|avoid|escap|ditch|axe?)"
    r"(?:s|es|ed|e|ing)?|withdr[aeo]w\w*|str[iu]c?k(?:e|es|en|ing)? down|set(?:s|ting)? aside|"
    r"(?:end|ends|ended|ending)|exempt\w* from|spar(?:ed|es|ing)"
)
_NOT_YET = r"threaten(?:s|ed|ing)?(?: to \w+)?|mull(?:s|ed|ing)?|float(?:s|ed|ing)?"
_TO_END = r"(?<!will )(?<!would )(?<!\bto )(?<!may )(?<!could )"
_UP_TO_RATE = (
    rf"(?: (?:its|the|an?|their|all|new|planned|additional|extra|those|that|his|of|on|with|from|up|current|existing|"
    rf"whole|entire|{KIND}))* $"
)
_NO_MORE_BEFORE = re.compile(
    rf"\b(?:{_TO_END}(?:{_ENDED})|(?:{_NOT_YET})){_UP_TO_RATE}"
    r"|\b(?:spar|exempt|excus)(?:ed|es|s|ing)? (?:[A-Za-z'-]+ ){1,6}(?:from )?(?:the |an? |any )$"
    r"|\b(?:reject|veto|defeat|block|refus|threw out|thrown out)\w* (?:an?|any|plans? for an?|calls? for an?) $"
    r"|(?:取消|暂停|撤销|废除|免除|豁免|威胁|终止|停止|解除|叫停|中止)[^,。;并改转而至到]{0,24}$",
    re.IGNORECASE,
)
"""What has ended, was refused, or was only threatened; one that will be lifted still holds."""
_NO_MORE_BEHIND = re.compile(
    rf"[^.;,]{{0,70}}(?:, [^,.;\d]{{0,50}},)? ?\b(?:was|were|has been|have been) (?:\w+ly )?(?:{_ENDED})\b"
    r"|[^.;,]{0,70}(?<!if )(?<!will have )\b(?:expired|lapsed|ran out|was allowed to (?:lapse|expire))\b"
    r"|[^,。;]{0,24}(?:被|已|遭)(?:取消|暂停|撤销|废除|终止|叫停)|[^,。;]{0,12}已[^,。;将]{0,10}(?:到期|失效|期满)",
    re.IGNORECASE,
)
_FROM_ZH = re.compile(r"[从由自](?:现行|原来|原先|目前|现在|此前)?的?(?:约|近|超过)?$")
_TURNED_TO_ZH = re.compile(r"[^,。;\d]{0,10}[至到为](?:约|近)?\d")


def no_rate_now(text: str, token: Token, kind: Kind) -> str:
    """Why a rate of duty does not hold: of another time, lifted, or only threatened; "" where it does."""
    head = text[: token.start]
    if kind == "proposal" and refused(text, token.start):
        return "a rate of duty that was proposed and refused"
    if kind != "proposal" and re.search(r"\bfrom (?:[a-z]+ ){0,2}$", head):
        return "a rate of duty of another time"
    if _FROM_ZH.search(head) and _TURNED_TO_ZH.match(text, token.end):
        return "a rate of duty of another time"
    if _NO_MORE_BEFORE.search(head) or _NO_MORE_BEHIND.match(text, token.end):
        return "a rate of duty that is lifted, suspended or only threatened"
    return ""
