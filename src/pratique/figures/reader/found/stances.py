"""The words by which somebody takes a stance on a measure, as a table: a row a stance, in the order they are tried.

Rule: a word stands in one row; what sorts out who holds it and whether the sentence asserts it is `positions`.
"""

from __future__ import annotations

import re

from pratique.figures.reader.found.reading import Stance
from pratique.figures.reader.text.stems import stems_of

STANCES: tuple[tuple[Stance, str], ...] = (
    ("calls for", r"\bcall(?:s|ed|ing)? (?:on|for|upon)\b|\burg(?:e|es|ed|ing)\b|"
                  r"\bdemand(?:s|ed|ing)? (?:that|the|an?|its|their|Beijing|Brussels|China|Washington)\b|"
                  r"敦促|呼吁|督促|希望(?=[^,。;]{0,6}(?:方|盟|国|委会|政府|双方))"),
    ("criticises", r"\baccus(?:e|es|ed|ing)\b|指控|赤裸裸的保护主义|是[^,。;]{0,6}保护主义"),
    ("opposes", r"\bvot(?:e|ed|es|ing) against\b|\boppos(?:e|es|ed|ing)\b|\bopposition\b|\bcondemn(?:s|"
                r"ed)?\b|\bdenounc\w+|"
                r"\b(?:does|do|did|will|would|can) ?not (?:\w+,? n?or )?(?:accept|acknowledge|agree (?:with|to)|"
                r"recogni[sz]e|approve of|endorse)\b|\bdeplor\w+|\blambast\w*|\bhit(?:s|ting)? back (?:at|against)\b|"
                r"\bpush(?:es|ed|ing)? back (?:at|against|on)\b|\b(?:is|are|was|were|remains?) (?:firmly |strongly )?"
                r"(?:against|opposed to)\b|"
                r"\b(?:naked|blatant|typical|outright|pure) (?:\w+ ){0,3}protectionis\w+|\bdisagree(?:s|d)?\b|"
                r"\bdecr(?:y|ies|ied)\b|"
                r"\breject(?:s|ed)?\b|\bblast(?:s|ed)?\b"
     r"|\bslam(?:s|med)?\b|\bobject(?:s|ed)? to\b|\bcriticis\w+|\bcriticiz\w+|\bprotest(?:s|ed)?\b|"
     r"\b(?:hit|hits|lash(?:es|ed)|hitting) out at\b|\bwarn(?:s|ed)? against\b"
     r"|反对|谴责|抵制|抗议|批评|抨击|指责|不赞成|不认可|不接受|不同意|典型的保护主义"),
    ("concerned", r"\bdissatisfaction\b|\bdissatisfied\b|\bconcerns?\b(?! about quality)|\bconcerned\b|"
                  r"\bregret(?:s|ted)?\b|\bdisappoint(?:ed|ment)\b(?! sales)|"
                  r"\bworr(?:y|ied|ies)\b|不满|关切|担忧|遗憾"),
    ("will act", r"\b(?:will|would|to) (?:continue to )?take\b[^.]{0,40}\b(?:measures|steps)\b|"
                 r"\b(?:vow|pledg|promis)(?:s|es|ed|d)? to (?:\w+ )?(?:safeguard|protect|defend|retaliate|respond)\b|"
                 r"\bcountermeasures?\b|将(?:继续|根据[^,。;]{0,12})?采取[^。]{0,20}措施|反制"),
    ("supports", r"\bvot(?:e|ed|es|ing) (?:for|in favou?r)\b|\bhail(?:s|ed|ing)?\b|"
                 r"\bdefend(?:s|ed|ing)? (?:the|its|his|her) "
                 r"(?:\w+ ){0,2}(?:tariffs?|dut(?:y|ies)|decision|rules?|measures?|ban|surtax)\b|"
                 r"\b(?:is|are|was|were|came out) in favou?r of\b|\bsupport(?:s|ed|ing)?\b|(?<!-)\bback(?:s|ed|"
                 r"ing)?\b(?! (?:to|down|off|away|up|out)\b)|"
                 r"\bwelcom(?:e|es|ed)\b|"
                 r"\bencourag(?:e|es|ed|ing)\b|\bendors\w+|\bpraise[sd]?\b"
     r"|\bapplaud\w*|\b(?:cooperation|exchanges)[^.]{0,30}\b(?:is|are) (?:critical|essential|vital|"
     r"crucial|key)\b|\bwill further (?:open|strengthen|deepen)\b|\bmust steadfastly\b|\bunderscored\b|"
     r"\baims? to\b(?! (?:achieve|reach|sell|increase|export|produce|raise|boost|hit|make|build))|\bracing to\b"
     r"|支持|欢迎|鼓励|赞成|将进一步(?:扩大|加强|深化)"),
)  # fmt: skip
PATTERNS = tuple((stance, re.compile(words, re.IGNORECASE), stems_of(words)) for stance, words in STANCES)
HARM = re.compile(
    r"\bdisrupt\w*|\bviolat\w+|\bundermin\w+|\bharm(?:s|ed|ful)?\b|\bhinder\w*|\bjeopardi[sz]\w+|"
    r"\bdistort\w*|\bmisus\w+|\bblatant\b|\bhurt(?:s|ing)?\b|\bsteps? backwards?\b"
    r"|\bunfair\b|\bdisregard\w*|\bdamag\w+|\bwrong-?doing\b|\boverstretch\w*|\bpoliticiz\w+|"
    r"\bobstacles\b|\bsuppression\b"
    r"|\bspeaks one way\b|破坏|违反|损害|扰乱|滥用|泛化",
    re.IGNORECASE,
)
STEMS = (
    "批评", "抨击", "指责", "指控", "disappoint", "out at", "warn", "accus", "acknowledge", "deplor", "lambast",
    "hit",
    "against", "opposed", "hail", "defend", "favo",
    "call", "urg", "demand", "oppos", "condemn", "denounc", "reject", "blast", "slam", "object", "critici",
    "protest", "dissatisf",
    "concern", "regret", "worr", "will take", "countermeasure", "support", "back", "welcom", "encourag",
    "endors", "praise", "applaud",
    "favo", "will further", "must steadfastly", "underscored", "aims to", "aim to", "racing to",
    "cooperation", "exchanges", "敦", "呼吁", "督",
    "accept", "vot", "agree", "recogni", "approve of", "endorse", "protectionis", "decr", "vow", "不认可",
    "不接受", "不同意", "保护主义",
    "希望",
    "反", "谴", "抵制", "抗议", "不赞成", "不满", "关切", "担忧", "遗憾", "将", "支持", "欢迎", "鼓励", "赞成",
)  # fmt: skip
"""A sentence without any of these holds no word of stance: a cheap test before the patterns."""
