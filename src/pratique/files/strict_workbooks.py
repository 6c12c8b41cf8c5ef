"""Workbooks of the strict kind of the standard ("Strict Open XML Spreadsheet") -> the kind that every reader knows.

Rule: the two kinds differ in the names of their namespaces and relations alone, as far as cells, styles and notes go;
those names are replaced in every part, and nothing else. The package was bounded before (`workbooks.check_package`).
"""

from __future__ import annotations

import io
import re
import zipfile

_MARK = b"http://purl.oclc.org/ooxml/"
_NAMES = re.compile(re.escape(_MARK) + rb"([A-Za-z]+)/")
_FIRST = "xl/workbook.xml"


def transitional(data: bytes) -> bytes:
    """A workbook -> itself, or of the strict kind the same with the names of the transitional one."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if _FIRST not in package.namelist() or _MARK not in package.read(_FIRST):
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
            for part in package.infolist():
                content = package.read(part)
                named = part.filename.endswith((".xml", ".rels"))
                out.writestr(part.filename, _NAMES.sub(_renamed, content) if named else content)
    return made.getvalue()


def _renamed(found: re.Match[bytes]) -> bytes:
    return b"http://schemas.openxmlformats.org/" + found[1] + b"/2006/"
