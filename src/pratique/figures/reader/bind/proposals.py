"""Rates of duty that are not decided: proposed, planned, considered, asked for.

Rule: a word of proposing before the rate, in its own part of the sentence and with no word of decision between, makes
it a proposal; so does a heading over a list of rates, and `was proposed` behind it.
"""

from __future__ import annotations

import re

from pratique.figures.entry import Kind
from pratique.figures.reader.tokens.scan import Token

_PROPOSED = re.compile(
    r"\b(?:propos(?:e|es|ed|al|als|ing)|draft|(?:is|are|was|were|been) (?:mulling|considering|weighing|studying|"
    r"planning|seeking|discussing)|(?:consider|weigh|mull|recommend|suggest|request|urg|demand|advocat)(?:s|ed|ing)?|"
    r"(?:plan|intend|want|hope|aim|seek|ask)(?:s|ned|ed|ning|ing)? (?:to|for)|sought to|"
    r"call(?:s|ed|ing)? (?:for|on)(?![^.;]{0,60} to (?:maintain|keep|retain|lift|scrap|remove))|"
    r"push(?:es|ed|ing)? for|lobb(?:y|ies|ied|ying) for|"
    r"(?:may|might|could)(?! be as| reach| range| face)|subject to approval|if approved|"
    r"pre-disclos\w+|provisionally (?:set|proposed))\b"
    r"|拟(?:对|将|加|征|于|议)|提议|建议|草案|计划(?:对|将|加|征)|考虑|酝酿|可能(?:会|将|对|加|面临)|征求意见|预披露|拟议|呼吁|要求(?:对|提高)",
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
    r"\b(?:reject|veto|oppos|block|defeat|refus|declin|rebuff|resist|dismiss|withdr[ae]w|drop|scrap|shelv)\w* "
    r"(?:[a-z'-]+ ){0,4}$|\b(?:turn|vot|back)\w* (?:down|against|away from) (?:[a-z'-]+ ){0,4}$"
    r"|(?:否决|拒绝|驳回|反对|撤回|放弃)[^,。;]{0,24}$",
    re.IGNORECASE,
)


def refused(text: str, at: int) -> bool:
    """Whether a proposal of a rate is one that the sentence says was refused (`rejected the proposed 20% tariff`)."""
    return _REFUSED.search(text[:at]) is not None
