"""What a sentence reports and then denies, or only hears, is not read; what it denies beside a figure leaves it."""

from __future__ import annotations

import pytest

from pratique.figures.reader.article import read_text

DENIED = (
    "China's exports fell 12 percent in October 2026, a report that CAAM denied.",
    "China's exports fell 12 percent in October 2026, a claim which the ministry rejected.",
    "China's exports fell 12 percent in October 2026, which the ministry disputed.",
    "China's exports fell 12 percent in October 2026, but the ministry denied this.",
    "Reports said China's exports fell 12 percent in October 2026.",
    "有报道称2026年10月中国汽车出口下降12%，中汽协予以否认。",
    "有消息称2026年10月中国汽车出口下降12%，商务部对此否认。",
    "2026年10月中国汽车出口下降12%的说法，中汽协坚决否认。",
    "商务部否认了上述报道：2026年10月中国汽车出口下降12%。",
    "据传2026年10月中国汽车出口下降12%。",
)
SAID = (
    "China's exports fell 12 percent in October 2026, which the ministry regretted.",
    "China's exports fell 12 percent in October 2026, and the ministry rejected calls for limits.",
    "2026年10月中国汽车出口下降12%，商务部否认将设限。",
    "2026年10月中国汽车出口下降12%，中汽协予以关注。",
    "CAAM's monthly report said China's exports fell 12 percent in October 2026.",
    "China's exports fell 12 percent in October 2026, the association said in a report that it published on Monday.",
    "China's exports fell 12 percent in October 2026, a figure that the ministry later confirmed.",
)


@pytest.mark.parametrize("text", DENIED)
def test_what_is_denied_later_in_the_sentence_is_no_figure(text: str) -> None:
    found = read_text(text)
    assert not found.figures
    assert any("not asserted" in each.why for each in found.unread)


@pytest.mark.parametrize("text", SAID)
def test_a_figure_stays_where_something_else_is_denied(text: str) -> None:
    (figure,) = read_text(text).figures
    assert figure.indicator == "exports"


def test_a_call_that_is_rejected_is_nobodys_call_and_a_ministry_is_no_association() -> None:
    found = read_text("CAAM published its figures. Exports rose, and the ministry rejected calls for limits.")
    assert not [each for each in found.positions if "call" in each.stance]
    assert not [each for each in found.positions if each.actor == "CAAM"]
