"""Questions about articles are answered from metadata, and from nothing else."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from index import Article, read_collection
from qa import Answer, answer_from_json, answer_to_json
from qa.questions import AboutAnswer, Field, answer_about_articles

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "eval" / "gold"
ARTICLES = [
    Article(
        "herald",
        "Small boats and hot soup: how Brannock brought the people home",
        "Tilda Marsh was there. The stampede did not come.",
        publisher="Brannock Herald",
        author="Tilda Marsh",
        published=date(2025, 3, 4),
        url="https://herald.example/soup",
        origin="1",
    ),
    Article(
        "ferry-wire",
        "Ferry with 143 aboard runs aground off Brannock Haven",
        "The ferry ran aground.",
        publisher="Trident Wire",
        author="Colm Harker",
        published=date(2025, 3, 3),
        origin="2",
    ),
    Article(
        "ferry-report",
        "Ferry’s depth alarm had been silenced, investigators say",
        "The alarm was silent.",
        publisher="Trident Wire",
        author="Colm Harker and Ann Lee",
        published=date(2025, 3, 12),
        origin="3",
    ),
    Article(
        "statement", "Statement on the incident", "We regret it.", "Tarnwater Lines", origin="4"
    ),
]


def ids(answer: AboutAnswer | None) -> list[str]:
    assert answer is not None
    return [fact.article.id for fact in answer.facts]


@pytest.mark.parametrize(
    ("question", "field", "values"),
    [
        ("Who wrote the Herald story?", Field.AUTHOR, ["Tilda Marsh"]),
        (
            "Who is the author of the article about the depth alarm?",
            Field.AUTHOR,
            ["Colm Harker and Ann Lee"],
        ),
        (
            "By whom is “Ferry with 143 aboard runs aground off Brannock Haven”?",
            Field.AUTHOR,
            ["Colm Harker"],
        ),
        (
            "who wrote small boats and hot soup how brannock brought the people home",
            Field.AUTHOR,
            ["Tilda Marsh"],
        ),
        ("Who wrote about the depth alarm?", Field.AUTHOR, ["Colm Harker and Ann Lee"]),
        ("Who wrote the Herald report on the boats?", Field.AUTHOR, ["Tilda Marsh"]),
        (
            "Can you tell me when the article by Tilda Marsch was published?",
            Field.PUBLISHED,
            ["4 March 2025"],
        ),
        ("When was the Herald's report published?", Field.PUBLISHED, ["4 March 2025"]),
        ("When was the article of March 12, 2025 published?", Field.PUBLISHED, ["12 March 2025"]),
        ("Who published the story about the soup?", Field.PUBLISHER, ["Brannock Herald"]),
        ("Which newspaper does Tilda Marsh write for?", Field.PUBLISHER, ["Brannock Herald"]),
        (
            "What is the headline of the Tarnwater article?",
            Field.TITLE,
            ["Statement on the incident"],
        ),
        ("What is the link to the Herald article?", Field.URL, ["https://herald.example/soup"]),
    ],
)
def test_a_field_of_the_article_that_is_meant(
    question: str, field: Field, values: list[str]
) -> None:
    answer = answer_about_articles(question, lambda: ARTICLES)
    assert answer is not None
    assert (answer.field, [fact.value for fact in answer.facts]) == (field, values)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("What did Colm Harker write?", ["ferry-wire", "ferry-report"]),
        ("Which articles are there by Trident Wire?", ["ferry-wire", "ferry-report"]),
        ("Are there any articles by Ann Lee?", ["ferry-report"]),
        ("articles from the Brannock Herald", ["herald"]),
        ("Which articles mention the stampede?", ["herald"]),
        ("List all articles", ["herald", "ferry-wire", "ferry-report", "statement"]),
        ("Who wrote the articles about the ferry?", ["ferry-wire", "ferry-report"]),
    ],
)
def test_all_articles_that_fit_are_given(question: str, found: list[str]) -> None:
    assert sorted(ids(answer_about_articles(question, lambda: ARTICLES))) == sorted(found)


@pytest.mark.parametrize(
    "question",
    [
        "Who wrote the letter to Congress?",
        "Who wrote the report on casualties?",
        "Who wrote that the ferry was safe?",
        "Who published the cartoons?",
        "What did Trump write?",
        "What did Tilda Marsh write about the soup?",
        "When was the statement released?",
        "When was the ship released?",
        "Which article of the UN Charter did Iran invoke?",
        "What does Article 51 protect?",
        "Who is the author of the book?",
        "What did the Brannock Herald report say about soup?",
        "Who reported that the alarm was silent?",
        "How old is the captain?",
        "In the Herald story, who made soup?",
        "Tilda Marsh",
        "",
    ],
)
def test_a_question_that_may_be_about_the_news_is_left_to_the_texts(question: str) -> None:
    assert answer_about_articles(question, lambda: ARTICLES) is None


def test_what_is_not_known_is_said() -> None:
    answer = answer_about_articles("Who wrote the Tarnwater article?", lambda: ARTICLES)
    assert answer is not None
    assert [fact.value for fact in answer.facts] == [""]
    assert answer.facts[0].sentence == "Author of “Statement on the incident”: not known"


def test_an_article_that_is_not_there_is_said_not_to_be_there() -> None:
    answer = answer_about_articles(
        "Who wrote the article about the moon landing?", lambda: ARTICLES
    )
    assert answer == AboutAnswer(Field.AUTHOR, (), 0)


def test_five_of_many_are_shown_and_all_are_counted() -> None:
    many = [
        Article(f"a{n}", f"Title {n}", "text", author="Ann Lee", origin=str(n)) for n in range(9)
    ]
    answer = answer_about_articles("What did Ann Lee write?", lambda: many)
    assert answer is not None
    assert (len(answer.facts), answer.fitting) == (5, 9)
    shown = Answer.of_facts("What did Ann Lee write?", answer)
    assert (len(shown.facts), shown.more_facts) == (5, 4)
    assert answer_from_json(answer_to_json(shown)) == shown
    assert [fact.sentence for fact in answer.facts] == [f"“Title {n}”, Ann Lee" for n in range(5)]


def test_a_pronoun_is_about_the_articles_that_are_given() -> None:
    assert ids(answer_about_articles("Who wrote it?", lambda: ARTICLES[:1])) == ["herald"]


@pytest.fixture(scope="module")
def gold_articles() -> list[Article]:
    files = [*(ROOT / "seeds").glob("*.md"), *(GOLD / "articles").glob("*.md")]
    return [item for item in read_collection(sorted(files)) if isinstance(item, Article)]


def test_the_gold_questions_about_articles_are_answered(gold_articles: list[Article]) -> None:
    lines = (GOLD / "questions.jsonl").read_text("utf-8").splitlines()
    asked = [record for record in map(json.loads, lines) if "field" in record]
    for record in asked:
        answer = answer_about_articles(record["question"], lambda: gold_articles)
        assert answer is not None
        assert (answer.field.value, ids(answer)) == (record["field"], [record["article"]])


def test_no_other_gold_question_is_taken_for_one_about_articles(
    gold_articles: list[Article],
) -> None:
    taken = [
        record["question"]
        for file in sorted(GOLD.glob("*.jsonl"))
        for record in map(json.loads, file.read_text("utf-8").splitlines())
        if "question" in record and "field" not in record
        if answer_about_articles(record["question"], lambda: gold_articles)
    ]
    assert taken == ["Who wrote the Foreign Policy report on the missiles?"]  # it is about one
