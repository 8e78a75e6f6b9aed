"""Send what has not changed only once (RFC 9110, section 13.1.2)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from fastapi import Request, Response
from fastapi.responses import JSONResponse

# Kept by whoever asked, and by no proxy between: it may have been let in by a token.
_PRIVATE = {"Cache-Control": "private, no-cache", "Vary": "Authorization"}


def revalidated(request: Request, data: object) -> Response:
    """Answer with JSON, or with 304 where the client has it already."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    return tagged(request, body, JSONResponse.media_type, _PRIVATE)


def tagged(request: Request, body: bytes, media_type: str, headers: Mapping[str, str]) -> Response:
    """Answer with content and its tag, or with 304 where the client names that tag."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    named = request.headers.get("if-none-match", "").split(",")
    known = {each.strip().removeprefix("W/") for each in named} & {tag, "*"}
    response = Response(status_code=304) if known else Response(body, media_type=media_type)
    response.headers.update({"ETag": tag, **headers})
    return response
