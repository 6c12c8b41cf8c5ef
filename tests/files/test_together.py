"""Several files written as one: all, or none where one of them cannot be written."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Any

import pytest

from pratique.errors import InvalidInput
from pratique.files import write_together


def state(folder: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in folder.iterdir() if each.is_file()}


def test_new_files_and_others_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "old").write_bytes(b"before")
    write_together(tmp_path, {"new": b"1", "old": b"2"})
    assert state(tmp_path) == {"new": b"1", "old": b"2"}


@pytest.mark.parametrize("links", [True, False])
def test_one_that_cannot_be_written_leaves_all_as_they_were(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:

        def refused(*_: Any) -> None:
            raise OSError(errno.EPERM, os.strerror(errno.EPERM))

        monkeypatch.setattr(os, "link", refused)
    (tmp_path / "old").write_bytes(b"before")
    (tmp_path / "away").symlink_to(tmp_path / "no-such-folder" / "file")
    with pytest.raises(InvalidInput, match="Nothing was changed"):
        write_together(tmp_path, {"new": b"1", "old": b"2", "away": b"3"})
    assert state(tmp_path) == {"old": b"before"}


def test_what_is_no_file_is_told_before_anything_is_written(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(InvalidInput, match="is a folder"):
        write_together(tmp_path, {"new": b"1", "folder": b"2"})
    assert state(tmp_path) == {}
