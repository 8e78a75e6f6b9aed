"""What the terminal shows of an answer."""

from __future__ import annotations

import io
from dataclasses import replace

from handmade import answer as make_answer
from handmade import differing, explained, told
from rich.console import Console, RenderableType
from toys import make_article

from index import Article, Changes, Skipped, UnknownWord
from qa import Alternative, Answer, Citation, Explanation, Fact, Field, Kind, Timings
from ui.terminal.answers import answer_view
from ui.terminal.explanations import explanation_view
from ui.terminal.libraries import changes_view

SAID = "“All 212 are safe,” said Bo Ek."


def cite(article: Article, words: str = "212") -> Citation:
    start = article.text.index(words)
    span = start, start + len(words)
    return Citation(article, *span, words, (0, len(article.text)), 1.0)


def printed(view: RenderableType) -> list[str]:
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as captured:
        console.print(view)
    return [line.rstrip() for line in captured.get().splitlines()]


def shown(*citations: Citation, alternatives: tuple[Alternative, ...] = ()) -> list[str]:
    timings = Timings(1.0, 2.0, 3.0)
    answer = Answer("Who?", True, "212", 0.9, citations, alternatives, (), timings)
    return printed(answer_view(answer))


def test_a_source_is_shown_with_its_sentence_and_its_speaker() -> None:
    assert shown(cite(make_article("a", SAID))) == [
        "“212”",
        "90% sure · 1 source",
        "",
        "[1] About a",
        "    “All 212 are safe,” said Bo Ek.",
        "    quoted: Bo Ek",
    ]


def test_a_source_with_pages_is_shown_with_the_page() -> None:
    article = make_article("a", "It rained \fon 212\fpeople.\n\n\fIt stopped.", publisher="P")
    alternative = Alternative("It stopped", (cite(article, "It stopped"),))
    assert shown(cite(article), alternatives=(alternative,)) == [
        "“212”",
        "90% sure · 1 source",
        "",
        "[1] About a · P · p. 2",
        "    It rained on 212 people.",
        "",
        "     It stopped.",
        "",
        "Other answers in these articles",
        "  “It stopped”  About a · P · p. 4",
    ]
    assert "[1] About a · P · p. 2" in printed(answer_view(make_answer(nearest=(cite(article),))))


def test_words_that_no_article_has_are_named() -> None:
    words = tuple(UnknownWord(word, None) for word in ("one\x1b[1m", "two", "three", "four"))
    answer = Answer("Who?", False, "", 0.1, (), (), (), Timings(1, 2, 3), words)
    assert [line for line in printed(answer_view(answer)) if line.startswith("No article")] == [
        "No article mentions “one�[1m”.",
        "No article mentions “two”.",
        "No article mentions “three”.",
    ]


def test_copies_count_once_and_say_what_they_repeat() -> None:
    first = cite(make_article("first", SAID))
    copy = cite(make_article("copy", SAID, publisher="The\x1b[1m Coast"))
    own = cite(make_article("own", "Lee wrote that 212 were safe."))
    other = Alternative("all", (cite(first.article, "All"), cite(copy.article, "All")))
    assert shown(first, own, copy, alternatives=(other,)) == [
        "“212”",
        "90% sure · 3 sources, 2 independent",
        "",
        "[1] About first",
        "    “All 212 are safe,” said Bo Ek.",
        "    quoted: Bo Ek",
        "    also in: [3] The�[1m Coast",
        "[2] About own",
        "    Lee wrote that 212 were safe.",
        "    according to Lee",
        "[3] About copy · The�[1m Coast",
        "    “All 212 are safe,” said Bo Ek.",
        "    quoted: Bo Ek",
        "    same wording as [1]",
        "",
        "Other answers in these articles",
        "  “all”  About first (quoted: Bo Ek), About copy · The�[1m Coast (quoted: Bo Ek)"
        " · 2 sources, 1 independent",
    ]


def test_small_talk_is_only_its_reply() -> None:
    assert printed(answer_view(Answer.of_reply("hello", "Hello!\x1b[1m"))) == ["Hello!�[1m"]


def test_a_fact_is_cited_from_metadata_and_has_no_sources_to_count() -> None:
    article = make_article("ferry", "Text.")
    facts = (Fact(article, Field.AUTHOR, "Ann\x1b Lee"), Fact(article, Field.URL, ""))
    given = make_answer(found=True, text="Ann Lee", kind=Kind.ABOUT_ARTICLE, facts=facts)
    assert printed(answer_view(given)) == [
        "Author of “About ferry”: Ann� Lee",
        "    from the metadata of the article ferry",
        "Address of “About ferry”: not known",
        "    from the metadata of the article ferry",
    ]
    assert printed(answer_view(replace(given, more_facts=2)))[-1] == "… and 2 more articles"


def test_a_description_that_no_article_fits_is_not_a_question_unanswered() -> None:
    given = make_answer(kind=Kind.ABOUT_ARTICLE)
    assert printed(answer_view(given)) == ["No article here fits that description."]
    assert printed(answer_view(make_answer()))[:2] == [
        "Not found in these articles.",
        "There is no article to look in.",
    ]


def test_sides_stand_in_order_of_time_with_the_latest_marked() -> None:
    lines = printed(answer_view(differing()))
    assert lines[:2] == ["Sources differ", "93% sure of “7”"]
    assert [line for line in lines if line.startswith(("“", "["))] == [
        "“7”  2 sources",
        "[1] About first · 3 March 2025",
        "[2] About second · 5 March 2025",
        "“12”  2 sources · latest",
        "[3] About early · 4 March 2025",
        "[4] About late · 9 March 2025",
        "“3”  1 source",
        "[5] About undated",
    ]
    assert lines[-2:] == [
        "Other answers in these articles",
        "  “only 7”  About longer · 3 March 2025",
    ]


def test_items_are_a_list_with_their_sources() -> None:
    items = (
        Alternative("Tessay", (told("a", "Tessay", 3), told("b", "Tessay", 4))),
        Alternative("Hulm", (told("c", "Hulm", 3, publisher="The\x1b Coast"),)),
    )
    lines = printed(answer_view(make_answer(*items[0].citations, items=items)))
    assert lines == [
        "2 in these articles",
        "93% sure",
        "",
        "1. “Tessay”",
        "   About a · 3 March 2025, About b · 4 March 2025",
        "2. “Hulm”",
        "   About c · The� Coast · 3 March 2025",
    ]


def test_a_yes_or_no_is_never_given_only_what_the_articles_say() -> None:
    given = make_answer(told("a", "No Americans", 3), kind=Kind.YES_NO, understood="Was\x1b he?")
    assert printed(answer_view(given))[:5] == [
        "understood as: Was� he?",
        "",
        "What the articles say",
        "“No Americans”",
        "93% sure that this is to the point · 1 source",
    ]


def test_an_explanation_is_tables_of_ranks_scores_spans_and_answers() -> None:
    lines = printed(explanation_view(explained(), Timings(5.0, 60.0, 70.0)))
    rows = [line.split() for line in lines]
    assert lines[1:5] == [
        "How this came about",
        "asked of the articles: Who opened the harbour?",
        "What is less than 31% sure is “not found”.",
        "Finding passages took 5 ms, reading them 60 ms, all 70 ms.",
    ]
    assert ["1", "harbour", "0–39", "0.0325", "1st", "(0.62)", "12th", "(79%)"] in rows
    assert ["2", "gone", "0–9", "0.0100", "22nd", "(0.20)", "–", "(0%)"] in rows
    assert ["1", "Friday", "−2.5", "−3.2", "2"] in rows
    assert ["1", "mayor", "+0.0", "+0.0", "–"] in rows
    assert ["1", "mayor", "+2.9", "harbour,", "gone"] in rows


def test_an_explanation_of_what_was_not_read_is_short() -> None:
    given = Explanation("hel\x1blo", 0.0)
    assert printed(explanation_view(given, Timings(0.0, 0.0, 0.1)))[1:] == [
        "How this came about",
        "asked of the articles: hel�lo",
        "No text was read for this.",
    ]


def test_what_was_skipped_is_told_with_the_reason_and_summed_up_where_much_is_alike() -> None:
    photo = "files with names that end in .jpg are not read"
    bad = [Skipped("news.jsonl", f"line {number}: not valid JSON") for number in range(1, 9)]
    photos = [Skipped(f"{number}.jpg", photo) for number in range(7)]
    lines = printed(changes_view(Changes(skipped=[*bad, *photos, Skipped("\x1b.txt", "no")])))
    assert lines == [
        *(f"  skipped  news.jsonl: line {number}: not valid JSON" for number in range(1, 6)),
        *(f"  skipped  {number}.jpg: {photo}" for number in range(5)),
        "  skipped  �.txt: no",
        "  skipped  … and 5 more for such reasons",
        "0 added, 0 changed, 0 unchanged, 16 skipped",
    ]
