"""Example questions: made from the articles, tried on them, the same every time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from toys import TOY_CALIBRATION, ToyEncoder, ToyReader, make_article

from index import Article, Library
from qa import Answer, Assistant
from ui.example_candidates import candidates_of
from ui.examples import Examples, find_examples


def questions(text: str) -> list[str]:
    kinds = candidates_of(make_article("a", text))
    return [candidate.question for kind in kinds for candidate in kind]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Pentagon spokesman Jonathan Hoffman wrote it.",
         ["Who is the Pentagon spokesman?", "Who is Jonathan Hoffman?"]),
        ("Jonathan Hoffman, the Pentagon spokesman, wrote it.",
         ["Who is the Pentagon spokesman?", "Who is Jonathan Hoffman?"]),
        ("and Javad Zarif, Iran’s foreign minister, wrote.",
         ["Who is Iran’s foreign minister?", "Who is Javad Zarif?"]),
        ("In Iran, the foreign minister wrote. Then Al, the foreign minister, wrote.", []),
        ("It was on Tuesday. The spokesman Jonathan Hoffman wrote.", []),
        ("an officer said that Defense. Secretary Mark Esper", []),
        ("In all 180 old people were rescued.", ["How many old people were rescued?"]),
        ("Iran fired more than a dozen missiles.", ["How many missiles were fired?"]),
        ("The talks lasted three hours and were concluded.", []),
        ("“Nobody told us anything,” said Ana Ruiz.",
         ["Who said “Nobody told us anything”?", "What did Ana Ruiz say?"]),
        ("“Nobody,” said the man.", []),
    ],
)  # fmt: skip
def test_questions_are_made_of_what_articles_say(text: str, asked: list[str]) -> None:
    assert questions(text) == asked


HARBOUR = make_article(
    "harbour",
    "in the storm 180 elderly island people were rescued. it rained for days.",
)
FERRY = make_article("ferry", "Ferry captain Ola Strand wept. The Aldous mayor Per Lund did not.")


def assistant_of(path: Path, *articles: Article) -> Assistant:
    library = Library.create(path, ToyEncoder())
    library.add(articles)
    return Assistant(library, ToyReader(), TOY_CALIBRATION)


def test_only_what_is_answered_as_it_should_be_is_shown(tmp_path: Path) -> None:
    with_answers = assistant_of(tmp_path / "one", HARBOUR, FERRY)
    found = list(find_examples(with_answers))
    assert "How many elderly island people were rescued?" in found
    assert len(found) <= 4
    for question in found:
        answer = with_answers.ask(question)
        assert answer.found
        assert answer.confidence >= 0.7
    assert list(find_examples(with_answers)) == found


def test_a_library_without_articles_has_none(tmp_path: Path) -> None:
    assert list(find_examples(assistant_of(tmp_path / "none"))) == []


def test_they_are_found_anew_when_the_library_changes(tmp_path: Path) -> None:
    assistant = assistant_of(tmp_path / "one", FERRY)
    examples = Examples(assistant)
    before = list(examples.questions())
    assistant.library.add([HARBOUR])
    assert "How many elderly island people were rescued?" in examples.questions()
    assert "How many elderly island people were rescued?" not in before


def test_each_is_looked_for_only_when_it_is_wanted_and_once_for_everybody(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = assistant_of(tmp_path / "one", HARBOUR, FERRY)
    asked: list[str] = []
    ask = assistant.ask

    def noted(question: str) -> Answer:
        asked.append(question)
        return ask(question)

    monkeypatch.setattr(assistant, "ask", noted)
    examples = Examples(assistant)
    first = next(examples.questions())
    assert asked[-1] == first
    until_first = len(asked)
    assert next(examples.questions()) == first
    assert len(asked) == until_first
    with ThreadPoolExecutor(4) as people:
        seen = list(people.map(lambda _: list(examples.questions()), range(4)))
    assert seen == [seen[0]] * 4
    assert len(asked) == len(set(asked))
