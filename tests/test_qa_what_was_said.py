"""What somebody said: their own words, and nothing where it is not sure whose words they are."""

from __future__ import annotations

from datetime import date

import pytest
from toys import make_article

from index import Article, Hit, Passage
from index.retrieval import Ranked
from qa.by_kind.what_was_said import asked_of, what_was_said
from qa.merge import merge_spans
from qa.spans import Span
from qa.speech import is_called, speaker_of

HARBOUR = make_article(
    "harbour",
    "Ann Lee, the harbour master, met the press. “We saw ten ships in the fog,” she said on Friday."
    "\n\n"
    "The mayor’s office was closed. “The missiles fell at noon,” said Bo Ek, the mayor of Orrick."
    "\n\nEk took to Twitter. “All is well!” he wrote.\n\n"
    "Cy Orr, the union’s secretary, said that the harbour was “not yet open” for ferries.",
    published=date(2024, 5, 3),
)


def hits(*articles: Article) -> list[Hit]:
    ranked = Ranked(1, 1.0, 1.0, 1.0, 1, 1)
    return [
        Hit(Passage(number, article, start, start + len(paragraph)), number, ranked)
        for article in articles
        for number, paragraph in enumerate(article.text.split("\n\n"), start=1)
        for start in [article.text.index(paragraph)]
    ]


def said(question: str, *articles: Article, marked: list[Span] | None = None) -> list[str]:
    return [
        span.text for span in what_was_said(question, hits(*(articles or (HARBOUR,))), marked or [])
    ]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Ann Lee say?", ["We saw ten ships in the fog"]),
        ("What did Lee say?", ["We saw ten ships in the fog"]),
        ("What did the harbour master say?", ["We saw ten ships in the fog"]),
        ("What did harbour master Ann Lee say about the fog?", ["We saw ten ships in the fog"]),
        ("What did Ann Lee tell the press?", ["We saw ten ships in the fog"]),
        ("What was said by Ann Lee?", ["We saw ten ships in the fog"]),
        ("What did Ann Lee say on Friday?", ["We saw ten ships in the fog"]),
        ("What was Ann Lee's comment on the ships?", ["We saw ten ships in the fog"]),
        ("What did Ek say about the missiles?", ["The missiles fell at noon"]),
        ("What did Ek tweet?", ["All is well!"]),
        ("What did Ek say on Twitter?", ["All is well!"]),
        ("What did the mayor of Orrick say about the missiles?", ["The missiles fell at noon"]),
        ("What did the union say?", ["the harbour was “not yet open” for ferries"]),
        ("What did the union's secretary say?", ["the harbour was “not yet open” for ferries"]),
        ("And what did Orr say?", ["the harbour was “not yet open” for ferries"]),
    ],
)
def test_what_somebody_said_is_what_is_quoted_from_them(question: str, expected: list[str]) -> None:
    assert said(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What did Ann Lee see?",
        "What did Ann Lee say the ship hit?",  # a part of what she said
        "What did Ann Lee say that she saw?",
        "What did Ann Lee say about the missiles?",
        "What did Ann Lee say in 2016?",
        "What did Ann Lee say in Paris?",
        "What did Ann Lee tweet?",
        "What did Bo Lee say?",
        "What did Ann Orr say?",
        "What did Ann Lee's brother say?",
        "What did the harbour say?",
        "What did she say?",
        "What did they say about the fog?",
        "What did the captain say?",
        "Who said “All is well”?",
        "Why did Ann Lee say so?",
        "Did Ann Lee say so?",
        "What is Ann Lee's view of the missiles?",
        "",
    ],
)
def test_where_it_is_not_sure_nothing_is_given(question: str) -> None:
    assert said(question) == []


def test_words_that_fit_several_people_fit_nobody() -> None:
    two = make_article("two", "“Come,” said Ann Lee, a teacher. “Go,” said her brother, Bo Lee.")
    assert said("What did Lee say?", two) == []
    assert said("What did Bo Lee say?", two) == ["Go"]
    assert said("What did Ann Lee's brother say?", two) == ["Go"]


def test_a_role_that_two_have_is_nobodys_even_where_one_is_not_retrieved() -> None:
    two = make_article(
        "two", "“Come,” said Ann Lee, the mayor of Orrick.\n\n“Go,” said Bo Ek, the mayor of Hulm."
    )
    first, second = hits(two)
    assert what_was_said("What did the mayor say?", [first], []) == []
    (span,) = what_was_said("What did the mayor of Hulm say?", [first, second], [])
    assert span.text == "Go"


def test_a_sentence_comes_before_a_few_words_and_what_the_reader_marked_before_the_rest() -> None:
    text = (
        "Ek said that it was “dark.” “It is cold,” Ek said. “It is wet,” Ek said. “Go,” said Orr."
    )
    article = make_article("a", text)
    asked = "What did Ek say?"
    assert said(asked, article) == ["It is cold", "It is wet", "it was “dark.”"]
    start = text.index("wet")
    marked = Span(hits(article)[0], start, start + 3, 4.0, 4.0)
    assert said(asked, article, marked=[marked])[0] == "It is wet"


def test_of_a_long_quotation_one_sentence_is_given() -> None:
    sentences = [f"It was number {number} of all that we had seen." for number in range(20)]
    text = f"“{' '.join(sentences)}” said Bo Ek."
    article = make_article("a", text)
    assert said("What did Ek say?", article) == [sentences[0]]
    start = text.index("number 7")
    marked = Span(hits(article)[0], start, start + 8, 4.0, 4.0)
    assert said("What did Ek say?", article, marked=[marked]) == [sentences[7]]


def test_the_best_comes_first_when_merged_and_articles_that_agree_are_joined() -> None:
    copy = make_article("copy", "“We saw ten ships in the fog,” harbour master Ann Lee told us.")
    best, *_ = merge_spans(what_was_said("What did Ann Lee say?", hits(HARBOUR, copy), []))
    assert best.text == "We saw ten ships in the fog"
    assert {citation.article.id for citation in best.citations} == {"harbour", "copy"}


@pytest.mark.parametrize(
    ("question", "who", "about", "setting"),
    [
        ("What did Ann Lee say?", "Ann Lee", "", ""),
        ("After the vote, what did Ann Lee say?", "Ann Lee", "", "After the vote,"),
        ("What did Ann Lee say about the fog?", "Ann Lee", "the fog", ""),
        ("What has the union's secretary said?", "the union's secretary", "", ""),
        ("What is the union's view of the accident?", "the union", "the accident", ""),
    ],
)
def test_a_question_is_read_for_whose_words_it_wants(
    question: str, who: str, about: str, setting: str
) -> None:
    asked = asked_of(question)
    assert asked is not None
    assert (asked.who, asked.about, asked.setting.strip()) == (who, about, setting)


@pytest.mark.parametrize(
    ("who", "fits"),
    [
        ("Bo Ek", True),
        ("Ek", True),
        ("Mayor Bo Ek", True),
        ("the mayor", True),
        ("the mayor of Orrick", True),
        ("Orrick's mayor", True),
        ("Orrick", False),  # he is no spokesman
        ("Ann Ek", False),
        ("Bo", True),
        ("Bo Ek's lawyer", False),
        ("the mayor of Paris", False),
        ("Paris's mayor", False),
        ("the", False),
        ("", False),
    ],
)
def test_people_are_called_by_name_and_by_what_they_are(who: str, fits: bool) -> None:
    text = "“The missiles fell at noon,” said Bo Ek, the mayor of Orrick. Nobody was hurt."
    speaker = speaker_of(text, 1, 12)
    assert speaker is not None
    assert is_called(text, speaker, who) is fits


def test_those_who_lead_a_body_speak_for_it() -> None:
    text = "“The missiles fell at noon,” said Orrick Lines chief Bo Ek. Nobody told Ann Lee."
    speaker = speaker_of(text, 1, 12)
    assert speaker is not None
    assert is_called(text, speaker, "Orrick Lines")
    assert is_called(text, speaker, "Orrick Lines's chief")
    assert not is_called(text, speaker, "Ann Lee")
