"""An article as HTML, with the words marked that were quoted from it."""

from __future__ import annotations

from index import Article, written_date
from ui.chat.cards import title_of
from ui.chat.markup import dotted, escape, host, isolate, link, paragraphs
from ui.chat.references import Reference


def render_article(article: Article, reference: Reference) -> str:
    """Write a whole article with the referred span marked, to be scrolled to."""
    byline = [isolate(article.author), escape(written_date(article.published))]
    if host(article.url):
        byline.append(link(article.url, f"Original at {isolate(host(article.url))}"))
    text = paragraphs(article.text, (reference.start, reference.end), reference.others)
    return (
        '<article class="pq-paper"><header>'
        f'<p class="pq-publisher">{isolate(article.publisher)}</p>'
        f'<h2 dir="auto">{escape(title_of(article))}</h2>'
        f'<p class="pq-byline">{dotted(byline)}</p>'
        f'<button type="button" class="pq-only" data-article="{escape(article.id)}">'
        "Ask only this article</button></header>"
        f'<div class="pq-text">{text}</div></article>'
    )


def render_empty_panel() -> str:
    """Write what stands in the place of an article before one is opened."""
    return (
        '<div class="pq-empty"><p>Choose a source, and the whole article opens here '
        "with the quoted words marked in their place.</p></div>"
    )
