"""What the filters of the chat offer, and what the page begins with."""

from __future__ import annotations

from pathlib import Path

import pytest
from handmade import HOSTILE, Reading
from toys import ToyEncoder, make_article

from index import InputError, Library
from ui.chat.choices import Sought, find_articles, list_choices
from ui.chat.shelf import Shelf


@pytest.fixture
def shelf(library: Library) -> Shelf:
    return Shelf(library, changeable=False)


def test_publishers_are_offered_and_languages_only_where_there_are_several(
    library: Library,
) -> None:
    assert list_choices(library)["publishers"] == ["Daily Ferry", "The Coast"]
    assert list_choices(library)["languages"] == []
    library.add([make_article("hafen", "Der Hafen.", language="de")])
    library.add([make_article("port", "Le port.", language="fr")])
    library.add([make_article("noise", "????", language="")])
    named = [(choice["id"], choice["name"]) for choice in list_choices(library)["languages"]]
    assert [each for each in named if each[0] != "en"] == [("fr", "French"), ("de", "German")]


def test_articles_are_found_by_words_in_any_order_the_newest_first(shelf: Shelf) -> None:
    assert [each["id"] for each in find_articles(Sought(), shelf)] == [
        "bridge",
        "harbour",
        "bakery",
    ]
    (found,) = find_articles(Sought(words="COAST about"), shelf)
    assert found == {"id": "harbour", "name": "About harbour", "about": "The Coast · 7 May 2021"}
    assert find_articles(Sought(words="zebra"), shelf) == []


def test_an_article_is_found_by_its_id_alone(shelf: Shelf) -> None:
    assert [each["name"] for each in find_articles(Sought(id="bakery"), shelf)] == ["About bakery"]
    assert find_articles(Sought(id="bak"), shelf) == []


def test_at_most_twenty_articles_are_offered_at_once(library: Library, shelf: Shelf) -> None:
    library.add(make_article(f"a{number}", f"Text number {number}.") for number in range(30))
    assert len(find_articles(Sought(words="about"), shelf)) == 20


@pytest.mark.parametrize("sent", [None, 7, {"words": 7}, {"more": ""}, {"words": "x" * 501}])
def test_what_is_no_search_is_refused(sent: object) -> None:
    with pytest.raises(InputError, match="Load it again"):
        Sought.parse(sent)


def test_the_newest_articles_are_shown_before_one_is_opened(library: Library, shelf: Shelf) -> None:
    assert Reading(shelf.glance()).text == (
        "In this libraryAbout bridgeDaily Ferry · 9 May 2021About harbourThe Coast · 7 May 2021"
        "About bakery"
    )
    library.add(make_article(f"a{number}", f"Text number {number}.") for number in range(30))
    assert Reading(shelf.glance()).text.endswith("All 33 articles")


def test_an_empty_library_has_nothing_to_show(tmp_path: Path) -> None:
    with Library.create(tmp_path / "none", ToyEncoder()) as library:
        assert Shelf(library, changeable=True).glance() == ""


def test_hostile_articles_are_only_text_there(library: Library, shelf: Shelf) -> None:
    library.add([make_article(HOSTILE, "It shone.", publisher=HOSTILE, author=HOSTILE)])
    shown = Reading(shelf.glance())
    assert HOSTILE in shown.text
    assert not {"script", "img"} & set(shown.tags)
    (found,) = find_articles(Sought(words=HOSTILE), shelf)
    assert found["about"] == HOSTILE  # the page enters it as text
