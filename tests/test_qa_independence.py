"""Independent sources: copies of a wire story or a statement count once."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.sources.independence import Place, group_by_source

SEEDS = Path(__file__).parents[1] / "seeds"

WIRE = (
    "A ferry with 212 people on board ran aground in thick fog on Sunday night near the island of "
    "Tessay. Lifeboats took everyone off before the tide turned, and nobody was badly hurt. The "
    "ship had left the marked channel some minutes earlier, for reasons that were still unknown "
    "on Monday. Inspectors of the maritime board were on their way to the island, where the "
    "captain was waiting to be heard as a witness."
)
REPORT = (
    "Fishermen heard it before they saw it. When the mist lifted off Tessay a white hull lay "
    "across the rocks, leaning a little, its lights still burning. There had been 212 people in "
    "it, as the purser counted, and by midnight each of them sat with soup in the parish hall. No "
    "one here can say why such a careful man should have steered so far to the west. His "
    "neighbours speak well of him, and are afraid of what the inquiry will make of a single bad "
    "hour."
)
COLUMN = (
    "I have crossed to Tessay on that ship more often than I can count, and always slept. So, it "
    "seems, did somebody else. It does not take an inspector to see that 212 people owe their "
    "lives to four old men with lifeboats and not to any of the instruments for which the company "
    "likes to praise itself. Let the board write its report. The island has made up its mind, and "
    "will not be talked out of it by a graph."
)
STATEMENT = (
    "“Shortly before nine on Sunday the ship made contact with the seabed near Tessay after a "
    "sudden loss of steering. All 212 people on board were taken to safety in good order by our "
    "crew, whose calm conduct we are proud of, and we thank the island,” the company said in a "
    "statement."
)


def place(text: str, words: str = "212") -> Place:
    return Place(text, text.index(words), text.index(words) + len(words))


def groups(*texts: str, words: str = "212") -> tuple[tuple[int, ...], ...]:
    return group_by_source([place(text, words) for text in texts])


def after(own: str, *parts: str) -> str:
    """An article that goes on with other words at length."""
    return "\n\n".join([*parts, own.replace("212", "some 200")])


def rewritten(text: str, every: int) -> str:
    """The text with one word in so many replaced."""
    words = text.split()
    return " ".join(
        "other" if at % every == every - 1 and word != "212" else word
        for at, word in enumerate(words)
    )


def test_reports_of_one_event_in_their_own_words_are_independent() -> None:
    assert groups(WIRE, REPORT, COLUMN) == ((0,), (1,), (2,))


def test_a_wire_story_counts_once_wherever_it_is_printed() -> None:
    assert groups(WIRE, REPORT, f"TESSAY (Wire) — {WIRE}") == ((0, 2), (1,))


def test_a_light_rewrite_with_another_lead_is_a_copy() -> None:
    rest = WIRE.split(". ")[1:]
    lead = "All 212 passengers of a stranded ferry are safe, to the relief of a whole island"
    assert groups(WIRE, ". ".join([lead, *rest])) == ((0, 1),)
    assert groups(WIRE, rewritten(WIRE, 8)) == ((0, 1),)


def test_a_rewrite_of_every_third_word_is_no_copy_any_more() -> None:
    assert groups(WIRE, rewritten(WIRE, 3)) == ((0,), (1,))


def test_a_copy_is_told_by_the_whole_article_where_the_words_around_the_span_are_new() -> None:
    new = "The island counted 212 heads in its parish hall that night. " + COLUMN.replace("212", "")
    assert groups(f"{WIRE}\n\n{REPORT}", f"{new}\n\n{WIRE}\n\n{REPORT}") == ((0, 1),)


def test_two_that_print_one_statement_around_the_span_are_one_source() -> None:
    bare = STATEMENT.strip("“").split("” ")[0]  # set off without marks
    assert groups(after(REPORT, STATEMENT), after(COLUMN, bare)) == ((0, 1),)


def test_a_short_official_quotation_beside_the_span_makes_no_copy() -> None:
    quotation = (
        "“We are proud of our crew, whose calm conduct on a night of fog has saved every life, "
        "and we thank the island,” it said."
    )
    assert len(quotation.split()) - 2 < 25
    assert groups(f"{quotation} {REPORT}", f"{quotation} {COLUMN}") == ((0,), (1,))


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("“All 212 are safe,” Bo Ek said.", "“All 212 are safe,” said Ek.", True),
        ("“All 212 are safe,” Bo Ek said.", "“All 212 are safe,” said Ann Lee.", False),
        ("“All 212 are safe,” Ek said.", "“All 212 are safe,” said Ek.", True),
        ("“All 212,” the statement read.", "“All 212,” the statement said.", False),
        ("“All 212 are safe,” Bo Ek said.", "They were “all 212” there.", False),
        (
            "“We know that all 212 are safe now,” it said.",
            "“All 212 are safe now,” he said.",
            False,
        ),
        (
            "“We know that all 212 people are safe now,” the company said.",
            "They wrote that “all 212 people are safe now,” as usual.",
            True,  # six words are no chance
        ),
        (
            "“All 212 people are safe now,” Bo Ek said.",
            "“All 212 people are safe now,” Ann Lee said.",
            False,  # two people
        ),
        (
            "“All 212 people are safe now,” Bo Ek said.",
            "“All 212 people are safe now,” the ministry said.",
            True,  # perhaps its spokesman
        ),
        ("“All 212 are safe,” Bo Ek said.", "All 212 are safe, Bo Ek said.", False),
    ],
)
def test_one_quotation_of_one_speaker_is_one_source(one: str, other: str, together: bool) -> None:
    found = groups(after(REPORT, one), after(COLUMN, other))
    assert found == (((0, 1),) if together else ((0,), (1,)))


def test_families_are_transitive_and_stand_in_the_order_of_their_first_members() -> None:
    cut = WIRE[: WIRE.index("The ship")]
    tail = "It was a night on which 212 people learned to pray. " + WIRE[WIRE.index("The ship") :]
    assert groups(cut, tail) == ((0,), (1,))
    assert groups(REPORT, cut, COLUMN, tail, WIRE) == ((0,), (1, 3, 4), (2,))


def test_one_place_is_one_source_and_none_are_none() -> None:
    assert groups(WIRE) == ((0,),)
    assert group_by_source([]) == ()
    assert groups("212.", "212.", "Of 212.") == ((0, 1), (2,))


def test_the_starter_articles_are_written_independently() -> None:
    texts = [file.read_text("utf-8").split("---", 2)[2] for file in sorted(SEEDS.glob("*.md"))]
    years = [Place(t, m.start(), m.end()) for t in texts if (m := re.search("Iran", t))]
    assert group_by_source(years) == ((0,), (1,), (2,), (3,), (4,))


@given(texts=st.lists(st.sampled_from([WIRE, rewritten(WIRE, 8), REPORT, COLUMN]), max_size=8))
def test_every_place_is_in_one_family(texts: list[str]) -> None:
    found = groups(*texts)
    assert sorted(chain.from_iterable(found)) == list(range(len(texts)))
    assert list(found) == sorted(found)
    assert all(list(family) == sorted(family) for family in found)


def test_a_sentence_taken_over_is_one_source_however_different_the_rest_is() -> None:
    fact = "The ship was built at the Orrick yard for 212 passengers and passed an inspection."
    moved = fact.replace("The ship was", "She was").replace(" and passed", ", and last year passed")
    assert groups(after(REPORT, fact), after(COLUMN, fact)) == ((0, 1),)
    assert groups(after(REPORT, fact), after(COLUMN, "There were 212 in it.")) == ((0,), (1,))
    assert groups(after(REPORT, fact), after(COLUMN, moved)) == ((0,), (1,))
    short = "It carried 212 people home."
    assert groups(after(REPORT, short), after(COLUMN, short)) == ((0,), (1,))
