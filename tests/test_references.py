"""What a card sends back: read strictly, and checked against the article."""

from __future__ import annotations

import hashlib

import pytest
from toys import make_article

from index import InputError
from qa import Citation
from ui.chat.references import Reference

TEXT = "the mayor - Ann Lee."
DIGEST = hashlib.sha256(b"mayor\0the\0Ann Lee.").hexdigest()[:16]
SENT = {"article": "harbour", "start": "4", "end": "9", "digest": DIGEST, "others": "0-3 12-20"}
READ = Reference("harbour", 4, 9, DIGEST, ((0, 3), (12, 20)))


def test_a_reference_survives_the_way_through_the_browser() -> None:
    assert Reference.parse(SENT) == READ
    assert READ.attributes == (
        f'data-article="harbour" data-start="4" data-end="9" data-digest="{DIGEST}" '
        'data-others="0-3 12-20"'
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
        {"digest": None},
        {"digest": 7},
        {"digest": DIGEST[1:]},
        {"digest": DIGEST.upper()},
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


def test_a_reference_is_made_of_the_citations_in_one_article() -> None:
    article = make_article("harbour", TEXT)
    elsewhere = make_article("elsewhere", TEXT)
    citations = [
        Citation(article, start, end, TEXT[start:end], (0, 20), 1.0)
        for start, end in ((4, 9), (12, 20), (0, 3))
    ]
    other = Citation(elsewhere, 1, 3, "he", (0, 20), 1.0)
    assert Reference.of(citations[0], [*citations, other]) == READ


def test_a_reference_must_fit_its_article() -> None:
    article = make_article("harbour", TEXT)
    assert READ.check_fits(article) is article
    with pytest.raises(InputError, match="no longer in the library"):
        READ.check_fits(None)


@pytest.mark.parametrize(
    "text",
    [
        "the mayor - Ann Lee",  # too short by now
        "the baker - Ann Lee.",  # as long as before, with other words where the quote was
        "the mayor - Ann Low.",  # with other words only where another quote was
        "So the mayor - Ann Lee.",  # with the same words at another place
    ],
)
def test_words_of_another_text_are_never_marked(text: str) -> None:
    with pytest.raises(InputError, match=r"has changed since\. Ask the question again\."):
        READ.check_fits(make_article("harbour", text))


def test_a_place_outside_the_text_fits_nothing() -> None:
    nothing = Reference("harbour", 100, 200, hashlib.sha256(b"").hexdigest()[:16])
    with pytest.raises(InputError, match="has changed since"):
        nothing.check_fits(make_article("harbour", TEXT))
