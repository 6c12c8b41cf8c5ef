"""Which files of a folder ask something: told by a line where that is sure, else by reading them whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from pratique.dossier.folders import dossiers_in

ASKING = {
    "tables": '[[transactions]]\nact = "sale"\n',
    "after others": 'title = "x"\n\n  [[ vehicles ]]\nid = "v"\n',
    "inline": 'transactions = [{act = "sale"}]\n',
    "a slip of the key": '[[Transaction]]\nact = "sale"\n',
    "after a long text": 'title = """\na\n"""\n[[transactions]]\nact = "sale"\n',
    "damaged behind": "[[transactions]]\nact = \n",
    "damaged before": "title = \n[[transactions]]\n",
}
NOT_ASKING = {
    "in a long text": 'title = """\n[[transactions]]\n"""\n[policy]\nname = "x"\n',
    "in a long literal text": "title = '''\n[[vehicles]]\n'''\n",
    "in a comment": '# [[transactions]]\ntitle = "x"\n',
    "below another table": '[[policy.transactions]]\nname = "x"\n',
    "of another name": '[[transactions_of_last_year]]\nname = "x"\n',
}


@pytest.mark.parametrize("name", [*ASKING, *NOT_ASKING])
def test_a_file_is_a_dossier_where_it_asks(tmp_path: Path, name: str) -> None:
    (tmp_path / "it.toml").write_text((ASKING | NOT_ASKING)[name], "utf-8")
    assert bool(dossiers_in(tmp_path)) is (name in ASKING)
