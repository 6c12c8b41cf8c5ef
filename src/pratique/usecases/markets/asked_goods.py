"""What a command line says of goods -> the model of them: without a file, or beside what a file says."""

from __future__ import annotations

from pratique.dossier.model import VehicleModel, model_of, read_model
from pratique.dossier.model_stating import stating
from pratique.dossier.question import COMMAND_LINE
from pratique.errors import UsageError

GOODS = "these goods"
"""What the goods of a command line are called."""


def asked_goods(
    file: str | None, into: str | None = None, *, code: str | None, origin: str | None, facts: tuple[str, ...]
) -> VehicleModel:
    """The model of a file with further facts (`NAME=VALUE`), or without a file that of goods by their code of the
    Harmonized System and their origin. Raises InvalidInput with every finding, UsageError.
    """
    said = {key: value for key, value in {"hs_code": code, "origin": origin}.items() if value is not None}
    if file is not None:
        if said:
            raise UsageError("--hs and --origin go without a file: a model says them under [trade].")
        return stating(read_model(file, into), facts)
    if not said and not facts:
        raise UsageError("Name a model, or the goods: --hs 870380 --origin CN, and more with --fact.")
    return stating(model_of({"title": GOODS, "trade": said}, COMMAND_LINE, into=into), facts)
