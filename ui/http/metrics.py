"""Figures about the service, for Prometheus; nothing that anybody asked is among them."""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)

from qa import Answer
from ui.http.stopping import Activity
from ui.waiting_line import WaitingLine

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """Counts requests and questions; each service has its own."""

    def __init__(self, line: WaitingLine, activity: Activity) -> None:
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._requests = Counter(
            "pullquote_http_requests",
            "Requests answered.",
            ("method", "route", "status"),
            registry=registry,
        )
        self._request_seconds = Histogram(
            "pullquote_http_request_seconds",
            "Time from a request to the end of its answer.",
            ("method", "route"),
            registry=registry,
            buckets=_SECONDS,
        )
        self._questions = Counter(
            "pullquote_questions",
            "Questions answered, by what they got.",
            ("outcome",),
            registry=registry,
        )
        self._stage_seconds = Histogram(
            "pullquote_question_seconds",
            "Time that a question took, by stage.",
            ("stage",),
            registry=registry,
            buckets=_SECONDS,
        )
        for name, what, value in (
            ("running", "Questions being answered.", lambda: line.running),
            ("waiting", "Questions that wait for their turn.", lambda: line.waiting),
        ):
            Gauge(f"pullquote_questions_{name}", what, registry=registry).set_function(value)
        ready = Gauge("pullquote_ready", "0 once the service is stopping.", registry=registry)
        ready.set_function(lambda: float(not activity.stopping))
        self._articles = Gauge("pullquote_library_articles", "Articles.", registry=registry)
        self._passages = Gauge("pullquote_library_passages", "Passages.", registry=registry)

    def count_request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request that was answered."""
        self._requests.labels(method, route, str(status)).inc()
        self._request_seconds.labels(method, route).observe(seconds)

    def count_answer(self, answer: Answer) -> None:
        """Count a question that was answered."""
        self._questions.labels(outcome_of(answer)).inc()
        timings = answer.timings
        for stage in ("retrieve", "read", "total"):
            self._stage_seconds.labels(stage).observe(getattr(timings, stage) / 1000)

    def count_refusal(self) -> None:
        """Count a question, or a batch, that got no answer."""
        self._questions.labels("refused").inc()

    def write(self, articles: int, passages: int) -> bytes:
        """Write all of it as Prometheus reads it."""
        self._articles.set(articles)
        self._passages.set(passages)
        return generate_latest(self._registry)


def outcome_of(answer: Answer) -> str:
    """Name what a question got."""
    if answer.reply:
        return "small_talk"
    return "found" if answer.found else "not_found"
