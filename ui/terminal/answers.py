"""Show answers in a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from qa import Alternative, Answer, Kind
from ui.metadata import NO_SUCH_ARTICLE, is_from_metadata, more_articles
from ui.not_found import NOT_FOUND, NOWHERE_TO_LOOK, unknown_words
from ui.provenance import count_sources
from ui.sides import other_answers, sides_in_time
from ui.terminal.console import clean
from ui.terminal.sources import list_passages, list_sources, said_in


def answer_view(answer: Answer) -> RenderableType:
    """Lay out an answer: the words, how sure they are, and where they stand."""
    if answer.reply:
        return Text(clean(answer.reply))
    understood = [Text(f"understood as: {clean(answer.understood)}\n", style="italic")]
    notice = [Text(f"{clean(answer.language_notice)}\n", style="yellow")]
    return Group(
        *(understood if answer.understood else ()),
        *(notice if answer.language_notice else ()),
        *_lay_out(answer),
    )


def _lay_out(answer: Answer) -> Sequence[RenderableType]:
    if is_from_metadata(answer):
        return _facts(answer)
    if not answer.found:
        return _not_found(answer)
    if answer.items:
        shown = _items(answer)
    elif answer.sides:
        shown = []
    else:
        shown = _quote(answer)
    return [*shown, *_sides(answer), *_others(other_answers(answer))]


def _facts(answer: Answer) -> list[RenderableType]:
    if not answer.facts:
        return [Text(NO_SUCH_ARTICLE, style="bold")]
    views: list[RenderableType] = []
    for fact in answer.facts:
        views.append(Text(clean(fact.sentence), style="bold green" if fact.value else "bold"))
        source = f"from the metadata of the article {clean(fact.article.id)}"
        views.append(Padding(Text(source, style="dim"), (0, 0, 0, 4), expand=False))
    if answer.more_facts:
        views.append(Text(more_articles(answer)))
    return views


def _not_found(answer: Answer) -> list[RenderableType]:
    best = f"Nothing answers it with confidence (best guess: {answer.confidence:.0%})."
    return [
        Text(f"{NOT_FOUND}.", style="bold"),
        Text(best if answer.nearest else NOWHERE_TO_LOOK),
        *(Text(clean(line)) for line in unknown_words(answer)),
        Text("\nNearest passages" if answer.nearest else ""),
        *list_passages(answer.nearest),
    ]


def _quote(answer: Answer) -> list[RenderableType]:
    yes_no = answer.kind is Kind.YES_NO
    # No slice of an article is a yes or a no: whoever asked has to read it.
    label = [Text("What the articles say", style="bold")] if yes_no else []
    sure = f"{answer.confidence:.0%} sure" + (" that this is to the point" if yes_no else "")
    return [
        *label,
        Text.assemble("“", (clean(answer.text), "bold green"), "”"),
        Text(f"{sure} · {count_sources(answer)}\n"),
        *list_sources(answer),
    ]


def _items(answer: Answer) -> list[RenderableType]:
    number = len(answer.items)
    views: list[RenderableType] = [
        Text(f"{number:,} in these articles", style="bold"),
        Text(f"{answer.confidence:.0%} sure\n"),
    ]
    width = len(str(number))
    for place, item in enumerate(answer.items, start=1):
        views.append(Text.assemble(f"{place:>{width}}. “", (clean(item.text), "bold green"), "”"))
        views.append(Padding(Text(said_in(item), "dim"), (0, 0, 0, width + 2), expand=False))
    return views


def _sides(answer: Answer) -> list[RenderableType]:
    sides = sides_in_time(answer)
    if not sides:
        return []
    views: list[RenderableType] = [
        Text("\nSources differ" if answer.items else "Sources differ", style="bold yellow"),
        Text(f"{answer.confidence:.0%} sure of “{clean(answer.text)}”"),
    ]
    first = 1
    for side in sides:
        marks = " · latest" if side.is_latest else ""
        views.append(
            Text.assemble(
                "\n“", (clean(side.said.text), "bold green"), "”",
                f"  {count_sources(side.said)}", (marks, "bold"),
            )
        )  # fmt: skip
        views += list_sources(side.said, first)
        first += len(side.said.citations)
    return views


def _others(others: Sequence[Alternative]) -> list[RenderableType]:
    heading = [Text("\nOther answers in these articles")] if others else []
    return [
        *heading,
        *(Text.assemble("  “", (clean(o.text), "bold"), f"”  {said_in(o)}") for o in others),
    ]
