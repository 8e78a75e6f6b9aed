"""Send what has not changed only once (RFC 9110, section 13.1.2)."""

from __future__ import annotations

import hashlib
import json

from fastapi import Request, Response
from fastapi.responses import JSONResponse


def revalidated(request: Request, data: object) -> Response:
    """Answer with JSON and its tag, or with 304 where the client names that tag."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    # Kept by whoever asked, and by no proxy between: it may have been let in by a token.
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization"}
    named = request.headers.get("if-none-match", "").split(",")
    if {each.strip().removeprefix("W/") for each in named} & {tag, "*"}:
        return Response(status_code=304, headers=headers)
    return Response(body, media_type=JSONResponse.media_type, headers=headers)
