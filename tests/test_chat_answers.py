"""What the chat shows of answers that are more than a quote, or less."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from handmade import HARBOUR, HOSTILE, Reading, answer, cite, differing, explained, told
from toys import make_article

from index import Article
from qa import Alternative, Answer, Fact, Field, Kind, Timings
from ui.chat.announcement import announce
from ui.chat.answers import render_answer
from ui.chat.markup import escape

NO_TIME = Timings(5.0, 60.0, 70.0)


def about(*facts: Fact) -> Answer:
    """An answer from metadata."""
    found = any(fact.value for fact in facts)
    text = "; ".join(fact.value for fact in facts)
    return answer(found=found, text=text, kind=Kind.ABOUT_ARTICLE, facts=facts)


def hostile_article() -> Article:
    return make_article(HOSTILE, HOSTILE, publisher=HOSTILE, author=HOSTILE)


def test_small_talk_is_a_plain_line() -> None:
    shown = render_answer(Answer.of_reply("hello", "Hello! <b>"))
    assert (
        shown == '<div class="pq-answer"><p class="pq-plain" dir="auto">Hello! &lt;b&gt;</p></div>'
    )


def test_a_fact_is_a_card_that_opens_the_article_and_no_quote() -> None:
    shown = render_answer(about(Fact(HARBOUR, Field.AUTHOR, "Ana Ruiz")))
    assert shown == (
        '<div class="pq-answer"><p class="pq-fact" dir="auto">Ana Ruiz</p>'
        '<p class="pq-verdict">From the metadata of the article, not its text</p>'
        '<ol class="pq-cards"><li><button type="button" class="pq-card" data-article="harbour">'
        '<span class="pq-number">1</span><span class="pq-source"><bdi>The Coast</bdi></span>'
        '<span class="pq-title" dir="auto">Author of “About harbour”: Ana Ruiz</span>'
        "</button></li></ol></div>"
    )


def test_several_facts_are_cards_alone() -> None:
    facts = [Fact(make_article(id, "Text."), Field.AUTHOR, id.title()) for id in ("ann", "bo")]
    shown = Reading(render_answer(about(*facts))).text
    assert shown == (
        "From the metadata of 2 articles, not their texts"
        "1About annAuthor of “About ann”: Ann2About boAuthor of “About bo”: Bo"
    )
    more = Reading(render_answer(replace(about(*facts), more_facts=1))).text
    assert more.startswith("From the metadata of 3 articles")
    assert more.endswith("… and 1 more article")


def test_what_metadata_does_not_know_is_said() -> None:
    unknown = render_answer(about(Fact(HARBOUR, Field.URL, "")))
    assert '<p class="pq-missing" dir="auto">Not known</p>' in unknown
    nothing = render_answer(about())
    assert Reading(nothing).text == "No article here fits that description."


def test_a_question_about_an_article_that_was_read_for_is_shown_as_any_other() -> None:
    given = answer(cite("mayor"), kind=Kind.ABOUT_ARTICLE)
    assert '<blockquote class="pq-quote" dir="auto">mayor<' in render_answer(given)
    given = answer(nearest=(cite("mayor"),), kind=Kind.ABOUT_ARTICLE)
    assert "Not found in these articles" in render_answer(given)


def test_sides_stand_in_order_of_time_with_the_latest_marked() -> None:
    shown = render_answer(differing())
    sides = re.findall(r'<li class="pq-side">(.*?</blockquote><p.*?</p>)', shown)
    assert [Reading(side).text for side in sides] == [
        "3 to 5 March 20257Very likely right · 2 sources",
        "4 to 9 March 2025Latest122 sources",
        "No date31 source",
    ]
    assert Reading(shown).text.startswith("Sources differ3 to 5")
    assert "Other answers in these articles" in shown
    assert shown.index("No date") < shown.index("Other answers") < shown.index("only 7<")


def test_cards_of_sides_are_numbered_through_in_order_of_time() -> None:
    shown = render_answer(differing())
    cards = re.findall(r'data-article="(.+?)".*?pq-number">(\d)<', shown)
    order = ["first", "second", "early", "late", "undated", "longer"]
    assert cards == [(id, str(number)) for number, id in enumerate(order, start=1)]


@pytest.mark.parametrize(
    ("days", "written"),
    [
        (("2024-12-31", "2025-01-01"), "31 December 2024 to 1 January 2025"),
        (("2025-02-28", "2025-03-01"), "28 February to 1 March 2025"),
        (("2025-03-01", "2025-03-01"), "1 March 2025"),
    ],
)
def test_days_are_written_without_saying_a_month_twice(days: tuple[str, str], written: str) -> None:
    cited = [
        cite("7", make_article(f"a{number}", "7 were hurt.", published=date.fromisoformat(day)))
        for number, day in enumerate(days)
    ]
    other = Alternative("9", (told("other", "9", 2),), differs=True)
    shown = render_answer(answer(*cited, alternatives=(other,)))
    assert f"<span>{written}</span>" in shown


def test_items_are_a_list_with_their_sources_folded() -> None:
    items = (
        Alternative("Tessay", (told("a", "Tessay", 3), told("b", "Tessay", 4))),
        Alternative("Hulm", (told("c", "Hulm", 3),)),
    )
    repeated = Alternative("Hulm", items[1].citations)
    shown = render_answer(answer(*items[0].citations, items=items, alternatives=(repeated,)))
    assert re.findall(r"<h3.*?>(.*?)</h3>", shown) == ["2 in these articles"]
    assert re.findall(r"<li><blockquote.*?>(.*?)</blockquote>", shown) == ["Tessay", "Hulm"]
    summaries = re.findall(r"<summary>(.*?)</summary>", shown)
    assert summaries == ["2 sources", "1 source"]
    assert Reading(shown).text.startswith("2 in these articlesVery likely rightTessay2 sources")
    assert re.findall(r'pq-number">(\d)', shown) == ["1", "2", "3"]


def test_a_yes_or_no_is_never_given_only_what_the_articles_say() -> None:
    shown = render_answer(answer(cite("six years"), kind=Kind.YES_NO, confidence=0.72))
    assert Reading(shown).text.startswith("What the articles saysix yearsLikely to the point · 1")
    assert "What the articles say" not in render_answer(answer(cite("six years")))


def test_how_a_follow_up_was_taken_is_said_before_the_answer() -> None:
    shown = render_answer(answer(cite("mayor"), understood="Who opened the <harbour>?"))
    assert shown.startswith(
        '<div class="pq-answer"><p class="pq-understood" dir="auto">'
        "Understood as “Who opened the &lt;harbour&gt;?”</p><blockquote"
    )
    assert "Understood" not in render_answer(answer(cite("mayor")))


def test_the_explanation_shows_ranks_scores_spans_and_what_was_merged() -> None:
    given = answer(cite("mayor"), explanation=explained(), timings=NO_TIME)
    shown = render_answer(given, {"harbour": HARBOUR}).partition('<details class="pq-why">')[2]
    text = Reading(shown).text
    assert text.startswith(
        "Why this answerAsked of the articles: “Who opened the harbour?”"
        "The best guess is 93% sure. What is less than 31% sure is “not found”."
        "Finding passages took 5 ms, reading them 60 ms, all 70 ms."
    )
    assert "1. mayor+2.9The Coast, gone2. Friday−3.2The Coast" in text
    assert "By meaning 1st (0.62), by words 12th (79%), together 0.0325" in text
    assert "By meaning 22nd (0.20), by words – (0%), together 0.0100" in text
    assert "Friday−2.5−3.22mayor+4.6+2.91mayor+0.0+0.0–" in text
    assert 'The <mark>mayor</mark> opened the harbour on <mark class="pq-other">Friday' in shown
    assert 'data-article="harbour" data-start="4" data-end="9"' in shown
    assert "<bdi>gone</bdi> has changed since." in shown


def test_without_passages_there_is_nothing_to_explain() -> None:
    bare = replace(explained(), passages=(), candidates=())
    assert "pq-why" not in render_answer(answer(explanation=bare))
    assert "Why no answer" in render_answer(answer(explanation=explained()), {"harbour": HARBOUR})


def test_hostile_text_is_escaped_in_every_form_of_answer() -> None:
    article = hostile_article()
    cited = cite(HOSTILE, article)
    other = Alternative(HOSTILE, (cited,), differs=True)
    passage = explained().passages[0]
    span = replace(passage.spans[0], start=0, end=len(HOSTILE), quote=HOSTILE)
    read = replace(passage, article=article.id, end=len(HOSTILE), spans=(span,))
    candidate = replace(explained().candidates[0], text=HOSTILE, articles=(HOSTILE, "\u202e<i>"))
    why = replace(
        explained(),
        question=HOSTILE,
        passages=(read, replace(read, article=f"{HOSTILE}2")),
        candidates=(candidate,),
    )
    for given in (
        Answer.of_reply("hello", HOSTILE),
        about(Fact(article, Field.AUTHOR, HOSTILE)),
        about(Fact(article, Field.TITLE, "x"), Fact(article, Field.AUTHOR, HOSTILE)),
        answer(cited, alternatives=(other,)),
        answer(cited, items=(other,)),
        answer(cited, understood=HOSTILE, kind=Kind.YES_NO),
        answer(cited, explanation=why),
    ):
        shown = render_answer(given, {article.id: article})
        seen = Reading(shown)
        assert HOSTILE in seen.text
        assert escape(HOSTILE) in shown
        assert not {"script", "img", "i"} & set(seen.tags)
        assert not [name for name, _ in seen.attributes if name.startswith("on")]
        assert not set("{}$`") & set(shown)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (Answer.of_reply("hello", "Hello! Ask."), "Hello! Ask."),
        (about(Fact(HARBOUR, Field.AUTHOR, "Ana")), "Author of “About harbour”: Ana."),
        (about(), "No article here fits that description."),
        (answer(), "Not found in these articles. There is no article to look in."),
        (answer(cite("mayor")), "mayor. 1 source."),
        (answer(cite("mayor"), understood="Who?"), "Understood as: Who? mayor. 1 source."),
        (differing(), "Sources differ. 7. 12, the latest. 3."),
        (
            answer(cite("mayor"), items=(Alternative("mayor", (cite("mayor"),)),)),
            "1 in these articles. mayor.",
        ),
    ],
)
def test_what_is_said_aloud(given: Answer, said: str) -> None:
    assert announce(given) == said
