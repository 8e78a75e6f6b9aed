"""Follow-ups are made whole from the turns before; what stands on its own is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.conversation import Turn, Understood, resolve

COUNT = Turn("How many missiles hit Al-Assad?", "10", "10 missiles hit Al-Assad.", ("abc", "vice"))
WHO = Turn("Who killed Soleimani?", "Trump")
WHEN = Turn("When was Qassem Soleimani killed?", "Jan. 3")
BASES = Turn("Which bases were hit?", "Al-Assad and Irbil")
TWEET = Turn("What did Trump tweet on the night of the attack?", "All is well!", "", ("abc",))
DEFINED = Turn("Who was Qassem Soleimani?", "the head of the Quds Force")

PRONOUNS = [
    (
        DEFINED,
        {
            "When was he killed?": "When was Qassem Soleimani killed?",
            "What did Trump say about him?": "What did Trump say about Qassem Soleimani?",
            "Why did Trump order his killing?": "Why did Trump order Qassem Soleimani's killing?",
            "What was his job and title?": "What was Qassem Soleimani's job and title?",
        },
    ),
    (
        WHO,
        {
            "When was he killed?": "When was Soleimani killed?",
            "How old is he?": "How old is Trump?",
        },
    ),
    (
        Turn("Who stood next to Henrike Daal?", "Tadeo Brisk"),
        {"What did he tell her?": "What did Tadeo Brisk tell Henrike Daal?"},
    ),
    (
        Turn("Who is the spokesman?", "Pentagon spokesman Jonathan Hoffman"),
        {"Where is he from?": "Where is Jonathan Hoffman from?"},
    ),
    (
        Turn("Which force did Suleimani lead?", "Quds Force"),
        {"What does it do?": "What does Quds Force do?"},
    ),
    (Turn("What did the ferry hit?", "a rock"), {"When did it sink?": "When did the ferry sink?"}),
    (
        Turn("Where is Camp Taji?", "Iraq"),
        {"Why did Iran attack it?": "Why did Iran attack Camp Taji?"},
    ),
    (
        Turn("Which tugs pulled the Grey Linnet free?", "Bulwark and the Marion Hare"),
        {"Where was she built?": "Where was the Grey Linnet built?"},
    ),
    (
        Turn("How large is the loan that the government offered?", "150 million"),
        {"Did Karst want it?": "Did Karst want the loan that the government offered?"},
    ),
    (
        Turn("When was the base that Iran attacked built?", "1990"),
        {"Who built it?": "Who built the base?"},
    ),
    (
        Turn("Whose brother sold the ship?", "Lee"),
        {"Where was he born?": "Where was Lee born?"},
    ),
    (
        Turn("Who is the captain of the ferry?", "A. Lee"),
        {
            "How old is he?": "How old is the captain of the ferry, A. Lee?",
            "Where does he live?": "Where does the captain of the ferry, A. Lee, live?",
            "Who is his wife?": "Who is the captain of the ferry, A. Lee's wife?",
        },
    ),
    (
        Turn("How many people live on the islands that have no ferry?", "2,600"),
        {
            "Which islands are these?": "Which are the islands that have no ferry?",
            "Which islands were they?": "Which were the islands that have no ferry?",
        },
    ),
    (Turn("Who fired the missiles?", "Iran"), {"Did they apologise?": "Did Iran apologise?"}),
    (
        Turn("How many birds were found?", "212"),
        {"How many of those are alive?": "How many of the birds are alive?"},
    ),
    (BASES, {"Who lives in them?": "Who lives in Al-Assad and Irbil?"}),
    (
        Turn("Where did the attack happen?", "Irbil"),
        {"How many people died there?": "How many people died in Irbil?"},
    ),
    (
        WHEN,
        {
            "What else happened that day?": "What else happened on Jan. 3?",
            "Who has led the force since then?": "Who has led the force since Jan. 3?",
        },
    ),
    (
        Turn("who was qassem soleimani", "the head", "Qassem Soleimani, the head"),
        {"when was he killed": "When was qassem soleimani killed?"},
    ),
    (
        Turn("Who led the Quds Force?", "Qassem Soleimani"),
        {"Can you tell me when he died?": "Can you tell me when Qassem Soleimani died?"},
    ),
]
ELLIPSES = [
    (
        COUNT,
        {
            "And in Irbil?": "How many missiles hit Irbil?",
            "What about Irbil?": "How many missiles hit Irbil?",
            "And the rockets?": "How many rockets hit Al-Assad?",
            "Why?": "Why did the missiles hit Al-Assad?",
            "When exactly?": "When did the missiles hit Al-Assad?",
            "And on Wednesday?": "How many missiles hit Al-Assad on Wednesday?",
            "How many failed?": "How many of the missiles failed?",
        },
    ),
    (
        WHO,
        {
            "Why?": "Why did Trump kill Soleimani?",
            "When did that happen?": "When did Trump kill Soleimani?",
            "Why did he do it?": "Why did Trump kill Soleimani?",
        },
    ),
    (
        WHEN,
        {
            "On whose order?": "On whose order was Qassem Soleimani killed?",
            "And where?": "Where was Qassem Soleimani killed?",
        },
    ),
    (
        TWEET,
        {
            "What about Biden?": "What did Biden tweet on the night of the attack?",
            "And on Wednesday?": "What did Trump tweet on Wednesday?",
        },
    ),
    (
        Turn("What did Zarif say after the strikes?"),
        {"And what did Trump say?": "What did Trump say after the strikes?"},
    ),
    (Turn("How many bases were hit?", "two"), {"Which ones?": "Which bases were hit?"}),
    (Turn("Did Iran fire missiles?"), {"How many?": "How many missiles did Iran fire?"}),
    (Turn("Did rockets hit another base?"), {"Which base?": "Which base did rockets hit?"}),
    (Turn("Who was killed?", "Soleimani"), {"Who else?": "Who else was killed?"}),
    (Turn("The Pentagon closed the base"), {"Why?": "Why did the Pentagon close the base?"}),
    (Turn("The base was closed"), {"When?": "When was the base closed?"}),
    (Turn("What is Duncan Orde's view?"), {"And the union's?": "What is the union's view?"}),
    (
        Turn("How much oil leaked, according to the company?"),
        {"And according to the Trust?": "How much oil leaked, according to the Trust?"},
    ),
    (
        Turn("Who is the spokesman?", "Ann Lee"),
        {"Since when?": "Since when is Ann Lee the spokesman?"},
    ),
    (Turn("How many missiles hit al asad"), {"and erbil?": "How many missiles hit erbil?"}),
]
CORRECTIONS = [
    (
        COUNT,
        {
            "No, the other base.": "How many missiles hit the other base?",
            "Sorry, I meant Irbil.": "How many missiles hit Irbil?",
            "not Al-Assad but Irbil": "How many missiles hit Irbil?",
        },
    ),
    (
        Turn("When will furnace A be shut down?"),
        {"No, the other furnace.": "When will the other furnace be shut down?"},
    ),
    (
        BASES,
        {
            "Where is the second one?": "Where is Irbil?",
            "Who lives at the former?": "Who lives at Al-Assad?",
        },
    ),
    (
        Turn("Which base was hit?", "Al-Assad"),
        {"Who works at that base?": "Who works at Al-Assad?"},
    ),
    (Turn("How much is set aside?", "85 million"), {"Is that enough?": "Is 85 million enough?"}),
]
TOPICS = [
    (
        Turn("Why does the UMF think that the vote is void?"),
        {
            "Which court?": "Regarding the UMF and the vote, which court?",
            "And when is the hearing?": "Regarding the UMF and the vote, when is the hearing?",
        },
    ),
    (
        Turn("How many people marched in Veldrin?", "4,500"),
        {"Who spoke?": "Regarding Veldrin, who spoke?"},
    ),
    (WHEN, {"Tell me more.": "Tell me more about Qassem Soleimani."}),
]


@pytest.mark.parametrize(
    ("turn", "question", "understood"),
    [
        (turn, question, understood)
        for turn, questions in [*PRONOUNS, *ELLIPSES, *CORRECTIONS, *TOPICS]
        for question, understood in questions.items()
    ],
)
def test_a_follow_up_becomes_a_whole_question(turn: Turn, question: str, understood: str) -> None:
    assert resolve(question, [turn]) == Understood(understood, is_follow_up=True)


@pytest.mark.parametrize(
    "question",
    [
        "Who is Mark Esper?",
        "And who is Mark Esper?",
        "Camp Taji",
        "How many people died in the stampede?",
        "What did the ferry do when it hit the rock?",
        "Which airlines diverted their flights?",
        "Who lost their homes?",
        "Did Trump announce his decision?",
        "When he was young, what did Trump study?",
        "Where was Soleimani when the drone strike killed him?",
        "How many jobs does the investor say that he would keep?",
        "When did the ferry pass her last inspection?",
        "Why does Karst say that it received no offer?",
        "What time is it?",
        "Is it true that Iran fired missiles?",
        "How far is it from the harbour to the reef?",
        "What does it cost to wash a bird?",
        "Were there any casualties in the attack?",
        "Who says that missiles fell on the base?",
        "What did the first ship do?",
        "  Who commands  the Guard Corps ?",
        "Thanks!",
        "What is the name of the other base in Iraq?",
    ],
)
def test_what_stands_on_its_own_is_left_letter_for_letter(question: str) -> None:
    assert resolve(question, [BASES, TWEET, WHO]) == Understood(question)


def test_without_turns_nothing_is_a_follow_up() -> None:
    assert resolve("Why?", []) == Understood("Why?")
    assert resolve("When was he killed?", []) == Understood("When was he killed?")


def test_what_nothing_fits_is_left_or_said_to_be_about_the_last_topic() -> None:
    assert resolve("How old is she?", [Turn("When did it rain?")]) == Understood("How old is she?")
    about = resolve("Whose decision was it?", [WHO])
    assert about.question == "Regarding Soleimani, whose decision was it?"


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("Who wrote it?", "Who wrote the article?"),
        ("When was that published?", "When was the article published?"),
        ("Who is the author?", "Who is the author?"),
        ("Which newspaper was that in?", "Which article says so?"),
        ("Source?", "Which article says so?"),
        ("What does that article say of Trump?", "What does that article say of Trump?"),
    ],
)
def test_a_question_about_the_article_cited_names_it(question: str, understood: str) -> None:
    assert resolve(question, [COUNT]) == Understood(understood, True, ("abc", "vice"))
    assert resolve(question, [COUNT, Turn("Is it raining?")]).article_ids == ("abc", "vice")


def test_who_wrote_it_is_about_what_was_written_when_that_was_spoken_of() -> None:
    letter = Turn("What did the letter to Congress say?", "no", "", ("abc",))
    assert resolve("Who wrote it?", [letter]).question == "Who wrote the letter?"


def test_who_said_that_asks_for_the_speaker_of_the_last_answer() -> None:
    assert resolve("Who said that?", [TWEET]) == Understood(
        "Who said “All is well”?", is_follow_up=True, article_ids=("abc",)
    )
    short = Turn("Which missiles failed?", "four", "Four “failed in flight.”", ("abc",))
    assert resolve("Who said so?", [short]).question == "Who said “Four “failed in flight”?"
    inside = Turn("Who sailed her?", "Tired men", "“Tired men did,” Lee said.", ("abc",))
    assert resolve("Who said so?", [inside]).question == "Who said “Tired men did”?"
    assert resolve("What does that mean?", [TWEET]).question == "What does “All is well” mean?"
    long = Turn("What did he say?", "word " * 150, "", ("abc",))
    assert len(resolve("Who said that?", [long]).question) < 250


def test_who_said_so_of_a_number_asks_for_all_that_was_counted() -> None:
    told = Turn("How many missiles failed?", "four", "Four “failed in flight.”", ("abc",))
    assert resolve("Who said so?", [told]).question == "Who said that four missiles failed?"
    assert resolve("Who says 14?", [told]).question == "Who says that 14 missiles failed?"
    by_whom = Turn("How many missiles failed?", "four", "Ek said that four failed.", ("abc",))
    assert resolve("Who said so?", [by_whom]).question == "Who said “Ek said that four failed”?"
    assert resolve("Who says 14?", [WHO]).question != "Who says that 14 missiles failed?"


def test_they_are_the_two_of_whom_the_same_was_asked() -> None:
    esper, milley = Turn("Where was Mark Esper then?"), Turn("Where was Milley then?")
    both = "Where did Mark Esper and Milley go?"
    assert resolve("Where did they go?", [esper, milley]).question == both
    other = Turn("Why did Milley leave Iraq?")
    assert resolve("Where did they go?", [esper, other]).question != both
    assert resolve("Where did they go?", [milley, milley]).question == "Where did Milley go?"


def test_the_newest_turn_that_fits_is_meant_and_only_eight_are_looked_at() -> None:
    other = Turn("How large is the loan?", "200 million")
    assert resolve("How old is he?", [WHO, other]).question == "How old is Trump?"
    assert resolve("How old is he?", [WHO, *[other] * 7]).question == "How old is Trump?"
    forgotten = resolve("How old is he?", [WHO, *[other] * 8])
    assert forgotten.question == "Regarding the loan, how old is he?"


def test_an_understood_question_is_never_longer_than_one_may_be() -> None:
    endless = Turn("Who came?", ("Ann " * 250).strip())
    assert resolve("Is he old, and he, and he?", [endless]) == Understood(
        "Is he old, and he, and he?"
    )


WORDS = st.sampled_from(
    "who what when why how many which and no it he she they their that there then the other "
    "second one of Iran's Al-Asad base missiles was did killed hit ? . , “ ’ 10 January Gen. "
    "U.S. A".split()
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=14).map(" ".join))


@given(TEXTS, st.lists(st.builds(Turn, TEXTS, TEXTS, TEXTS), max_size=3))
@settings(deadline=None)
def test_any_text_can_be_asked_after_any_turns(question: str, turns: list[Turn]) -> None:
    understood = resolve(question, turns)
    assert understood.is_follow_up or understood == Understood(question)
