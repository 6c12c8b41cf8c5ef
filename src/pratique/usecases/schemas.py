"""The JSON Schemas of what goes in and what comes out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pratique.dossier.document import schema as dossier_schema
from pratique.usecases.answer.answer import answer_schema

SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {"dossier": dossier_schema, "answer": answer_schema}
"""What has a schema -> the function that gives it (JSON Schema 2020-12)."""
