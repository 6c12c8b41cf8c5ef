"""A client of the API with a token."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.test import Client

from pratique.desk.models import Token, Workspace
from pratique.desk.people import new_token

EXAMPLES = Path(__file__).parents[2] / "examples"


class Api:
    """Calls under /api/v1 with a token of these scopes."""

    def __init__(self, workspace: Workspace, scopes: str = "read work", **given: Any) -> None:
        self.told, kept = new_token()
        Token.objects.create(sha256=kept, purpose="api", name="a robot", workspace=workspace, scopes=scopes, **given)

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Any:
        """One request; a body is sent as JSON."""
        where = path if path.startswith("/") else f"/api/v1/{path}"
        headers = {"Authorization": f"Bearer {self.told}", **headers}
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        kind = headers.pop("Content-Type", "application/json")
        return Client(raise_request_exception=False).generic(method, where, data, content_type=kind, headers=headers)

    def post(self, path: str, body: object, **headers: str) -> Any:
        return self.ask("POST", path, body, **headers)

    def get(self, path: str, **headers: str) -> Any:
        return self.ask("GET", path, **headers)


def files_of(example: str) -> dict[str, str]:
    """The files of an example, as they are sent."""
    return {each.name: each.read_text("utf-8") for each in sorted((EXAMPLES / example).iterdir()) if each.is_file()}
