"""Speak the Model Context Protocol over stdin and stdout, by its own library."""

from __future__ import annotations

from importlib.metadata import version

import anyio
from anyio.to_thread import run_sync
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp_types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)

from index import PullquoteError
from qa import Assistant
from ui.mcp.tools import TOOLS, instructions

_AT_ONCE = 2  # a question takes all cores by itself
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def create_server(assistant: Assistant) -> Server:
    """Make the server for one assistant: its tools only read, and reach nothing but the library."""
    tools = {tool.name: tool for tool in TOOLS}
    limiter = anyio.CapacityLimiter(_AT_ONCE)

    async def list_tools(_: object, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(
            tools=[
                Tool(
                    name=tool.name,
                    title=tool.title,
                    description=tool.description,
                    input_schema=tool.input_schema,
                    output_schema=tool.output_schema,
                    annotations=_READS,
                )
                for tool in TOOLS
            ]
        )

    async def call_tool(_: object, call: CallToolRequestParams) -> CallToolResult:
        tool = tools.get(call.name)
        if tool is None:
            return _refusal(f"There is no tool {call.name!r}; there are {', '.join(tools)}.")
        try:
            told = await run_sync(tool.call, assistant, call.arguments or {}, limiter=limiter)
        except PullquoteError as error:
            return _refusal(str(error))
        texts = [TextContent(type="text", text=text) for text in told.texts]
        return CallToolResult(content=[*texts], structured_content=dict(told.data))

    return Server(
        "pullquote",
        version=version("pullquote"),
        title="pullquote",
        instructions=instructions(assistant.library.info()),
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def run(assistant: Assistant) -> None:
    """Serve one client until it closes stdin; until then nothing else may write to stdout."""

    async def serve() -> None:
        server = create_server(assistant)
        async with stdio_server() as (received, sent):
            await server.run(received, sent, server.create_initialization_options())

    anyio.run(serve)


def _refusal(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=sentence)], is_error=True)
