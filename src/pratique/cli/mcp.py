"""`pratique mcp`: a server of the Model Context Protocol on standard input and output."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn

import click

from pratique.errors import named_extras


@click.command("mcp")
@click.argument("folder", type=click.Path(file_okay=False), default=".")
def command(folder: str) -> None:
    """Offer check, needs, when, law, own and screen to an assistant over standard input and output.

    It reads the dossiers, registries and lists in FOLDER (by default the current one) and nothing above it, and tells
    no content of a file that does not fit (extra: mcp).

    \b
    {"command": "pratique", "args": ["mcp", "dossiers/"]}      # in the assistant's list of servers
    """
    from pratique.cli.mcp_wire import wired

    made = server(folder)
    with wired(_message):
        made.run()


def _message(line: bytes) -> object:
    """A line as the library reads it. Raises ValueError where it is no message to it."""
    from mcp.types.jsonrpc import jsonrpc_message_adapter

    return jsonrpc_message_adapter.validate_json(line, by_name=False)


def server(folder: str = ".") -> Any:
    """The server with its tools, which read in `folder`. Raises UsageError where there is none, or no extra."""
    from pratique.usecases.tools import served_in
    from pratique.version import __version__

    with named_extras():
        from mcp.server.mcpserver import MCPServer
    made = MCPServer(
        "pratique",
        version=__version__,
        instructions="Ask before you say whether something may cross a border; unknown stays unknown.",
    )
    for tool in served_in(folder):
        made.tool()(_refusing(tool))
    made.get_prompt = _no_prompt  # type: ignore[method-assign,assignment]
    return made


async def _no_prompt(name: str, *_: object) -> NoReturn:
    """The answer to whoever asks for a prompt: there is none, which the library takes for a fault of its own."""
    from mcp.shared.exceptions import MCPError

    raise MCPError(code=-32602, message="There are no prompts here; ask the tools.")


def _refusing(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """The tool, its findings told as an error, so that no assistant takes them for an answer."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def run(*given: Any, **named: Any) -> dict[str, Any]:
        try:
            found = tool(*given, **named)
        except Exception as error:
            # Whatever went wrong, its words may be of a file: only its kind is told.
            raise ToolError(f"Internal error: {type(error).__name__}; ask at the terminal.") from None
        if list(found) == ["findings"]:
            raise ToolError("\n".join(found["findings"]))
        return found

    return run
