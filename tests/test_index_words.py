"""Unknown words: what is said to stand in no article stands in none, and slips are recognised."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import ToyEncoder, make_article

from index import Article, Library, UnknownWord, find_files, read_collection
from index.starter import SEEDS

STORY = (
    "The Pentagon spokesman, Jonathan Hoffman, said that 16 missiles were fired from F-16C jets. "
    "Qassem Soleimani was killed in Iraq. José Müller of the U.K. saw the men who fell. "
    "The largest crisis began on 7 January near Covid-19 wards and the F35 hangar. Most cooks win."
)


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Library]:
    with Library.create(tmp_path / "library", ToyEncoder()) as made:
        made.add(
            [
                Article(
                    "story", "Khamenei answers", STORY, "The Shore", "Ingrid Berg", origin="story"
                )
            ]
        )
        yield made


def unknown(library: Library, question: str) -> list[tuple[str, str | None]]:
    return [(word.text, word.suggestion) for word in library.unknown_words(question)]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Who is Hofman?", [("Hofman", "Hoffman")]),
        ("who is hofman", [("hofman", "Hoffman")]),
        (
            "Did Qasem Sulaimani speak?",
            [("Qasem", "Qassem"), ("Sulaimani", "Soleimani"), ("speak", None)],
        ),
        ("Is it in Irak?", [("Irak", "Iraq")]),
        ("What did Khameni say?", [("Khameni", "Khamenei")]),  # of the title
        ("What did Ingried Berg write?", [("Ingried", "Ingrid"), ("write", None)]),  # the author
        ("Who is Josè Muller’s Spokesmna?", [("Spokesmna", "spokesman")]),
        ("Which Fateh-110 or Fateh was it?", [("Fateh-110", None), ("Fateh", None)]),
        (
            "Where is Hezbollah-backed Badr?",
            [("Hezbollah", None), ("backed", None), ("Badr", None)],
        ),
        ("Badr, BADR and Badr's badr?", [("Badr", None)]),
        ("Would books cost a boss?", [("books", None), ("cost", None), ("boss", None)]),
    ],
)
def test_what_stands_nowhere_is_named_with_what_may_be_meant(
    news: Library, question: str, words: list[tuple[str, str | None]]
) -> None:
    assert unknown(news, question) == words


@pytest.mark.parametrize(
    "question",
    [
        "Regarding Iraq, who is he?",  # what a follow-up may be understood as
        "MISSILE, Missiles, missile's; kill, killing, kills; spokesmen",
        "Does the man fall? Which crises begin, and do they see a large one, larger still?",
        "Jose Muller",
        unicodedata.normalize("NFD", "José Müller"),
        "Is the UK or the U.K. there?",
        "What about 2020, 5:30, 1,000, 7th, 9mm, 1990s and $16?",
        "An F-16C, F16C, F 16, F-35 or F35; COVID19",
        "According to the article, who’s the one that didn't, couldn’t and won’t?",
        "Can you please tell me what happened there, how many and how much?",
        "",
        "?!",
        "...",
        "’",
        "-",
        "\u0301",
    ],
)
def test_other_forms_numbers_and_words_without_content_are_not_named(
    news: Library, question: str
) -> None:
    assert unknown(news, question) == []


def test_an_accent_apart_from_its_letter_is_no_gap_in_a_word(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Señor Müller spoke.")
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("a", apart)])
        assert unknown(library, "Muller? Müller? Mülller?") == [("Mülller", "Müller")]
        assert library.search("muller")[0].ranked.lexical == 1.0


def test_no_word_of_an_article_is_unknown(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add(read_collection(find_files([SEEDS])))
        for article in library.articles():
            for line in (article.heading, *article.text.splitlines()):
                assert library.unknown_words(line) == []
                assert library.unknown_words(line.upper()) == []


@given(question=st.text(max_size=200))
@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_taken_and_what_is_named_stands_in_it(news: Library, question: str) -> None:
    composed = unicodedata.normalize("NFC", question)
    assert all(word.text in composed for word in news.unknown_words(question))


def test_a_word_is_unknown_until_an_article_has_it(news: Library) -> None:
    assert unknown(news, "Who is Badr?") == [("Badr", None)]
    news.add([make_article("a", "Badr answered.")])
    assert unknown(news, "Who is Badr?") == []
    assert unknown(news, "Who is Badrr?") == [("Badrr", "Badr")]


def test_the_more_frequent_of_two_near_names_is_suggested(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        library.add([make_article("a", "Milley spoke. Millex spoke. Milley and Zilled left.")])
        assert library.unknown_words("Milled?") == [UnknownWord("Milled", "Milley")]


def test_an_empty_library_knows_no_word(tmp_path: Path) -> None:
    with Library.create(tmp_path / "library", ToyEncoder()) as library:
        assert unknown(library, "Who is Jonathan Hoffman?") == [
            ("Jonathan", None),
            ("Hoffman", None),
        ]


def test_spellings_are_looked_up_for_the_first_words_only(news: Library) -> None:
    letters = "abcdeghijk"
    question = " ".join(f"Hof{letter}man" for letter in letters)
    assert unknown(news, question) == [
        (f"Hof{letter}man", "Hoffman" if number < 8 else None)
        for number, letter in enumerate(letters)
    ]
