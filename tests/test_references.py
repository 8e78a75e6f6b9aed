"""What a card sends back: read strictly, and checked against the article."""

from __future__ import annotations

import pytest
from toys import make_article

from index import InputError
from ui.references import Reference

SENT = {"article": "harbour", "start": "4", "end": "9", "others": "0-3 12-20"}
READ = Reference("harbour", 4, 9, ((0, 3), (12, 20)))


def test_a_reference_survives_the_way_through_the_browser() -> None:
    assert Reference.parse(SENT) == READ
    assert READ.attributes == (
        'data-article="harbour" data-start="4" data-end="9" data-others="0-3 12-20"'
    )


@pytest.mark.parametrize(
    "change",
    [
        {"article": ""},
        {"article": 7},
        {"article": "x" * 401},
        {"start": "-1"},
        {"start": 4},
        {"start": True},
        {"start": "4.0"},
        {"start": "9"},
        {"end": None},
        {"end": "1" * 5000},
        {"others": "5"},
        {"others": "9-5"},
        {"others": "0-3 " * 21},
        {"others": ["0-3"]},
        {"others": "<img>"},
    ],
)
def test_anything_else_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        Reference.parse({**SENT, **change})


@pytest.mark.parametrize("data", [None, "harbour", [], 3, {}])
def test_what_is_no_reference_at_all_is_refused(data: object) -> None:
    with pytest.raises(InputError):
        Reference.parse(data)


def test_a_reference_must_fit_its_article() -> None:
    article = make_article("harbour", "x" * 20)
    assert READ.check_fits(article) is article
    with pytest.raises(InputError, match="no longer in the library"):
        READ.check_fits(None)
    with pytest.raises(InputError, match="has changed since"):
        READ.check_fits(make_article("harbour", "x" * 19))
