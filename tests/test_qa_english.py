"""What every rule knows of English: abbreviations, verbs, titles and roles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.english.content import content_stems
from qa.english.countries import is_country
from qa.english.people import ROLES, ROLES_BEFORE_NAMES, TITLES, TITLES_BEFORE_NAMES
from qa.english.saying import CLAIMING, SAYING, is_form_of
from qa.english.verbs import base_of, is_past
from qa.english.words import end_of_abbreviation


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("It began at 9:15 p.m. on Friday.", "9:15 p.m", "9:15 p.m."),
        ("It began at 9:15 p.m. on Friday.", "9:15 p", "9:15 p.m."),
        ("It was sent by the U.S.", "the U.S", "the U.S."),
        ("on 7 Jan. in Iraq", "7 Jan", "7 Jan."),
        ("led by Gen. Lee", "Gen", "Gen."),
        ("It began at 9:15 p.m. on Friday.", "9:15 p.m.", "9:15 p.m."),
        ("on Friday.", "on Friday", "on Friday"),
        ("He saw Jan.", "He saw", "He saw"),
        ("He ran. It fell.", "He ran", "He ran"),
        ("plan B. He left", "plan B", "plan B"),
    ],
)
def test_a_quote_takes_in_the_abbreviation_that_it_would_cut(
    text: str, cut: str, whole: str
) -> None:
    start = text.index(cut)
    assert text[start : end_of_abbreviation(text, start + len(cut))] == whole


@given(text=st.text(alphabet="aU. m\n", max_size=40), end=st.integers(0, 40))
def test_an_end_only_moves_on_within_the_text(text: str, end: int) -> None:
    end = min(end, len(text))
    found = end_of_abbreviation(text, end)
    assert end <= found <= len(text)
    assert end_of_abbreviation(text, found) == found


def test_forms_of_verbs_lead_to_their_base() -> None:
    bases = {"was": "be", "shot": "shoot", "withheld": "withhold", "replied": "reply", "put": "put"}
    assert {form: base_of(form) for form in bases} == bases
    assert is_past("upheld")
    assert not is_past("ground")  # mostly no verb: ground forces


def test_verbs_of_saying_are_told_in_any_form() -> None:
    assert is_form_of(SAYING, "Stating")
    assert is_form_of(CLAIMING, "announced")
    assert not is_form_of(SAYING | CLAIMING, "fired")


def test_what_holds_a_sentence_together_says_nothing_of_its_content() -> None:
    assert content_stems("What’s the mayor’s plan?", "It was planned") == {"mayor", "plan"}


def test_titles_are_roles_before_names_and_ships_are_no_people() -> None:
    assert TITLES["gen"] == "general"
    assert TITLES_BEFORE_NAMES.keys() <= ROLES_BEFORE_NAMES
    assert ROLES < ROLES_BEFORE_NAMES
    assert {"ferry", "hms", "mr"}.isdisjoint(ROLES)


def test_countries_and_states_are_known_with_their_article() -> None:
    assert is_country("the Netherlands")
    assert is_country("Ohio")
    assert not is_country("Paris")
