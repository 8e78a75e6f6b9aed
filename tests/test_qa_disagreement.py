"""Disagreement: what contradicts the answer, what is only another answer, and what is neither."""

from __future__ import annotations

from datetime import date

import pytest
from toys import make_article

from index import Hit, Passage
from index.retrieval import Ranked
from qa import Alternative
from qa.merge import Candidate
from qa.questions import Kind
from qa.sources.disagreement import find_alternatives
from qa.spans import Span

ABOARD = "The ferry had [143] people on board when it struck the reef."
NEWER = "Investigators write that [148] people were on board the ferry."


def said(marked: str, score: float = 0.0, reading: float = 1.0, more: str = "") -> Span:
    """Mark what stands in brackets in an article of this sentence, and more behind it."""
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "") + more
    article = make_article(f"on-{abs(hash(text))}", text, published=date(2025, 3, 3))
    hit = Hit(Passage(1, article, 0, len(text)), 1, Ranked(1, 0.0, 0.0, 0.0, 1, 1))
    return Span(hit, start, end, reading, score)


def one(marked: str, score: float = 0.0, reading: float = 1.0, more: str = "") -> Candidate:
    span = said(marked, score, reading, more)
    return Candidate((span,), span)


def differing(kind: Kind, *candidates: Candidate) -> list[str]:
    return [other.text for other in find_alternatives(kind, candidates) if other.differs]


def texts(alternatives: tuple[Alternative, ...]) -> list[str]:
    return [other.text for other in alternatives]


def test_another_number_of_the_same_thing_contradicts_the_answer() -> None:
    (other,) = find_alternatives(Kind.HOW_MANY, [one(ABOARD), one(NEWER, -3.0)])
    assert (other.text, other.differs) == ("148", True)
    assert [citation.quote for citation in other.citations] == ["148"]


@pytest.mark.parametrize(
    ("kind", "answer", "other"),
    [
        (
            Kind.HOW_MANY,
            "Divers saved [24 sailors] near the pier.",
            "They sank [30] sailors’ boats.",
        ),
        (Kind.HOW_MANY, "Works lost [62 million crowns] in 2024.", "The works lost [48 million]."),
        (
            Kind.WHEN,
            "The ferry struck the reef at [8:40 p.m.]",
            "It struck the reef at [8:52 p.m.]",
        ),
        (Kind.WHEN, "The ship hit the pier in [2019].", "In [2018] the ship hit that pier."),
        (Kind.WHEN, "Crews freed the ferry on [7 March].", "Crews freed the ferry on [8 March]."),
        (
            Kind.HOW_MANY,
            "Iran fired [a dozen] missiles at bases.",
            "Iran fired [dozens] of missiles.",
        ),
        (Kind.HOW, "The loss was [62 million crowns].", "The loss was [48 million crowns]."),
        (Kind.WHAT, "The vote was [seven to five].", "The vote was [eight to four] at last."),
    ],
)
def test_two_values_of_one_kind_contradict_each_other(kind: Kind, answer: str, other: str) -> None:
    for first, second in ((answer, other), (other, answer)):
        marked = second[second.index("[") + 1 : second.index("]")]
        assert differing(kind, one(first), one(second, -0.5)) == [marked]


@pytest.mark.parametrize(
    ("kind", "answer", "other"),
    [
        # Counts of two things.
        (Kind.HOW_MANY, "[24] sailors were saved from the sea.", "The navy lost [3] ships there."),
        (Kind.HOW_MANY, "Aboard were [143] people.", "Some [2,600] people live on the islands."),
        (Kind.HOW_MANY, "It is [200 metres] long.", "It cost [200 pounds]."),
        # The same in other words, or rounded.
        (Kind.HOW_MANY, "[A dozen] crew were aboard.", "[12] crew were aboard."),
        (Kind.HOW_MANY, "[1,630] jobs will go.", "[About 1,600] jobs will go."),
        (Kind.HOW_MANY, "Iran fired [30] missiles.", "Iran fired [dozens] of missiles."),
        (Kind.WHO, "[Jonathan Hoffman] spoke.", "The spokesman, [Jonathan Hoffmann], spoke."),
        # Times of different grain.
        (Kind.WHEN, "It left at [5 p.m.]", "It left on [2 March]."),
        (Kind.WHEN, "It sank at [5 p.m. on 2 March].", "It sank on [3 March]."),
        (Kind.WHEN, "It was built in [1988].", "It sails for [six years]."),
        # What rules cannot tell from another way of saying it.
        (Kind.WHAT, "She died of [heart failure].", "She died of [the cold]."),
        (Kind.WHO, "The strike was led by [Ann Lee].", "The strike was led by [Bob Ray]."),
        # Where several answers may be right.
        (Kind.WHY, "It closed [because of 12 debts].", "It closed [because of 20 strikes]."),
        (Kind.LIST, "They hit [Irbil and Taji].", "They hit [Al-Assad]."),
        (Kind.LIST, "It costs [12 crowns].", "It costs [14 crowns]."),
        (Kind.YES_NO, "[12 people were hurt].", "[14 people were hurt]."),
    ],
)
def test_what_is_no_contradiction_is_not_said_to_differ(
    kind: Kind, answer: str, other: str
) -> None:
    assert differing(kind, one(answer), one(other, -0.1)) == []
    assert differing(kind, one(other), one(answer, -0.1)) == []


def test_an_article_that_gives_both_numbers_speaks_of_two_things() -> None:
    staff = "The works has [1,840] jobs, and 1,630 jobs will go."
    cut = "Unions say that [1,630] jobs will go at the works."
    assert differing(Kind.HOW_MANY, one(cut), one(staff, -0.1)) == []
    assert differing(Kind.HOW_MANY, one(staff), one(cut, -0.1)) == []
    far = one("Of jobs at the works [1,840] are old.", -0.1, more=" It rains." * 40 + " 1,630 go.")
    assert differing(Kind.HOW_MANY, one(cut), far) == []


def test_an_article_that_disputes_the_other_number_contradicts_it() -> None:
    corrected = "Police say that [151] people were on board, not 143."
    assert differing(Kind.HOW_MANY, one(ABOARD), one(corrected, -2.0)) == ["151"]


def test_one_article_that_keeps_both_numbers_apart_speaks_for_all() -> None:
    both = said(NEWER, -1.0, more=" Of them 143 people were tourists.")
    candidate = Candidate((said(NEWER), both), both)
    assert differing(Kind.HOW_MANY, one(ABOARD), candidate) == []


def test_a_small_number_far_away_in_an_article_says_nothing() -> None:
    eleven = one(
        "On the ferry [eleven] people were hurt.", -1.0, more=" It rains." * 40 + " Seven sang."
    )
    assert differing(Kind.HOW_MANY, one("On the ferry [seven] people were hurt."), eleven) == [
        "eleven"
    ]


def test_a_contradiction_must_be_supported() -> None:
    assert differing(Kind.HOW_MANY, one(ABOARD), one(NEWER, -4.1)) == []
    assert differing(Kind.HOW_MANY, one(ABOARD), one(NEWER, -1.0, reading=-0.1)) == []


def test_sentences_about_other_things_need_more_support() -> None:
    silent = "By then, [148]."
    assert differing(Kind.HOW_MANY, one(ABOARD), one(silent, -0.9)) == ["148"]
    assert differing(Kind.HOW_MANY, one(ABOARD), one(silent, -1.1)) == []


def test_other_answers_are_those_with_the_form_of_one_that_repeat_nothing() -> None:
    candidates = [
        one(ABOARD),
        one("The [ferry] had people on board.", -0.1),  # no number
        one("There were [143 people on board].", -0.2),  # the answer, longer
        one("It carries [2,600] people a year.", -5.0),
        one("It carries [2,600 people] a year.", -5.1),  # repeats another one
        one("It has [nine] boats.", -6.0),
        one("It has [ten] oars.", -7.0),
    ]
    assert texts(find_alternatives(Kind.HOW_MANY, candidates)) == ["2,600", "nine"]


def test_contradictions_come_first_and_leave_no_room_for_the_unlikely() -> None:
    stray = one("It carries [2,600] people a year.", -1.0)
    numbers = [one(NEWER.replace("148", str(n)), -float(n - 148)) for n in (149, 150, 151, 152)]
    found = find_alternatives(Kind.HOW_MANY, [one(ABOARD), stray, *numbers])
    assert [(other.text, other.differs) for other in found] == [
        ("149", True), ("150", True), ("151", True),
    ]  # fmt: skip
    found = find_alternatives(Kind.HOW_MANY, [one(ABOARD), stray, numbers[0]])
    assert texts(found) == ["149", "2,600"]


def test_without_another_candidate_there_is_nothing_else() -> None:
    assert find_alternatives(Kind.WHO, []) == ()
    assert find_alternatives(Kind.WHO, [one("It was [Ann Lee].")]) == ()
