"""The fields of a paper as rows, the same in every format.

Rule: what is filed says what is asked; how sure its writer is that it is asked for stands in drafts and in form.json.
"""

from __future__ import annotations

from collections.abc import Sequence

from pratique.usecases.papers.form import Field
from pratique.usecases.papers.paper import Paper

FORM = ("field", "entry")


def form_table(made: Paper, fields: Sequence[Field]) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """The titles and the rows of some fields; how sure we are that a field is asked for stands in drafts alone.

    A paper that is filed says what is asked, not what its writer doubts; `form.json` keeps it for each field.
    """
    if not made.draft:
        return FORM, [(each.name, each.shown) for each in fields]
    return (*FORM, "how sure that it is asked"), [(each.name, each.shown, each.sure) for each in fields]
