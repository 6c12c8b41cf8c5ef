"""Dossiers of the shipped examples, as the desk holds them."""

from __future__ import annotations

from pathlib import Path

from pratique.desk.blobs import keep
from pratique.desk.models import Dossier, DossierFile, Workspace

EXAMPLES = Path(__file__).parents[2] / "examples"


def dossier_of(workspace: Workspace, example: str = "shanghai-app") -> Dossier:
    """A dossier with the files of an example."""
    dossier = Dossier.objects.create(workspace=workspace, title=example, main="dossier.toml")
    for each in sorted((EXAMPLES / example).iterdir()):
        if each.is_file():
            DossierFile.objects.create(
                dossier=dossier, revision=1, name=each.name, blob=keep(each.read_bytes()), by_name="J. Rivera"
            )
    return dossier
