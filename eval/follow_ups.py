"""Measure follow-ups: `python -m eval.follow_ups LIBRARY [GOLD] [--others QUESTIONS]`.

Every conversation of the gold set is held with pullquote's own answers as the earlier turns. What
goes wrong there may be misread and not misunderstood, so each follow-up is also asked as the gold
set words it on its own: as many as are right then could be, if all were understood.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import track

from eval.metrics import RIGHT, f1
from eval.questions import GoldAnswer, GoldQuestion, read_questions
from eval.tallies import Tallies, single, sum_up
from qa import Answer, Assistant, Turn
from qa.squad import read_set

_GOLD = Path(__file__).parent / "gold"
_FIGURES = (
    "follow_ups_right",
    "follow_ups_right_alone",
    "follow_ups_right_of_those",
    "small_talk_replied",
    "harmed",
)
_LIKE = (
    '{"id": "1", "turns": [{"question": "Who …?", "understood": "Who …?", "follow_up": false, '
    '"answers": [{"text": "…", "articles": ["article-id"]}]}]}'
)


@dataclass(frozen=True, slots=True)
class GoldTurn:
    """A question of a conversation, and how it is asked on its own; small talk asks nothing."""

    question: GoldQuestion
    understood: str
    follow_up: bool
    small_talk: bool = False

    @property
    def stands_alone(self) -> bool:
        """Whether it is a question, and no follow-up."""
        return not self.follow_up and not self.small_talk

    def worth(self, answer: Answer) -> float:
        """How right an answer is, in [0, 1]: its F1; of what has no answer, whether it says so."""
        if self.small_talk:
            return float(bool(answer.reply))
        if not self.question.answerable:
            return float(not (answer.found or answer.reply))
        return f1(answer.text, self.question.texts)


@dataclass(frozen=True, slots=True)
class AskedTurn:
    """What a turn got in its conversation, and what it gets `alone`, in the gold set's words."""

    turn: GoldTurn
    answer: Answer
    alone: Answer

    @property
    def right(self) -> bool:
        """Whether it was answered, refused or replied to as it should be."""
        return self.turn.worth(self.answer) >= RIGHT

    @property
    def right_alone(self) -> bool:
        """Whether it is right when nothing has to be understood."""
        return self.turn.worth(self.alone) >= RIGHT

    @property
    def harmed(self) -> bool:
        """Whether the turns before made its answer worse."""
        return self.turn.worth(self.answer) < self.turn.worth(self.alone)


def read_conversations(path: Path) -> list[list[GoldTurn]]:
    """Read a gold set of conversations, each as its turns in order.

    Raises:
        InputError: the file is missing or empty, or a line is not a conversation; says which.
    """
    return read_set(path, "gold set of conversations", _conversation, _LIKE)


def hold(assistant: Assistant, conversation: Sequence[GoldTurn]) -> Iterator[AskedTurn]:
    """Ask the turns of a conversation one by one, after those before it and alone."""
    turns: list[Turn] = []
    for turn in conversation:
        answer = assistant.ask(turn.question.question, turns=turns, explain=True)
        yield AskedTurn(turn, answer, assistant.ask(turn.understood or turn.question.question))
        turns.append(Turn.of(answer))


def interrupt(
    assistant: Assistant, questions: Iterable[GoldQuestion], openings: Sequence[Turn]
) -> Iterator[AskedTurn]:
    """Ask questions that stand alone, each after an opening that cites none of its articles.

    A question for which there is no such opening is left out.
    """
    for number, question in enumerate(questions):
        named = {article for answer in question.answers for article in answer.articles}
        order = [*openings[number % max(1, len(openings)) :], *openings]
        before = next((turn for turn in order if named.isdisjoint(turn.article_ids)), None)
        if before is None:
            continue
        answer = assistant.ask(question.question, turns=[before])
        turn = GoldTurn(question, question.question, follow_up=False)
        yield AskedTurn(turn, answer, assistant.ask(question.question))


def score(asked: Sequence[AskedTurn]) -> dict[str, float]:
    """Sum up turns, as shares in [0, 1] and counts."""
    return {
        "follow_ups": sum(one.turn.follow_up for one in asked),
        "standing_alone": sum(one.turn.stands_alone for one in asked),
        **dict.fromkeys(_FIGURES, 0.0),
        **sum_up(map(tally, asked)),
    }


def tally(asked: AskedTurn) -> Tallies:
    """Judge a turn.

    `follow_ups_right_alone` is the most that understanding can reach with this reader. Of the
    questions that are no follow-ups, `harmed` are those answered worse after other turns.
    """
    turn = asked.turn
    right, right_alone = asked.right, asked.right_alone
    tallies = (
        single(right, turn.follow_up),
        single(right_alone, turn.follow_up),
        single(right and right_alone, turn.follow_up and right_alone),
        single(right, turn.small_talk),
        single(asked.harmed and turn.stands_alone, turn.stands_alone),
    )
    return dict(zip(_FIGURES, tallies, strict=True))


def main() -> None:
    """Hold every conversation, and print the figures; with `--turns`, every turn as well."""
    parser = argparse.ArgumentParser(description="Measure how follow-ups are understood.")
    parser.add_argument("library", type=Path)
    parser.add_argument("gold", nargs="?", type=Path, default=_GOLD / "follow-ups.jsonl")
    parser.add_argument("--others", type=Path, default=_GOLD / "questions.jsonl")
    parser.add_argument("--turns", action="store_true", help="print a JSON line for every turn")
    chosen = parser.parse_args()
    conversations, others = read_conversations(chosen.gold), read_questions(chosen.others)
    assistant = Assistant.open(chosen.library)
    held = [list(hold(assistant, turns)) for turns in track(conversations, "Talking")]
    openings = [Turn.of(turns[0].answer) for turns in held if turns[0].answer.found]
    asked = [one for turns in held for one in turns]
    asked += track(interrupt(assistant, others, openings), "Interrupting", len(others))
    assistant.close()
    if chosen.turns:
        for one in asked:
            print(json.dumps(_told(one), ensure_ascii=False))
    print(json.dumps(score(asked), indent=2))


def _told(one: AskedTurn) -> dict[str, Any]:
    return {
        "id": one.turn.question.id,
        "question": one.turn.question.question,
        "understood": one.answer.understood,
        "gold_understood": one.turn.understood,
        "answer": one.answer.text,
        "answer_alone": one.alone.text,
        "gold": one.turn.question.texts,
        "follow_up": one.turn.follow_up,
        "right": one.right,
        "right_alone": one.right_alone,
        "harmed": one.harmed,
    }


def _conversation(record: dict[str, Any]) -> list[GoldTurn]:
    id = str(record["id"])
    turns = [_turn(f"{id}/{number}", turn) for number, turn in enumerate(record["turns"], start=1)]
    if not turns or turns[0].follow_up:
        raise ValueError("a conversation begins with a turn that follows no other")
    return turns


def _turn(id: str, record: dict[str, Any]) -> GoldTurn:
    answers = [GoldAnswer(one["text"], tuple(one["articles"])) for one in record["answers"]]
    question = GoldQuestion(id, record["question"], tuple(answers), record.get("kind", ""))
    small_talk = bool(record.get("small_talk"))
    return GoldTurn(question, record["understood"], bool(record["follow_up"]), small_talk)


if __name__ == "__main__":
    main()
