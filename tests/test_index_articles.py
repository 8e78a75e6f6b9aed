"""Articles: identity, hashes and ids."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from toys import make_article

from index import Article, InputError, slug, written_date
from index.articles import check_article


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("000_2087a Iran's News!", "000-2087a-iran-s-news"),
        ("Überfall auf Köln", "überfall-auf-köln"),
        ("../../etc/passwd", "etc-passwd"),
        ("中文 新闻", "中文-新闻"),
        ("???", "article"),
        ("x" * 200, "x" * 80),
    ],
)
def test_any_name_becomes_an_id_of_words_and_hyphens(name: str, id: str) -> None:
    assert slug(name) == id


def test_the_content_hash_sees_text_and_metadata_but_not_the_place() -> None:
    article = make_article("a", "Text.", publisher="P", published=date(2020, 1, 8))
    assert replace(article, id="b", origin="elsewhere").content_hash == article.content_hash
    changed = [
        replace(article, text="Text"),
        replace(article, title="T"),
        replace(article, publisher="Q"),
        replace(article, author="A"),
        replace(article, published=None),
        replace(article, url="u"),
    ]
    assert len({article.content_hash, *(other.content_hash for other in changed)}) == 7


def test_the_heading_holds_what_is_known() -> None:
    article = make_article("a", "Text.", publisher="The Coast", published=date(2020, 1, 8))
    assert article.heading == "About a · The Coast · 8 January 2020"
    assert make_article("a", "Text.").heading == "About a"
    assert written_date(None) == ""


@pytest.mark.parametrize(
    "article",
    [
        Article("a", "T", " \n", origin="o"),
        Article("", "T", "Text.", origin="o"),
        Article("a", "T", "Text."),
        Article("a", "T", "lone \ud800 surrogate", origin="o"),
        Article("a", "T\ud800", "Text.", origin="o"),
        Article("a", "T", "Text.", url="u\ud800", origin="o"),
        Article("a\ud800", "T", "Text.", origin="o"),
        Article("a", "T", "Text.", origin="o\ud800"),
    ],
)
def test_an_article_that_could_not_be_cited_is_refused(article: Article) -> None:
    with pytest.raises(InputError) as refusal:
        check_article(article)
    assert str(refusal.value).encode()
