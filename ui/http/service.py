"""The routes of the HTTP service, put together."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Security
from fastapi.security.http import HTTPBase
from fastapi_offline import FastAPIOffline
from starlette.requests import HTTPConnection

from qa import Assistant
from ui.http.articles import add_articles
from ui.http.body_limit import BodyLimit
from ui.http.desk import Desk
from ui.http.documented import add_examples
from ui.http.examples import BODIES
from ui.http.health import add_health
from ui.http.operation import Operation
from ui.http.options import HttpOptions
from ui.http.problems import explain_problems, refuse_the_rest
from ui.http.questions import add_questions
from ui.http.streaming import add_streaming
from ui.http.uploads import add_uploads

_TAGS = [
    {"name": "questions", "description": "Answers, and the passages that they are read in."},
    {"name": "articles", "description": "What the library holds."},
    {"name": "service", "description": "For whoever runs it."},
]


def create_service(
    assistant: Assistant, options: HttpOptions | None = None, operation: Operation | None = None
) -> FastAPI:
    """Make the service for one assistant, to be surrounded by its layers when all is mounted.

    What it sends of an article's `origin` is the last part, the file's name: where files stand on
    the server is nobody's business. Every problem is a sentence. With `allow_upload` it adds and
    removes articles.
    """
    options = options or HttpOptions()
    operation = operation or Operation.of(options)
    service = FastAPIOffline(
        title="pullquote",
        version=version("pullquote"),
        summary="Ask a question of news articles, and get the exact words that answer it.",
        openapi_tags=_TAGS,
        redoc_url=None,
        dependencies=_credentials(options),
    )
    service.add_middleware(BodyLimit)
    desk = Desk(assistant, operation, log_questions=options.log_questions)
    explain_problems(service, BODIES)
    add_questions(service, desk, operation)
    add_streaming(service, desk)
    add_articles(service, assistant.library)
    add_health(service, assistant.library, operation)
    if options.allow_upload:
        add_uploads(service, assistant.library)
    refuse_the_rest(service)
    add_examples(service)
    return service


class _Described(HTTPBase):
    """Credentials that are only described: the door is a layer around the routes."""

    async def __call__(self, request: HTTPConnection) -> None:
        """Look at nothing."""


def _credentials(options: HttpOptions) -> list[Any]:
    schemes = {"bearer": options.tokens, "basic": options.login}
    return [
        Security(_Described(scheme=scheme, scheme_name=scheme))
        for scheme, known in schemes.items()
        if known
    ]
