"""`pratique mcp`: a server of the Model Context Protocol on standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from pratique.errors import UsageError


@click.command("mcp")
def command() -> None:
    """Offer check, needs, when and law look-up to an assistant over standard input and output (extra: mcp).

    \b
    {"command": "pratique", "args": ["mcp"]}      # in the assistant's list of servers
    """
    server().run()


def server() -> Any:
    """The server with its tools. Raises UsageError where the extra is not installed."""
    from pratique.usecases.tools import TOOLS
    from pratique.version import __version__

    try:
        from mcp.server.mcpserver import MCPServer
    except ImportError as error:
        raise UsageError(f"The extra mcp (2.0 or later) is not installed: {error}.") from error
    made = MCPServer(
        "pratique",
        version=__version__,
        instructions="Ask before you say whether something may cross a border; unknown stays unknown.",
    )
    for tool in TOOLS:
        made.tool()(_refusing(tool))
    return made


def _refusing(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The tool, its findings told as an error, so that no assistant takes them for an answer."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def run(*given: Any, **named: Any) -> dict[str, Any]:
        found = tool(*given, **named)
        if list(found) == ["findings"]:
            raise ToolError("\n".join(found["findings"]))
        return found

    return run
