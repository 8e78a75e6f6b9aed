"""The routes that change the library, where whoever runs the service allows that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack

from fastapi import FastAPI, HTTPException, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from typing_extensions import TypedDict

from index import Library, LibraryBusyError
from ui.http.documented import documented
from ui.http.paths import ARTICLE, ARTICLES
from ui.uploads import BUSY, LARGEST_UPLOAD, Progress, Uploads, check_name, check_size, receive


class Removed(TypedDict):
    """The id of the article that was taken out."""

    removed: str


def add_uploads(service: FastAPI, library: Library) -> None:
    """Add the routes that add and remove articles.

    Neither can be asked for by a page of another site: a browser first asks whether PUT and DELETE
    are allowed from there, and is told that they are not.
    """
    uploads = Uploads(library)

    @service.put(
        ARTICLES,
        responses=documented(400, 411, 413, 422),
        tags=["articles"],
        response_class=StreamingResponse,
    )
    async def add_articles(name: str, request: Request) -> StreamingResponse:
        """Add the articles of a file, whose `name` tells the format and whose bytes are the body.

        What comes is JSON, a line each time that something is known: `read` counts the articles so
        far; the last line says which were `added`, how many were `unchanged`, and why something was
        `skipped`; or that the whole failed, in `error`.
        """
        length = request.headers.get("content-length", "")
        if not length.isdecimal():
            raise HTTPException(411, f"A Content-Length of at most {LARGEST_UPLOAD:,} is needed.")
        check_size(int(length))
        stack = ExitStack()
        try:
            file = stack.enter_context(uploads.folder()) / check_name(name)
            await receive(request.stream(), file)
        except BaseException:
            stack.close()
            raise

        def lines() -> Iterator[str]:
            with stack:
                for progress in uploads.add(file):
                    yield _line(progress)

        return StreamingResponse(lines(), media_type="application/x-ndjson")

    @service.delete(ARTICLE, responses=documented(404, 422), tags=["articles"])
    async def remove_article(id: str) -> Removed:
        """Take an article out of the library."""
        try:
            removed = await run_in_threadpool(library.remove, [id])
        except LibraryBusyError:
            raise HTTPException(503, BUSY) from None
        if not removed:
            raise HTTPException(404, f"There is no article {id!r} in this library.")
        return {"removed": id}


def _line(progress: Progress) -> str:
    return json.dumps(progress, ensure_ascii=False) + "\n"
