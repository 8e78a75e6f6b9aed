"""What the terminal shows of an answer."""

from __future__ import annotations

import io

from rich.console import Console
from toys import make_article

from index import Article, UnknownWord
from qa import Alternative, Answer, Citation, Timings
from ui.terminal import answer_view

SAID = "“All 212 are safe,” said Bo Ek."


def cite(article: Article, words: str = "212") -> Citation:
    start = article.text.index(words)
    span = start, start + len(words)
    return Citation(article, *span, words, (0, len(article.text)), 1.0)


def shown(*citations: Citation, alternatives: tuple[Alternative, ...] = ()) -> list[str]:
    timings = Timings(1.0, 2.0, 3.0)
    answer = Answer("Who?", True, "212", 0.9, citations, alternatives, (), timings)
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as captured:
        console.print(answer_view(answer))
    return [line.rstrip() for line in captured.get().splitlines()]


def test_a_source_is_shown_with_its_sentence_and_its_speaker() -> None:
    assert shown(cite(make_article("a", SAID))) == [
        "“212”",
        "90% sure · 1 source",
        "",
        "[1] About a",
        "    “All 212 are safe,” said Bo Ek.",
        "    quoted: Bo Ek",
    ]


def test_words_that_no_article_has_are_named() -> None:
    words = tuple(UnknownWord(word, None) for word in ("one\x1b[1m", "two", "three", "four"))
    answer = Answer("Who?", False, "", 0.1, (), (), (), Timings(1, 2, 3), words)
    console = Console(file=io.StringIO(), width=120)
    with console.capture() as captured:
        console.print(answer_view(answer))
    assert [line for line in captured.get().splitlines() if line.startswith("No article")] == [
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
