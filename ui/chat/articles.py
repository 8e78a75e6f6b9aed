"""An article as HTML, with the words marked that were quoted from it."""

from __future__ import annotations

from index import Article, written_date
from ui.article_metadata import metadata_of
from ui.chat.cards import title_of
from ui.chat.markup import direction_of, dotted, escape, host, isolate, link, paragraphs
from ui.chat.references import Reference


def render_article(article: Article, reference: Reference) -> str:
    """Write a whole article with the referred span marked, to be scrolled to."""
    byline = [isolate(article.author), isolate(written_date(article.published))]
    if host(article.url):
        byline.append(link(article.url, f"Original at {isolate(host(article.url))}"))
    language = f' lang="{escape(article.language)}"' if article.language else ""
    direction = direction_of(title_of(article))
    text = paragraphs(article.text, (reference.start, reference.end), reference.others)
    return (
        f'<article class="pq-paper"><header dir="{direction}">'
        f'<p class="pq-publisher">{isolate(article.publisher)}</p>'
        f'<h2 dir="auto">{escape(title_of(article))}</h2>'
        f'<p class="pq-byline">{dotted(byline)}</p>{_metadata(article)}'
        f'<button type="button" class="pq-only" data-article="{escape(article.id)}">'
        "Ask only this article</button></header>"
        f'<div class="pq-text"{language}>{text}</div></article>'
    )


def _metadata(article: Article) -> str:
    """List what is known of the article and where that comes from, folded; nothing if untold."""
    if not article.sources:
        return ""
    rows = "".join(
        f"<dt>{escape(each.label)}</dt><dd>{isolate(each.value) or 'unknown'}"
        f"{f' <small>({isolate(each.source)})</small>' if each.source else ''}</dd>"
        for each in metadata_of(article)
    )
    return (
        '<details class="pq-metadata"><summary>Details, and where they come from</summary>'
        f"<dl>{rows}</dl></details>"
    )
