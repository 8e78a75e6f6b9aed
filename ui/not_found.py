"""What every face says of a question that the articles do not answer."""

from __future__ import annotations

from qa import Answer

NOT_FOUND = "Not found in these articles"
NOWHERE_TO_LOOK = "There is no article to look in."  # none at all, or none that filters let pass

_MOST_NAMED = 3  # a question in another language has none but such words


def unknown_words(answer: Answer) -> list[str]:
    """Say in a sentence each which words of the question stand in no article."""
    lines = []
    for word in answer.unknown[:_MOST_NAMED]:
        guess = f" Did you mean “{word.suggestion}”?" if word.suggestion else ""
        lines.append(f"No article mentions “{word.text}”.{guess}")
    return lines
