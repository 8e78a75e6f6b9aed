"""The kind of a question by its form, and the form of answers: what must be told, and what not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.questions import Kind, fits, kind_of

QUESTIONS = {
    Kind.WHO: [
        "Who is the Pentagon spokesman?",
        "who's the secretary of state",
        "Whose flag was tweeted?",
        "To whom did Esper speak?",
        "Who wrote the letter to Congress?",
        "Who published the cartoons?",
        "Thanks to whom was the deal signed?",
        "Do you know who chairs the Joint Chiefs?",
        "Hi, who killed Soleimani?",
        "Can you please tell me who she is?",
        "who is president of afghanistan",
        "Who is responsible?",
        "Who was killed?",
        "Who is leading Iran?",
        "The Pentagon spokesman is who?",
    ],
    Kind.WHEN: [
        "When was he killed?",
        "when was soleimani killed",
        "At what time did it start?",
        "In which year was it built?",
        "How long ago was it?",
        "By when will it end?",
        "What was the date of the attack?",
        "I'd like to know when it sank",
        "According to CNN, when did it start?",
    ],
    Kind.WHERE: [
        "Where is Camp Taji?",
        "In which city did it happen?",
        "From where did they come?",
        "Could you tell me where he lives?",
    ],
    Kind.HOW_MANY: [
        "How many missiles hit Al-Assad?",
        "How much did it cost?",
        "How long did it last?",
        "How old is he?",
        "What percentage failed?",
        "What is the population of Iraq?",
        "By how much was it made longer?",
        "Iran fired how many missiles?",
    ],
    Kind.WHY: [
        "Why did Iran attack?",
        "For what reason did it sink?",
        "How come nobody died?",
        "What was the reason for the delay?",
        "Explain why it sank",
    ],
    Kind.HOW: ["How was Soleimani killed?", "how do ferries float"],
    Kind.WHAT: [
        "What did Trump tweet?",
        "What happens if Iran attacks?",
        "What is Suleimani's hometown?",
        "When the missiles hit, what did Esper do?",
        "Name the base that was hit",
        "What does Article 51 protect?",
        "What is the name of the trawler?",
        "What kind of vessel took part?",
        "What did Seun Durojaiye write?",
        "Describe the attack",
    ],
    Kind.WHICH: [
        "Which base was hit?",
        "Which of the bases was hit?",
        "Which base hosts troops?",
        "Which news agency reported it?",
        "Which article of the UN Charter did Iran invoke?",
    ],
    Kind.LIST: [
        "Which bases were hit?",
        "Which two bases were hit?",
        "What countries did Iran threaten?",
        "Which people died?",
        "Who were the three officials?",
        "Name the ministers",
        "Can you list the islands?",
        "What are the names of the two trawlers?",
        "What kinds of vessel took part?",
    ],
    Kind.DEFINITION: [
        "Who is Lara Seligman?",
        "who is lara seligman",
        "Who is Faisal al-Dorran?",
        "What is the ICIR?",
        "What is the Order of Zolfaghar?",
        "What is a ballistic missile?",
        "What does ICIR stand for?",
        "Tell me about Qassem Soleimani",
        "Who are the Revolutionary Guards?",
    ],
    Kind.YES_NO: [
        "Did Iran fire missiles?",
        "Is there a second ship?",
        "Hasn't Trump been briefed?",
        "Can you tell me if anyone died?",
        "Tell me whether it sank",
        "According to VICE, did Iran attack?",
    ],
    Kind.KEYWORDS: [
        "Camp Taji",
        "ferry captain age",
        "Soleimani's funeral?",
        "May 5 attack",
        "Hello Kitty's maker?",
        "Good Morning America",
        "help wanted",
        "What about Irbil?",
        "Iran fired missiles.",
        "",
    ],
    Kind.ABOUT_ARTICLE: [
        "Who wrote the ABC News story?",
        "Who wrote it?",
        "When was the article published?",
        "Which newspaper published the story about the ferry?",
        "Which articles are there by Cameron Joseph?",
        "List all articles",
        "Do you have articles about Iran?",
    ],
    Kind.SMALL_TALK: ["Hello", "Thanks!", "What can you answer?", "Who are you?", "help"],
}


@pytest.mark.parametrize(
    ("question", "kind"), [(question, kind) for kind in QUESTIONS for question in QUESTIONS[kind]]
)
def test_the_form_of_a_question_tells_its_kind(question: str, kind: Kind) -> None:
    assert kind_of(question) is kind


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.HOW_MANY, "more than a dozen ballistic missiles"),
        (Kind.HOW_MANY, "14,000"),
        (Kind.HOW_MANY, "two-thirds"),
        (Kind.HOW_MANY, "none"),
        (Kind.HOW_MANY, "$1.5 million"),
        (Kind.WHEN, "Jan. 3"),
        (Kind.WHEN, "7 March"),
        (Kind.WHEN, "the 3rd of May"),
        (Kind.WHEN, "around 7:30 p.m. on Tuesday"),
        (Kind.WHEN, "last Thursday"),
        (Kind.WHEN, "2018"),
        (Kind.WHEN, "two hours after the attacks"),
        (Kind.WHO, "Jonathan Hoffman"),
        (Kind.WHO, "the president and the vice president"),
        (Kind.WHO, "two soldiers"),
        (Kind.WHERE, "at the Pentagon"),
        (Kind.WHY, "because of the fog"),
        (Kind.LIST, "Al-Assad and Irbil"),
    ],
)
def test_an_answer_of_the_form_asked_for_fits(kind: Kind, text: str) -> None:
    assert fits(kind, text) is True


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.HOW_MANY, "Al Asad"),
        (Kind.HOW_MANY, "the January 7 attack"),
        (Kind.WHEN, "10 missiles"),
        (Kind.WHEN, "a combat power exercise"),
        (Kind.WHEN, "the president"),
        (Kind.WHO, "about 10,000"),
        (Kind.WHO, "on Tuesday"),
        (Kind.WHO, "in Irbil"),
        (Kind.WHERE, "14,000"),
        (Kind.WHY, "January 7"),
    ],
)
def test_an_answer_of_another_form_does_not_fit(kind: Kind, text: str) -> None:
    assert fits(kind, text) is False


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Kind.HOW_MANY, "2018"),  # a year, or a number
        (Kind.HOW_MANY, "most of them"),
        (Kind.HOW_MANY, "months"),
        (Kind.WHEN, "10"),
        (Kind.WHEN, "the Industrial Revolution"),
        (Kind.WHO, "NBC News"),
        (Kind.WHO, "Trump"),
        (Kind.WHERE, "Irbil"),
        (Kind.LIST, "Irbil"),
        (Kind.WHAT, "10"),
        (Kind.YES_NO, "no"),
        (Kind.HOW_MANY, "  "),
    ],
)
def test_where_the_words_do_not_tell_nothing_is_said(kind: Kind, text: str) -> None:
    assert fits(kind, text) is None


@given(st.text(max_size=80))
def test_any_text_has_a_kind(text: str) -> None:
    assert all(fits(kind, text) in {True, False, None} for kind in Kind)
    assert isinstance(kind_of(text), Kind)
