"""Sameness of names: surnames, acronyms, spellings; and the numbers that quotes give."""

from __future__ import annotations

import pytest
from verdicts import quote, verdict

from qa.sameness import Verdict
from qa.sameness.names import read_names
from qa.sameness.numbers import find_quantities
from qa.sameness.spelling import sound

FULL_FIRST = "{}’s briefing was short. The spokesman, Jonathan Hoffman, left. Hoffman went home."
TWO_OF_THEM = "{} left. President Donald Trump stayed, and so did the first lady, Melania Trump."


@pytest.mark.parametrize(
    ("short", "context", "full"),
    [
        ("Hoffman", FULL_FIRST, "Jonathan Hoffman"),
        ("Hoffman", "The spokesman said {} was out. Mr. Hoffman was not.", "Jonathan Hoffman"),
        ("Zarif", "{} spoke. Javad Zarif is a minister.", "Mohammad Javad Zarif"),
        ("Javad Zarif", "{}, Iran’s foreign minister, spoke.", "Mohammad Javad Zarif"),
        ("Voyevin", "{} left. Captain A. Voyevin was the last.", "Aleksandr Voyevin"),
    ],
)
def test_a_surname_is_the_full_name_that_its_article_knows(
    short: str, context: str, full: str
) -> None:
    assert verdict(quote(short, context=context), quote(full)) is Verdict.SAME


@pytest.mark.parametrize(
    ("short", "context", "full"),
    [
        ("Hoffman", FULL_FIRST, "Abbie Hoffman"),
        ("Trump", TWO_OF_THEM, "Donald Trump"),
        ("Trump", TWO_OF_THEM, "Melania Trump"),
        ("Washington", "It rained in {}.", "George Washington"),
        ("Korea", "{} is divided. North Korea is closed.", "North Korea"),
        ("al-Assad", "{} stayed. Bashar al-Assad rules.", "Ain al-Assad"),
    ],
)
def test_a_surname_is_nobody_else(short: str, context: str, full: str) -> None:
    assert verdict(quote(short, context=context), quote(full)) is not Verdict.SAME


@pytest.mark.parametrize(
    ("short", "context", "long"),
    [
        ("IED", "An improvised explosive device (IED) went off. The {} did harm.",
         "an improvised explosive device"),
        ("IEDs", "The {} (improvised explosive devices) did harm.", "improvised explosive devices"),
        ("ICIR", "The International Center for Investigative Reporting (ICIR) wrote so: {}.",
         "the International Center for Investigative Reporting (ICIR)"),
    ],
)  # fmt: skip
def test_an_acronym_is_what_an_article_says_it_stands_for(
    short: str, context: str, long: str
) -> None:
    assert verdict(quote(short, context=context), quote(long)) is Verdict.SAME


def test_an_acronym_of_other_words_is_not_taken() -> None:
    context = "The Iran Crisis Information Room (ICIR) wrote so: {}."
    long = quote("International Center for Investigative Reporting")
    assert verdict(quote("ICIR", context=context), long) is not Verdict.SAME


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("one million two hundred thousand", [1_200_000]),
        ("three hundred thousand and twelve", [300_012]),
        ("two dozen or 12 dozen", [24, 144]),
        ("cut from sixteen to a dozen two years ago", [16, 12, 2]),
        ("five and six", []),
        ("nineteen ninety", []),
        ("hundreds of thousands", []),
        ("zero", [0]),
        ("1,2 and 1,23", []),
        ("the 12th of the 1990s at 5:30", []),
        ("2.3 million", [2_300_000]),
    ],
)
def test_numbers_are_read_in_one_way_or_not_at_all(text: str, values: list[int]) -> None:
    assert [found.value.value for found in find_quantities(text)] == values


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("White House press secretary Stephanie Grisham", ["Stephanie Grisham"]),
        ("former vice president Joe Biden", ["Joe Biden"]),
        ("Sheriff Ann Lee", ["Ann Lee"]),
        ("the survivor Bo Ek", ["Bo Ek"]),
        ("Iran’s foreign minister, Javad Zarif", ["Javad Zarif"]),
        ("Javad Zarif, who admitted the attack", ["Javad Zarif"]),
        ("the Ain al-Assad base", ["Ain al-Assad"]),
        ("Israel and the United Arab Emirates", ["Israel", "United Arab Emirates"]),
        ("St Barbara School", ["St Barbara School"]),
        ("Authorities in Iran", []),
        ("killing of top general Soleimani", []),
        ("U.S. forces killed the Iranian general, Qassem Soleimani", []),
        ("It rained. Ann Lee", []),
        ("Trump’s", []),
        ("Article 51", []),
        ("harbour", []),
    ],
)
def test_a_name_is_told_from_what_is_said_of_it(text: str, names: list[str]) -> None:
    assert [name.ending(len(name.words)) for name in read_names(text)] == names


@pytest.mark.parametrize("name", ["zelensky", "zelenskyy", "zelenskiy"])
def test_spellings_of_a_name_sound_alike(name: str) -> None:
    assert sound(name) == sound("zelensky")
