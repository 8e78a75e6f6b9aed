"""Sameness: which quotes give one answer, and which must never."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from verdicts import quote, verdict

from qa.sameness import Verdict, meaning

TUESDAY = date(2020, 1, 7)


SAME = [
    # words
    ("The Harbour", "harbour"),
    ("“Ann  Lee”", "ann\nLee,"),
    ("St Ina’s Hospital", "St Ina's Hospital"),
    ("the U.S.", "US"),
    ("at the Pentagon", "Pentagon"),
    ("its proxies", "proxies"),
    ("head of the Quds Force", "the head of Quds Force"),
    ("they were given one slap", "Last night, they were given one slap"),
    ("killing of Soleimani", "the killing of Suleimani"),
    # numbers
    ("a dozen", "12"),
    ("twelve missiles", "12 missiles"),
    ("a dozen missiles", "a dozen Iranian missiles"),
    ("a crew of twelve", "12 crew"),
    ("1.5 million", "1,500,000"),
    ("twenty-two", "22"),
    ("two hundred and five", "205"),
    ("half a million", "500,000"),
    ("$3bn", "3 billion dollars"),
    ("US$3 billion", "$3bn"),
    ("£3m", "£3 million"),
    ("10%", "ten per cent"),
    ("ten percent", "10 per cent"),
    ("minus five", "-5"),
    ("200 pounds", "£200"),
    ("twelve kilometers", "12 km"),
    ("more than a dozen", "over 12"),
    ("about 600", "approximately 600"),
    ("as many as 35", "up to 35"),
    ("exactly 600", "600"),
    ("600", "600 American troops in Iraq"),
    ("85 million", "85 million crowns"),
    ("two bases", "two bases with American forces"),
    # times
    ("Jan. 7", "January 7"),
    ("7 January", "on January 7th"),
    ("January 7, 2020", "Jan. 7"),
    ("7th of January 2020", "2020-01-07"),
    ("Tuesday, January 7", "7 January"),
    ("Sept. 2019", "in September 2019"),
    ("5:30 p.m.", "5.30pm"),
    ("about 5:30 p.m. (EST)", "at approximately 5:30 p.m."),
    ("17:30", "5:30 p.m."),
    ("January 7 at 5:30 p.m.", "5:30 p.m. EST"),
    ("From Thursday, 6 March", "Thursday, 6 March"),
    # names
    ("Pentagon spokesman Jonathan Hoffman", "Jonathan Hoffman"),
    ("Mayor Greta Holm", "Greta Holm"),
    ("Gen. Mark Milley", "General Mark Milley"),
    ("Stephanie Grisham, the White House Press Secretary", "Stephanie Grisham"),
    ("Javad Zarif, Iran’s foreign minister", "Iran’s foreign minister, Javad Zarif"),
    ("the Iranian capital, Tehran", "Tehran"),
    ("Henrike Daal, chief executive of Karst Metals", "Chief executive Henrike Daal"),
    ("Ain al-Assad airbase", "Al-Assad"),
    ("Al Asad", "Ain al-Assad"),
    ("Irbil", "Erbil"),
    ("Qassem Soleimani", "General Qasem Suleimani"),
    ("Muhammad Hussein", "Mohammed Hossein"),
    ("Aleksandr Voyevin", "Captain A. Voyevin"),
    ("Alexander Voevin", "Aleksandr Voyevin"),
    ("Faisal al-Dorran", "Faysal Al Doran"),
    ("George W. Bush", "George Bush"),
    ("Irbil, Iraq", "Erbil"),
    ("Al-Assad and Irbil", "Ain al-Assad and Erbil"),
    ("Tessay, Hulm, Ferrin and Skellay", "Tessay, Ferrin, Skellay and Hulm"),
    ("the MV Grey Plover", "Grey Plover"),
    ("President Trump", "Trump"),
    ("the United Nations", "UN"),
]

APART = [
    # words and denials
    ("casualties", "no casualties"),
    ("the strikes caused casualties", "it denied that the strikes caused casualties"),
    ("there were any casualties at all", "nobody knew whether there were any casualties at all"),
    ("U.S. military and coalition personnel at Irbil", "bases of U.S. military and coalition "
     "personnel at Irbil"),
    ("top general", "general"),
    ("vice president", "president"),
    ("a few days", "days"),
    ("airstrike", "drone strike"),
    # numbers
    ("more than a dozen", "a dozen"),
    ("at least 12", "12"),
    ("about 12", "12"),
    ("nearly 12", "about 12"),
    ("dozens", "a dozen"),
    ("several million", "a million"),
    ("half a dozen", "a dozen"),
    ("one", "one million"),
    ("10", "100"),
    ("1.5 million", "15 million"),
    ("12 missiles", "12 soldiers"),
    ("12 killed", "12 wounded"),
    ("12 men and women", "12 women"),
    ("£10", "$10"),
    ("C$10", "$10"),
    ("10%", "10"),
    ("5 percentage points", "5 per cent"),
    ("-5", "5"),
    (".5", "5"),
    ("12.000", "12"),
    ("5m", "5"),
    ("200 miles", "200 km"),
    ("12 miles", "12"),
    ("12 hours", "12 days"),
    ("10-15", "10"),
    ("three-year-old", "three"),
    ("F-16", "16"),
    ("two of the bases", "bases"),
    ("two and a half million", "half a million"),
    # times
    ("January 7", "January 8"),
    ("January 7", "June 7"),
    ("2019", "2020"),
    ("2020", "January 7, 2020"),
    ("January 2020", "January 7, 2020"),
    ("January 7, 2019", "January 7, 2020"),
    ("5:30 p.m.", "5:30 a.m."),
    ("5:30 p.m. EST", "5:30 p.m. GMT"),
    ("5:30 p.m.", "about 5:30 p.m."),
    ("5:30 p.m.", "5:30"),
    ("January 7", "January 7 at 5:30 p.m."),
    ("by January 7", "January 7"),
    ("after January 7", "before January 7"),
    ("Tuesday", "January 7"),
    ("Tuesday morning", "Tuesday evening"),
    ("last Tuesday", "Tuesday"),
    ("March 5-7", "March 5"),
    # names
    ("Iran", "Iran and Iraq"),
    ("Iran", "Iraq"),
    ("Iran", "Iranian"),
    ("Austria", "Australia"),
    ("Marin", "Moran"),
    ("Niger", "Nigeria"),
    ("Slovakia", "Slovenia"),
    ("Allan", "Ellen"),
    ("Lee", "Li"),
    ("Colombia", "Columbia"),
    ("John Smith", "Jane Smith"),
    ("John Smith", "John Smith Jr."),
    ("Queen Elizabeth", "Queen Elizabeth II"),
    ("King Abdullah", "Prince Abdullah"),
    ("Mr Smith", "Mrs Smith"),
    ("Trump", "Trump’s son Eric"),
    ("Trump", "Melania Trump"),
    ("Hoffman", "Jonathan Hoffman"),  # as long as no article tells who Hoffman is
    ("Pentagon", "Pentagon spokesman Jonathan Hoffman"),
    ("Boris Johnson", "spokesman for Boris Johnson"),
    ("Sudan", "South Sudan"),
    ("Mexico", "New Mexico"),
    ("Veldrin", "Upper Veldrin"),
    ("Hong Kong", "University of Hong Kong"),
    ("Supreme Court", "California Supreme Court"),
    ("Irbil, Iraq", "Irbil, Iran"),
    ("Tessay, Ferrin and Skellay", "Tessay, Hulm, Ferrin and Skellay"),
    ("Mark Esper", "Mike Pompeo, the secretary of state; Mark Esper, the defense secretary"),
    ("U.S.", "U.S. military"),
    ("Soleimani", "it had a name, “Martyr Soleimani"),
    ("IED", "improvised explosive device"),  # as long as no article says so
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_answer_in_other_words(one: str, other: str) -> None:
    assert verdict(quote(one), quote(other)) is Verdict.SAME


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_answers(one: str, other: str) -> None:
    assert verdict(quote(one), quote(other)) is not Verdict.SAME


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12", "13"),
        ("more than a dozen", "a dozen"),
        ("12 missiles", "12 soldiers"),
        ("£10", "$10"),
        ("January 7, 2019", "January 7, 2020"),
        ("Tuesday morning", "Tuesday evening"),
        ("5:30 p.m. EST", "5:30 p.m. GMT"),
        ("John Smith", "Jane Smith"),
        ("Irbil, Iraq", "Irbil, Iran"),
        ("Iran", "Iran and Iraq"),
        ("Sudan", "South Sudan"),
    ],
)
def test_what_contradicts_is_never_in_one_answer(one: str, other: str) -> None:
    assert verdict(quote(one), quote(other)) is Verdict.DIFFERENT


@pytest.mark.parametrize(
    ("one", "context", "other"),
    [
        ("dozen", "It fired more than a {} missiles.", "over 12"),
        ("two", "It hit at least {} bases.", "at least two bases"),
        ("5:30 p.m.", "It began at about {} on Tuesday.", "about 5:30 p.m."),
        ("1.5", "It cost ${} million.", "$1,500,000"),
        ("12", "It grew by {} per cent.", "12%"),
        ("5:30", "It began at {} p.m.", "5:30 p.m."),
        ("1966", "It was signed on December 21, {}.", "1966"),
        ("casualties", "There were no {}.", "no casualties"),
        ("12", "A missile struck; {} soldiers died.", "12 soldiers"),
        ("600", "It flew {} miles.", "600 miles"),
    ],
)
def test_a_quote_is_read_in_its_place(one: str, context: str, other: str) -> None:
    assert verdict(quote(one, context=context), quote(other)) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "context", "other"),
    [
        ("a dozen", "It fired more than {} missiles.", "a dozen"),
        ("two", "It hit at least {} bases.", "two"),
        ("one", "It cost {} million.", "one"),
        ("12", "It grew by {}%.", "12"),
        ("10", "Between {} and 15 fell.", "10"),
        ("1966", "It was signed on December 21, {}.", "December 21"),
        ("casualties", "There were no {}.", "casualties"),
        ("12", "A missile struck; {} soldiers died.", "12 missiles"),
        ("600", "It killed {} soldiers.", "600 missiles"),
        ("12", "It flew {} miles.", "12"),
        ("Iran, Iraq", "The ministers of {} and Syria met.", "Iran"),
        ("Iran, Iraq", "The ministers of Syria, {} met.", "Iran"),
    ],
)
def test_what_a_quote_cuts_off_still_counts(one: str, context: str, other: str) -> None:
    assert verdict(quote(one, context=context), quote(other)) is not Verdict.SAME


@pytest.mark.parametrize(
    ("one", "published", "other", "context"),
    [
        ("Tuesday", date(2020, 1, 8), "January 7", "It began on {}."),
        ("Tuesday", TUESDAY, "January 7, 2020", "It began on {}."),
        ("yesterday", date(2020, 1, 8), "7 January 2020", "It began {}."),
        ("December 30", TUESDAY, "December 30, 2019", "It began on {}."),
    ],
)
def test_the_day_of_publication_tells_which_day_is_meant(
    one: str, published: date, other: str, context: str
) -> None:
    assert verdict(quote(one, published, context), quote(other)) is Verdict.SAME


@pytest.mark.parametrize(
    ("one", "published", "other", "context"),
    [
        ("Tuesday", date(2020, 1, 6), "January 7", "It began on {}."),
        ("Tuesday", date(2020, 1, 8), "January 7", "It is due on {}."),
        ("Tuesday", date(2020, 1, 8), "January 14", "He will speak on {}."),
        ("Tuesday night", TUESDAY, "January 7", "It said so on {}."),
        ("last Tuesday", date(2020, 1, 8), "January 7", "It began {}."),
        ("January 7", date(2019, 1, 8), "January 7, 2020", "It began on {}."),
        ("Tuesday", date(1, 1, 1), "January 7", "It began on {}."),
    ],
)
def test_when_the_day_is_not_sure_nothing_is_said(
    one: str, published: date, other: str, context: str
) -> None:
    assert verdict(quote(one, published, context), quote(other, TUESDAY)) is not Verdict.SAME


@pytest.mark.parametrize("text", ["Tuesday", "last week", "tomorrow", "three days ago"])
def test_days_counted_from_articles_weeks_apart_are_not_one(text: str) -> None:
    context = "It will be {}."
    first, second = quote(text, TUESDAY, context), quote(text, date(2020, 3, 9), context)
    assert verdict(first, first) is Verdict.SAME
    assert verdict(first, second) is Verdict.DIFFERENT


@pytest.mark.parametrize("quote", ["…", "“”", " . ", ""])
def test_punctuation_means_nothing(quote: str) -> None:
    assert meaning(quote) == ""


NEWS = st.sampled_from([text for pair in SAME + APART for text in pair])
HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40)
PUBLISHED = st.none() | st.dates()


@given(st.tuples(*[st.tuples(NEWS | HOSTILE, PUBLISHED, HOSTILE)] * 2))
@settings(max_examples=300, deadline=None)
def test_a_verdict_is_the_same_from_either_side(
    pair: tuple[tuple[str, date | None, str], tuple[str, date | None, str]],
) -> None:
    one, other = (
        quote(text, published, around.replace("{}", "") + " {} " + around)
        for text, published, around in pair
    )
    verdict(one, other)
    assert verdict(one, replace(one)) is Verdict.SAME
