"""Examples of what is sent and of what comes back, for the documentation."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from index import Article
from qa import Answer, Citation, Kind, Timings
from ui.http.passages import summary
from ui.http.paths import (
    ARTICLE,
    ARTICLES,
    ASK,
    BATCH,
    HEALTH,
    LIBRARY,
    METRICS,
    READY,
    SEARCH,
    STREAM,
    TEXT,
)
from ui.public_json import public_answer, public_article
from ui.requests import EXAMPLE

JSON, EVENTS, LINES, PLAIN = (
    "application/json",
    "text/event-stream",
    "application/x-ndjson",
    "text/plain",
)

_NAME = "Jonathan Hoffman"
_SENTENCE = f"“This was a warning,” said {_NAME}, the Pentagon spokesman."
_ARTICLE = Article(
    id="what-the-pentagon-said",
    title="What the Pentagon said",
    text=f"{_SENTENCE} Nobody was hurt.",
    publisher="The Coast",
    author="Ingrid Solberg",
    published=date(2020, 1, 8),
    url="https://coast.example/pentagon",
    origin="what-the-pentagon-said.md",
    language="en",
    sources={"title": "front matter"},
)
_START = _SENTENCE.index(_NAME)
_END = _START + len(_NAME)
_ANSWER = public_answer(
    Answer(
        question=EXAMPLE,
        found=True,
        text=_NAME,
        confidence=0.93,
        citations=(Citation(_ARTICLE, _START, _END, _NAME, (0, len(_SENTENCE)), 6.1),),
        alternatives=(),
        nearest=(),
        timings=Timings(retrieve=4.2, read=70.9, total=75.6),
        kind=Kind.WHO,
    )
)
_PASSAGES = {
    "passages": [
        {
            "rank": 1,
            "article": _ARTICLE.id,
            "start": 0,
            "end": len(_ARTICLE.text),
            "text": _ARTICLE.text,
            "page": None,
            "score": 0.0328,
            "cosine": 0.71,
            "lexical": 1.0,
        }
    ],
    "articles": [summary(_ARTICLE)],
}
_EVENTS = {
    "understood": {"question": EXAMPLE, "understood": ""},
    "passages": _PASSAGES,
    "answer": _ANSWER,
}

# What is posted to a route, by its address.
BODIES: dict[str, dict[str, Any]] = {
    ASK: {"question": EXAMPLE, "since": "2020-01-07"},
    STREAM: {"question": EXAMPLE, "publishers": [_ARTICLE.publisher]},
    BATCH: {"questions": [EXAMPLE, "How many missiles were launched?"]},
    SEARCH: {"question": "missiles at the base", "limit": 3},
}
FILE = f"---\ntitle: {_ARTICLE.title}\n---\n{_ARTICLE.text}\n"

_STREAM = "".join(
    f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
    for name, data in _EVENTS.items()
)
_PART = {
    "article": _ARTICLE.id,
    "start": _START,
    "end": _END,
    "characters": len(_ARTICLE.text),
    "text": _NAME,
}
_LIBRARY = {
    "version": "0.1.0",
    "articles": 1,
    "passages": 1,
    "generation": 1,
    "publishers": [_ARTICLE.publisher],
    "earliest": "2020-01-08",
    "latest": "2020-01-08",
    "languages": {"en": 1},
}
_ARTICLE_PATH, _TEXT_PATH = (path.replace(":path", "") for path in (ARTICLE, TEXT))
_ADDED = f'{{"read": 1}}\n{{"added": ["{_ARTICLE.title}"], "unchanged": 0, "skipped": []}}\n'

# What comes back from a route, by its method and its address, and of which type that is.
ANSWERS: dict[tuple[str, str], tuple[str, object]] = {
    ("post", ASK): (JSON, _ANSWER),
    ("post", STREAM): (EVENTS, _STREAM),
    ("get", STREAM): (EVENTS, _STREAM),
    ("post", BATCH): (JSON, {"answers": [_ANSWER]}),
    ("post", SEARCH): (JSON, _PASSAGES),
    ("get", ARTICLES): (JSON, {"articles": [summary(_ARTICLE)], "total": 1, "next": None}),
    ("put", ARTICLES): (LINES, _ADDED),
    ("get", _ARTICLE_PATH): (JSON, public_article(_ARTICLE)),
    ("delete", _ARTICLE_PATH): (JSON, {"removed": _ARTICLE.id}),
    ("get", _TEXT_PATH): (JSON, _PART),
    ("get", LIBRARY): (JSON, _LIBRARY),
    ("get", HEALTH): (JSON, {"status": "ok"}),
    ("get", READY): (JSON, {"status": "ready"}),
    ("get", METRICS): (PLAIN, 'pullquote_questions_total{outcome="found"} 12.0\n'),
}
