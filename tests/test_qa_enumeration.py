"""Lists taken apart into their items, and what looks like a list and is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.enumeration import Enumeration, find_enumeration


def enumeration(marked: str) -> tuple[list[str], bool] | None:
    """Take apart what stands in square brackets; gives the items, and whether they are sure."""
    start = marked.index("[")
    end = marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    found = find_enumeration(text, start, end)
    return None if found is None else ([text[a:b] for a, b in found.items], found.sure)


@pytest.mark.parametrize(
    ("marked", "items"),
    [
        ("Without a ferry: [Tessay, Hulm, Ferrin and Skellay].", "Tessay|Hulm|Ferrin|Skellay"),
        ("[Israel and the United Arab Emirates] should it be", "Israel|the United Arab Emirates"),
        ("It hit [Tessay], Hulm, Ferrin and Skellay.", "Tessay|Hulm|Ferrin|Skellay"),
        ("It heats Upper Osk, [Hammerfield and Newstall].", "Upper Osk|Hammerfield|Newstall"),
        ("bases at [Al-Assad and Irbil] where they are", "Al-Assad|Irbil"),
        ("bases [with U.S. military and coalition personnel at Al Asad and Irbil].",
         "Al Asad|Irbil"),
        ("came [the trawlers Good Measure and Sea Pink], the", "Good Measure|Sea Pink"),
        ("[Two tugs, the Bulwark and the Marion Hare], pulled", "the Bulwark|the Marion Hare"),
        ("two [Iraqi military bases, Ain al-Assad and Erbil], where", "Ain al-Assad|Erbil"),
        ("[Smith and Wesson, Colt and Ruger] sell", "Smith and Wesson|Colt|Ruger"),
        ("in [Mosul, Iraq, Damascus, Syria, and Beirut].", "Mosul, Iraq|Damascus, Syria|Beirut"),
        ("[Russia, China and Iran]", "Russia|China|Iran"),
        ("[The NATO chief, Jens Stoltenberg, and the mayor, Ann Lee] met",
         "The NATO chief, Jens Stoltenberg|the mayor, Ann Lee"),
        ("[Jens Stoltenberg, the NATO chief, and Ann Lee] met",
         "Jens Stoltenberg, the NATO chief|Ann Lee"),
        ("[Trump, his wife and two sons] came", "Trump|his wife|two sons"),
        ("[Mike Pompeo, the secretary of state; Mark Esper; and Gen. Mark Milley]",
         "Mike Pompeo, the secretary of state|Mark Esper|Gen. Mark Milley"),
        ("[the price of coal, which has doubled, and imports below cost].",
         "the price of coal|imports below cost"),
        ("a [gash of 14 metres, a bent shaft and a rudder that was jammed].",
         "gash of 14 metres|a bent shaft|a rudder that was jammed"),
        ("to [the school, to the parish hall and to the Anchor Inn]",
         "the school|the parish hall|the Anchor Inn"),
        ("[at any office or by telephone]", "at any office|by telephone"),
        ("[guillemots and razorbills]", "guillemots|razorbills"),
    ],
)  # fmt: skip
def test_a_list_is_taken_apart(marked: str, items: str) -> None:
    assert enumeration(marked) == (items.split("|"), True)


@pytest.mark.parametrize(
    "marked",
    [
        "on [January 7, 2020], it",
        "on [Thursday, 18 September]",
        "between [7 and 8 January]",
        "for [two and a half] years",
        "[more than a dozen bases in Anbar, Iraq]",
        "at [Erbil, Iraq].",
        "[Jens Stoltenberg, the NATO chief], said",
        "[Dagny Sorell, who once ran the works and the bank]",
        "to [protect and defend U.S. personnel, partners, and allies in the region]",
        "[law and order]",
        "[old and new bases]",
        "against [U.S. and coalition] troops",
        "[The bridge was dark and the captain said so]",
        "[Iran and that their targets]",
        "They left Ann. [Then came Bob Lee and the rain]",
        "[Marine Accident Board]",
        "“[safe and sound]”",
    ],
)
def test_what_is_one_thing_is_not_split(marked: str) -> None:
    assert enumeration(marked) is None


@pytest.mark.parametrize(
    "marked",
    [
        "the guns of [Smith and Wesson].",
        "[Trinidad and Tobago] is",
        "the [Ministry of Health and Social Affairs] said",
        "[the mayor of Veldrin and Ann Lee]",
    ],
)
def test_a_pair_that_may_be_one_name_is_not_sure(marked: str) -> None:
    found = enumeration(marked)
    assert found is not None
    assert not found[1]


def test_the_ends_of_an_enumeration_are_those_of_its_items() -> None:
    found = Enumeration(((3, 5), (9, 12)), sure=True)
    assert (found.start, found.end) == (3, 12)


@given(
    data=st.data(),
    text=st.lists(
        st.sampled_from(
            "Ann Lee and or , ; : “ ” ( ) the of in U.S. Iraq 7 two is \n al- é".split(" ")
        )
    ).map(" ".join),
)
@settings(deadline=None)
def test_items_are_slices_in_their_order(data: st.DataObject, text: str) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = find_enumeration(text, start, end)
    if found:
        places = [place for item in found.items for place in item]
        assert places == sorted(places)
        assert all(text[a:b].strip() for a, b in found.items)
        assert len(found.items) > 1
