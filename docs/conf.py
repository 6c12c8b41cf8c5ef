"""The documentation site: `make docs` builds it without a network, and a warning is an error.

The pages are the Markdown files of this folder; the reference is made from the program itself while it is
built, so that no list of facts, commands or provisions can be older than the program.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from reference import pages  # noqa: E402

from pratique.version import __version__  # noqa: E402

project = "pratique"
author = "the pratique authors"
copyright = "the pratique authors, Apache-2.0"
version = release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build", "figures/*.csv"]
myst_heading_anchors = 3
myst_enable_extensions = ["deflist"]
autodoc_typehints = "signature"
autodoc_member_order = "alphabetical"
html_theme = "furo"
html_title = f"pratique {__version__}"
html_show_sphinx = False
html_theme_options = {"top_of_page_buttons": []}
suppress_warnings = ["myst.header"]


gc.set_threshold(200_000, 20, 20)  # a site is one long-lived tree: nothing in it is a cycle that nobody holds


def list_decisions(app: object, docname: str, source: list[str]) -> None:
    """The page of decisions lists those not sorted in too; none stands beside every page: that was most of a page."""
    if docname == "adr/index":
        new = [each.name for each in sorted(HERE.glob("adr/0*.md")) if each.name not in source[0]]
        source[0] += "".join(f"\n- [](./{each})" for each in new) + "\n"
    elif docname.startswith("adr/"):
        source[0] = f"---\norphan: true\n---\n\n{source[0]}"


def setup(app: Any) -> None:
    """Write the pages of the reference before they are read."""
    pages.write(HERE / "reference")
    app.connect("source-read", list_decisions)
