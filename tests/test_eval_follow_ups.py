"""Follow-ups measured: right or not, misread or misunderstood, and no harm to other questions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.follow_ups import AskedTurn, GoldTurn, hold, interrupt, read_conversations, score
from eval.questions import GoldAnswer, GoldQuestion
from index import InputError
from qa import Assistant, Turn

GOLD = Path(__file__).parents[1] / "eval" / "gold" / "follow-ups.jsonl"
SOLBERG = (GoldAnswer("Ingrid Solberg", ("harbour", "bridge")),)


def gold(question: str, *answers: GoldAnswer, understood: str = "", talk: bool = False) -> GoldTurn:
    asked = GoldQuestion("1/1", question, answers)
    return GoldTurn(asked, "" if talk else understood or question, bool(understood), talk)


OPENING = gold("Who is the harbour master?", *SOLBERG)
FOLLOW_UP = gold("Where was she born?", understood="Where was Ingrid Solberg born?")
THANKS = gold("Thanks!", talk=True)
LOAVES = gold(
    "How many loaves does the bakery in Mill Lane sell a day?", GoldAnswer("400", ("bakery",))
)


def test_a_conversation_is_held_with_its_own_answers(assistant: Assistant) -> None:
    turns = list(hold(assistant, [OPENING, FOLLOW_UP, THANKS, LOAVES]))
    assert [one.answer.understood for one in turns] == [
        "",
        "Where was Ingrid Solberg born?",
        "",
        "",
    ]
    assert [one.right for one in turns] == [one.turn.worth(one.answer) >= 0.5 for one in turns]
    assert [one.right for one in (turns[0], turns[2], turns[3])] == [True, True, True]
    assert score(turns)["follow_ups"] == 1
    assert score(turns)["standing_alone"] == 2
    assert score(turns)["small_talk_replied"] == 1.0


def test_what_is_misunderstood_is_told_from_what_is_misread(assistant: Assistant) -> None:
    right, wrong = assistant.ask("Who is the harbour master?"), assistant.ask("Who won the final?")
    asked = gold("Who is it?", *SOLBERG, understood="Who is the harbour master?")
    understood = AskedTurn(asked, right, right)
    misunderstood, misread = AskedTurn(asked, wrong, right), AskedTurn(asked, wrong, wrong)
    luck = AskedTurn(asked, right, wrong)
    assert score([understood, misunderstood, misread, misread, luck]) == {
        "follow_ups": 5,
        "follow_ups_right": 2 / 5,
        "follow_ups_right_alone": 2 / 5,
        "follow_ups_right_of_those": 1 / 2,
        "small_talk_replied": 0.0,
        "standing_alone": 0,
        "harmed": 0.0,
    }


def test_a_question_that_gets_worse_after_others_is_harmed(assistant: Assistant) -> None:
    right, wrong = assistant.ask("Who is the harbour master?"), assistant.ask("Who won the final?")
    harmed, helped = AskedTurn(OPENING, wrong, right), AskedTurn(OPENING, right, wrong)
    same = AskedTurn(OPENING, right, right)
    refused = AskedTurn(gold("Who won the final?"), right, wrong)
    assert score([harmed, helped, same, refused])["harmed"] == 2 / 4


def test_small_talk_wants_a_reply_and_what_has_no_answer_a_refusal(assistant: Assistant) -> None:
    hello, found = assistant.ask("Hello!"), assistant.ask("Who is the harbour master?")
    refused = assistant.ask("Who won the final?")
    assert [THANKS.worth(answer) for answer in (hello, found, refused)] == [1.0, 0.0, 0.0]
    assert [FOLLOW_UP.worth(answer) for answer in (hello, found, refused)] == [0.0, 0.0, 1.0]


def test_questions_are_asked_after_a_turn_about_something_else(assistant: Assistant) -> None:
    opening = Turn.of(assistant.ask("Who is the harbour master?"))
    bakery = Turn.of(assistant.ask("How many loaves does the bakery in Mill Lane sell a day?"))
    questions = [OPENING.question, LOAVES.question]
    asked = list(interrupt(assistant, questions, [opening, bakery]))
    assert [one.answer.text for one in asked] == ["Ingrid Solberg", "400"]
    assert not any(one.harmed or one.turn.follow_up for one in asked)


def test_the_gold_conversations_are_read() -> None:
    conversations = read_conversations(GOLD)
    turns = [turn for conversation in conversations for turn in conversation]
    assert len(conversations) == 28
    assert sum(turn.follow_up for turn in turns) == 95
    assert not any(turn.follow_up and turn.understood == turn.question.question for turn in turns)
    assert len({turn.question.id for turn in turns}) == len(turns)


@pytest.mark.parametrize(
    "record",
    [
        {"id": "1"},
        {"id": "1", "turns": []},
        {"id": "1", "turns": [{"question": "Why?"}]},
        {
            "id": "1",
            "turns": [{"question": "Why?", "understood": "", "follow_up": True, "answers": []}],
        },
    ],
)
def test_what_is_no_conversation_is_refused(record: object, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(record) + "\n", "utf-8")
    with pytest.raises(InputError, match="line 1: no question of a gold set of conversations"):
        read_conversations(path)
