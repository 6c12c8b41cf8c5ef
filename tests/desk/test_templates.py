"""Every template can be read: what is wrong with one shows here and not to a supplier."""

from __future__ import annotations

from pathlib import Path

import pytest

import pratique.desk

TEMPLATES = sorted(each.name for each in (Path(pratique.desk.__file__).parent / "templates").glob("*.html"))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_can_be_read(name: str) -> None:
    from django.template.loader import get_template

    assert get_template(name)
    text = (Path(pratique.desk.__file__).parent / "templates" / name).read_text("utf-8")
    assert "|safe" not in text
    assert " style=" not in text
    assert "onclick" not in text
