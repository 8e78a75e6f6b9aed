"""The service against its own description: schemathesis sends it what fits, and what does not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from http_clients import served
from hypothesis import HealthCheck, Phase, given, settings
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Library
from qa import Assistant
from ui.http import HttpOptions
from ui.http.examples import ANSWERS

schemathesis = pytest.importorskip("schemathesis")

EXAMPLES = 300 if "PULLQUOTE_STRESS" in os.environ else 10  # a route, and each of the two ways
# To send something else, there must be a body, or parameters that are more than a name.
TAKING = {
    ("get", "/api/v1/ask/stream"),
    ("get", "/api/v1/articles"),
    ("get", "/api/v1/articles/{id}/text"),
}
WAYS = [
    (*route, fits)
    for route in ANSWERS
    for fits in (True, False)
    if fits or route[0] in ("post", "put") or route in TAKING
]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with Library.create(tmp_path_factory.mktemp("contract") / "library", ToyEncoder()) as library:
        library.add([make_article("harbour", "The harbour master is Ingrid Solberg.")])
        assistant = Assistant(library, ToyReader(), TOY_CALIBRATION)
        service = served(assistant, HttpOptions(allow_upload=True))
        yield schemathesis.openapi.from_asgi("/openapi.json", service)


def test_all_routes_are_tried(described: Any) -> None:
    operations = [result.ok() for result in described.get_all_operations()]
    assert {(each.method, each.path) for each in operations} == ANSWERS.keys()


@pytest.mark.parametrize(("method", "path", "fits"), WAYS)
def test_nothing_that_is_sent_breaks_the_service(
    described: Any, method: str, path: str, fits: bool
) -> None:
    """No 5xx, and no answer other than described."""
    modes = schemathesis.GenerationMode
    operation = described[path][method.upper()]
    checks = schemathesis.checks
    held_to = [
        checks.not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
        checks.negative_data_rejection,
    ]

    @settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(operation.as_strategy(generation_mode=modes.POSITIVE if fits else modes.NEGATIVE))
    def send(case: Any) -> None:
        case.call_and_validate(checks=held_to)

    send()
