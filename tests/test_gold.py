"""Gold sets: what they say of an article stands in it, and they keep what their README promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from eval.questions import read_questions
from index import Article, find_files, read_collection

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "eval" / "gold"
SETS = ("agreement", "attribution", "disagreement", "lists", "questions", "seeds")
Record = dict[str, Any]


def load(name: str) -> list[Record]:
    return [json.loads(line) for line in (GOLD / f"{name}.jsonl").read_text("utf-8").splitlines()]


def read_articles(*folders: Path) -> dict[str, Article]:
    articles = {}
    for article in read_collection(find_files(folders)):
        assert isinstance(article, Article)
        assert article.id not in articles
        articles[article.id] = article
    return articles


SEEDS = read_articles(ROOT / "seeds")
INVENTED = read_articles(GOLD / "articles")
ARTICLES = SEEDS | INVENTED
TURNS = [turn for line in load("follow-ups") for turn in line["turns"]]


def quotes(record: Record) -> Iterator[Record]:
    """All quotes of a record with the articles that they are from."""
    if record.get("kind") != "metadata" or "field" not in record:
        yield from record["answers"]
    yield from record.get("items", [])
    for side in record.get("differs", []):
        yield from side


def has_word(text: str, article: str) -> bool:
    """Whether a text stands in an article, and neither end of it inside a word."""
    return bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", ARTICLES[article].text))


@pytest.mark.parametrize("name", [*SETS, "follow-ups"])
def test_every_quote_stands_in_every_article_that_it_names(name: str) -> None:
    for record in TURNS if name == "follow-ups" else load(name):
        for quote in quotes(record):
            assert quote["articles"], record
            for article in quote["articles"]:
                assert quote["text"] in ARTICLES[article].text, (record["question"], quote)
                assert has_word(quote["text"], article), (record["question"], quote)
            assert len(set(quote["articles"])) == len(quote["articles"]), record
            assert quote["text"] == quote["text"].strip(), record


def test_ids_and_questions_are_unique() -> None:
    ids = Counter(record["id"] for name in (*SETS, "follow-ups") for record in load(name))
    assert max(ids.values()) == 1
    for name in SETS:
        questions = [record["question"] for record in load(name)]
        assert len(set(questions)) == len(questions)


@pytest.mark.parametrize("name", SETS)
def test_sets_are_read_as_gold_questions(name: str) -> None:
    assert len(read_questions(GOLD / f"{name}.jsonl")) == len(load(name))


def test_there_are_as_many_as_the_readme_says() -> None:
    readme = (GOLD / "README.md").read_text("utf-8")
    for name in SETS:
        assert f"`{name}.jsonl` | {len(load(name))} |" in readme
    follow_ups = sum(turn["follow_up"] for turn in TURNS)
    conversations = f"{len(load('follow-ups'))} conversations, {len(TURNS)} turns, {follow_ups} of"
    assert conversations in readme
    assert f"the {len(INVENTED)} articles" in readme
    kinds = Counter(record["kind"] for name in SETS[:-1] for record in load(name))
    assert f"{kinds['fact']} of the kind `fact`" in readme
    for kind in ("definition", "yes-no", "keywords", "name", "metadata", "unanswerable"):
        assert f"{kinds[kind]} `{kind}`" in readme
    for kind in ("differs", "agrees"):
        assert f"`{kind}` ({kinds[kind]})" in readme
    for name in ("agreement", "disagreement", "attribution", "lists"):
        asked = sum(named(record) <= SEEDS.keys() for record in load(name))
        assert f"| {len(load(name))} | both; {asked} about `seeds/` |" in readme


def named(record: Record) -> set[str]:
    return {article for quote in quotes(record) for article in quote["articles"]}


def test_a_set_asks_about_the_articles_that_it_is_for() -> None:
    assert all(named(record) <= SEEDS.keys() for record in load("seeds"))
    assert all(named(record) <= INVENTED.keys() for record in load("questions"))


def test_the_invented_articles_are_news_with_all_metadata() -> None:
    for article in INVENTED.values():
        assert 250 <= len(article.text.split()) <= 600, article.id
        assert article.title, article.id
        assert article.publisher, article.id
        assert article.published, article.id
    for event in ("ferry", "steel"):
        of_event = [article for article in INVENTED.values() if article.id.startswith(event)]
        assert len(of_event) >= 7
        assert len({article.publisher for article in of_event}) >= 5
        assert len({article.published for article in of_event}) >= 5


def test_every_article_that_must_be_cited_is_in_one_family_and_has_a_quote() -> None:
    for record in load("agreement"):
        members = [article for family in record["families"] for article in family]
        assert sorted(members) == sorted(record["must_cite"]), record["id"]
        assert len(set(members)) == len(members) >= 2, record["id"]
        assert set(members) == named(record), record["id"]


def test_a_disagreement_has_sides_and_its_newest_article() -> None:
    for record in load("disagreement"):
        sides = record["differs"]
        assert bool(sides) == (record["kind"] == "differs"), record["id"]
        if not sides:
            assert "latest" not in record
            continue
        assert len(sides) >= 2, record["id"]
        assert all(sides), record["id"]
        texts = [quote["text"] for side in sides for quote in side]
        assert len(set(texts)) == len(texts), record["id"]
        articles = {article for side in sides for quote in side for article in quote["articles"]}
        last = max(str(ARTICLES[article].published) for article in articles)
        newest = [id for id in articles if str(ARTICLES[id].published) == last]
        assert record["latest"] == (newest[0] if len(newest) == 1 else ""), record["id"]


def test_a_quotation_and_its_speaker_stand_in_the_article() -> None:
    records = load("attribution")
    for record in records:
        text = ARTICLES[record["article"]].text
        assert text.count(record["quote"]) == 1, record["id"]
        start = text.index(record["quote"])
        assert text[start - 1] in '“‘"', record["id"]
        assert text[start + len(record["quote"])] in '”’"\n', record["id"]
        assert record["speaker"] in text, record["id"]
        assert record.get("described", "") in text, record["id"]
        assert not (record["speaker"] and "described" in record), record["id"]
        inside = [
            answer
            for answer in record["answers"]
            if record["article"] in answer["articles"] and answer["text"] in record["quote"]
        ]
        assert inside, record["id"]
    unnamed = sum(not record["speaker"] for record in records)
    described = sum("described" in record for record in records)
    readme = (GOLD / "README.md").read_text("utf-8")
    assert f"Empty ({unnamed})" in readme
    assert f"described ({described})" in readme


def test_a_list_has_items_that_differ() -> None:
    for record in load("lists"):
        texts = [item["text"] for item in record["items"]]
        assert len(set(texts)) == len(texts) >= 2, record["id"]
        assert record["answers"], record["id"]


def test_questions_about_an_article_are_answered_by_its_metadata() -> None:
    for record in load("questions"):
        assert bool(record["answers"]) == (record["kind"] != "unanswerable"), record["id"]
        if record["kind"] == "metadata":
            article = ARTICLES[record["article"]]
            value = str(getattr(article, record["field"]))
            assert record["answers"] == [{"text": value, "articles": [article.id]}]


def test_a_conversation_begins_alone_and_its_follow_ups_are_understood() -> None:
    for conversation in load("follow-ups"):
        first = conversation["turns"][0]
        assert not first["follow_up"], conversation["id"]
        assert any(turn["follow_up"] for turn in conversation["turns"]), conversation["id"]
        for turn in conversation["turns"]:
            if turn.get("small_talk"):
                assert (turn["kind"], turn["answers"]) == ("small-talk", [])
                assert not turn["understood"]
            elif turn["follow_up"]:
                assert turn["kind"] in {"pronoun", "ellipsis", "correction"}
                assert turn["understood"] not in {"", turn["question"]}
            else:
                assert turn["kind"] in {"opening", "new-topic"}
                assert turn["understood"] == turn["question"]
                assert turn["answers"]
