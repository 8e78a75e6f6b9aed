"""Answers from the metadata of articles: no quotes, but cards that open the articles."""

from __future__ import annotations

from qa import Answer, Fact
from ui.chat.markup import escape, isolate
from ui.chat.references import Reference
from ui.metadata import NO_SUCH_ARTICLE, more_articles
from ui.provenance import short_source


def render_facts(answer: Answer) -> str:
    """Write what is known of the articles that were meant, or that there are none."""
    if not answer.facts:
        return f'<p class="pq-missing">{NO_SUCH_ARTICLE}</p>'
    heading = ""
    if len(answer.facts) == 1:
        value = answer.facts[0].value
        style = "pq-fact" if value else "pq-missing"
        heading = f'<p class="{style}" dir="auto">{escape(value or "Not known")}</p>'
    count = len(answer.facts) + answer.more_facts
    articles = f"{count:,} articles, not their texts" if count > 1 else "the article, not its text"
    cards = "".join(_card(fact, number) for number, fact in enumerate(answer.facts, start=1))
    more = f'<p class="pq-verdict">{more_articles(answer)}</p>' if answer.more_facts else ""
    return (
        f'{heading}<p class="pq-verdict">From the metadata of {articles}</p>'
        f'<ol class="pq-cards">{cards}</ol>{more}'
    )


def _card(fact: Fact, number: int) -> str:
    return (
        f'<li><button type="button" class="pq-card" {Reference.to_whole(fact.article).attributes}>'
        f'<span class="pq-number">{number}</span>'
        f'<span class="pq-source">{isolate(short_source(fact.article))}</span>'
        f'<span class="pq-title" dir="auto">{escape(fact.sentence)}</span></button></li>'
    )
