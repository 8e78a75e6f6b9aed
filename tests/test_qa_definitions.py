"""Questions after a name: what is asked, where an article describes it, and what is marked then."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from toys import make_article

from index import Hit, Passage
from index.retrieval import Ranked
from qa.by_kind.definitions import mark_descriptions
from qa.by_kind.descriptions import find_descriptions
from qa.questions import Kind, is_bare_name, kind_of, name_asked
from qa.reader import Marked


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Ann Lee?", "Ann Lee"),
        ("What is the MAB?", "MAB"),
        ("What does “UMF” stand for?", "UMF"),
        ("Tell me about Camp Taji", "Camp Taji"),
        ("Camp Taji", "Camp Taji"),
        ("the Marine Accident Board", "Marine Accident Board"),
        ("Faisal al-Dorran?", "Faisal al-Dorran"),
        ("ferry captain age", ""),
        ("May 5 attack", ""),
        ("Who is the mayor of Irbil?", ""),
        ("Where is Camp Taji?", ""),
    ],
)
def test_the_name_of_a_question(question: str, name: str) -> None:
    assert name_asked(kind_of(question), question) == name


def test_only_a_name_alone_is_bare() -> None:
    assert is_bare_name(Kind.KEYWORDS, "Camp Taji")
    assert not is_bare_name(Kind.KEYWORDS, "Camp Taji rockets")
    assert not is_bare_name(Kind.DEFINITION, "Camp Taji")


@pytest.mark.parametrize(
    ("text", "name", "described"),
    [
        ("It calls, its owner, Ann Lee, said.", "Ann Lee", "its owner"),
        ("But the union's secretary, Mr Ann Lee, said so.", "Ann Lee", "the union's secretary"),
        ("Our chemist, Dr Ann Lee, calls it good.", "Ann Lee", "Our chemist"),
        ("He asked Ann Lee, one of its authors, to go.", "Ann Lee", "one of its authors"),
        ("Ann Lee, who sits on the board, came.", "Ann Lee", "who sits on the board"),
        ("Gen. Ann Lee, military adviser to him, said", "Ann Lee", "military adviser to him"),
        ("Ann Lee is a journalist at the Centre (ABC).", "Ann Lee", "a journalist at the Centre"),
        ("Ann Lee works for them as a staff writer, and", "Ann Lee", "a staff writer"),
        ("said Pentagon spokesman Ann Lee.", "Ann Lee", "Pentagon spokesman"),
        ("It broke. Defense Secretary Mark Lee left.", "Lee", "Defense Secretary"),
        ("struck a reef known as the Calves, about a mile off", "Calves", "a reef"),
        ("on the reef we call the Calves, it stood", "Calves", "the reef"),
        ("- Furnace B, built in 1986 and known locally as Berta, stays.", "Berta", "Furnace B"),
        ("The Sailors’ League, the union of the crew, said", "Sailors' League",
         "the union of the crew"),
        ("for the death of its top general, Ann Lee, there", "Ann Lee", "its top general"),
        ("said of the head of the union, Ann Lee, that", "Ann Lee", "the head of the union"),
        ("blamed the mayor of the town, Ann Lee.", "Ann Lee", "the mayor of the town"),
        ("Lee led the Crane Corps, which guards the port. He", "Crane Corps",
         "which guards the port"),
        ("by Ann of the United Metal Federation (UMF), who", "UMF", "United Metal Federation"),
    ],
)  # fmt: skip
def test_a_description_is_found(text: str, name: str, described: str) -> None:
    assert [text[start:end] for start, end in find_descriptions(text, name)] == [described]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In Kerman, the funeral ended.", "Kerman"),
        ("They saw Trump, the vice president and the team.", "Trump"),
        ("to mock Ann Lee, it said", "Ann Lee"),
        ("on the Calves, the Grey Linnet had come to a stop.", "Calves"),
        ("It hit Tessay, Hulm and Ferrin.", "Tessay"),
        ("The alarm rang twice, Ann Lee said.", "Ann Lee"),
        ("Dr Ann Lee and Mrs Ann Lee left.", "Ann Lee"),
        ("Ann Lee was hurt.", "Ann Lee"),
        ("Joanna Leeds, a spokeswoman, said", "Ann Lee"),
        ("", "Ann Lee"),
    ],
)
def test_what_describes_nothing_is_not_taken(text: str, name: str) -> None:
    assert list(find_descriptions(text, name)) == []


@given(text=st.text(), name=st.text(min_size=1))
def test_descriptions_of_any_name_are_slices(text: str, name: str) -> None:
    for start, end in find_descriptions(text, name):
        assert 0 <= start < end <= len(text)


def hit(text: str) -> Hit:
    article = make_article("a", text)
    return Hit(Passage(1, article, 0, len(text)), 1, Ranked(1, 0.0, 0.5, 0.5, 1, 1))


def marked(text: str, *words: str) -> list[Marked]:
    return [
        Marked(text.index(w), text.index(w) + len(w), float(-n), 0.5) for n, w in enumerate(words)
    ]


DESCRIBED = "It rained. Its owner, Ann Lee, said so."
TOLD = "It rained. Rockets struck Camp Taji late. All was well."
ASIDE = "Nobody knew of it."


def words(text: str, marks: list[Marked]) -> list[str]:
    return [text[mark.start : mark.end] for mark in marks]


def test_descriptions_stand_in_the_place_of_what_the_reader_marked() -> None:
    read = [marked(DESCRIBED, "rained"), marked(ASIDE, "Nobody")]
    first, second = mark_descriptions(
        Kind.DEFINITION, "Who is Ann Lee?", [hit(DESCRIBED), hit(ASIDE)], read
    )
    assert (words(DESCRIBED, first), second) == (["Its owner"], [])


def test_a_bare_name_that_nothing_describes_gets_the_sentence_that_holds_it() -> None:
    read = [marked(TOLD, "Rockets", "struck", "well"), marked(ASIDE, "Nobody")]
    first, second = mark_descriptions(Kind.KEYWORDS, "Camp Taji", [hit(TOLD), hit(ASIDE)], read)
    assert (words(TOLD, first), second) == (["Rockets struck Camp Taji late."], [])
    # Marked twice, with log-odds of 0 and -1: the odds of the sentence are those of both.
    assert first[0].score == pytest.approx(math.log(1 + math.exp(-1)))


@pytest.mark.parametrize(
    ("kind", "question", "text"),
    [
        (Kind.WHO, "Who owned it?", DESCRIBED),
        (Kind.DEFINITION, "What is Camp Taji?", TOLD),
        (Kind.KEYWORDS, "Camp Taji", ASIDE),
        (Kind.KEYWORDS, "rockets camp taji", TOLD),
    ],
)
def test_otherwise_what_was_marked_stays(kind: Kind, question: str, text: str) -> None:
    read = [marked(text, text.split(maxsplit=1)[0])]
    assert mark_descriptions(kind, question, [hit(text)], read) == read
