"""Who is speaking: told where the article tells it, and nothing where it does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.speech.speakers import Speaker, quotation_at, speaker_of

SEEDS = Path(__file__).parents[1] / "seeds"
INTRODUCED = "Ann Lee, the harbour master, met the press.\n\n"


def speaker(text: str, words: str, at: int = 0) -> Speaker | None:
    start = text.index(words, at)
    found = speaker_of(text, start, start + len(words))
    if found:
        assert text[found.start : found.end] == found.name
    return found


def name(text: str, words: str) -> str | None:
    found = speaker(text, words)
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # After the quotation
        ("“We saw ten ships,” said Harbour spokesman Bo Ek.", "Bo Ek"),
        ("“We saw ten ships,” said Bo Ek, a spokesman for the harbour.", "Bo Ek"),
        ("“We saw ten ships,” said its spokesman, Bo Ek.", "Bo Ek"),
        ("“We saw ten ships,” said a dock worker, Bo Ek.", "Bo Ek"),
        ("“We saw ten ships,” said Secretary of State Bo Ek on Friday.", "Bo Ek"),
        ("“We saw ten ships,” said U.S. Navy Rear Adm. Bo B. Ek.", "Bo B. Ek"),
        ("“We saw ten ships,” said Bo Ek of the Harbour Union.", "Bo Ek"),
        ("“We saw ten ships,” Ek told reporters on Friday.", "Ek"),
        ("“We saw ten ships,” Ek, who runs the harbour, wrote on Friday.", "Ek"),
        ("“We saw ten ships,” Foreign Minister Bo Ek tweeted late on Friday.", "Bo Ek"),
        ("“We saw ten ships,” Maj. Gen. Mohammad al-Ek said in a statement.", "Mohammad al-Ek"),
        ("“We saw ten ships,” Liam O’Brien-Ek later said.", "Liam O’Brien-Ek"),
        ("“We saw ten ships!” the statement read.", "the statement"),
        ("“We saw ten ships,” the Harbour Ministry said.", "the Harbour Ministry"),
        ("“We saw ten ships,” the Coast Guards’ Union said.", "the Coast Guards’ Union"),
        ("“We saw ten ships,” one of the officials said.", "one of the officials"),
        ("“We saw ten ships,” according to Bo Ek.", "Bo Ek"),
        ("“We saw ten ships,” according to a statement from spokesman Bo Ek.", "Bo Ek"),
        ("“We saw ten ships”, said Bo Ek.", "Bo Ek"),
        ("“We saw ten ships.” the statement said.", "the statement"),
        # Before it
        ("Ek said: “We saw ten ships.”", "Ek"),
        ("Bo Ek, the foreign minister, wrote that “we saw ten ships.”", "Bo Ek"),
        ("Ek, D-Calif., said: “We saw ten ships.”", "Ek"),
        ("On Friday, Jan. 7, spokesman Bo Ek told the Herald: “We saw ten ships.”", "Bo Ek"),
        ("But Ek said in a statement, “We saw ten ships.”", "Ek"),
        ("The statement read: “We saw ten ships.”", "The statement"),
        ("According to Bo Ek, “we saw ten ships.”", "Bo Ek"),
        ("Harbour spokesman Bo Ek wrote that they “saw ten ships” at dawn.", "Bo Ek"),
        ("The harbour said it “saw ten ships” at dawn.", None),  # a harbour says nothing
        # Around it
        ("“Early on,” Ek said, “we saw ten ships.”", "Ek"),
        ("“It was dark,” Ek said, adding that “we saw ten ships.”", "Ek"),
        ("“It was dark,” said Bo Ek. “We saw ten ships.”", "Bo Ek"),
        ("“It was dark,” said Bo Ek, head of Blue Lines. “We saw ten ships.”", "Bo Ek"),
        ("The harbour, according to Ek, “saw ten ships” at dawn.", "Ek"),
        ("“It was dark,” Ek said. It was not late, he added. “We saw ten ships.”", "Ek"),
        # In other marks
        ('"We saw ten ships," said Bo Ek.', "Bo Ek"),
        ("‘We saw ten ships,’ said Bo Ek.", "Bo Ek"),
        ("'We saw ten ships,' said Bo Ek.", "Bo Ek"),
        ("“They said ‘we saw ten ships’ to us,” said Bo Ek.", "Bo Ek"),
    ],
)
def test_a_quotation_that_is_attributed_has_its_speaker(text: str, expected: str | None) -> None:
    assert name(text, "ten ships") == expected


@pytest.mark.parametrize(
    "text",
    [
        "They had “seen ten ships” there.",
        "“We saw ten ships.” Ek said he was tired.",
        "“We saw ten ships.” Ek said: “We went home.”",
        "“We saw ten ships!” Ek said: “We went home.”",
        "“We saw ten ships,” said Bo Ek and Ann Lee.",
        "“We saw ten ships,” they said.",
        "“We saw ten ships,” said the.",
        "“Go home,” said Bo Ek. Ann Lee was there. “We saw ten ships.”",
        "“Go home,” said Bo Ek. A spokesman came in. “We saw ten ships.”",
        "“Go home,” said Bo Ek. “We saw ten ships,” was the reply.",
        "“Go home,” said Bo Ek.\n\n“We saw ten ships.”",
        "Ek wrote “We Saw Ten Ships” in 1937.",
        "Ek said that Lee denied it and “saw ten ships.”",
        "Ek said that it was late, but the harbour “saw ten ships” at dawn.",
        "Ek was asked: “You saw ten ships?”",
        "“We saw ten ships. Ek said no.",
    ],
)
def test_where_it_is_not_sure_nothing_is_said(text: str) -> None:
    words = "ten ships" if "ten ships" in text else "Ten Ships"
    assert speaker(text, words) is None


def test_a_quotation_over_paragraphs_has_one_speaker() -> None:
    text = "Ek said: “It was dark.\n\n“We saw ten ships.\n\n“We went home.” He left."
    assert [name(text, words) for words in ("dark", "ten ships", "home")] == ["Ek"] * 3
    text = "“It was dark.\n\n“We saw ten ships,” said Bo Ek."
    assert [name(text, words) for words in ("dark", "ten ships")] == ["Bo Ek"] * 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTRODUCED + "“We saw ten ships,” she said.", "Ann Lee"),
        (INTRODUCED + "She went on: “We saw ten ships.”", "Ann Lee"),
        ("Lee turned to the press. “We saw ten ships,” she said.", None),  # who is Lee?
        ("Ann Lee came. Lee turned to the press. “We saw ten ships,” she said.", "Ann Lee"),
        (INTRODUCED + "Bo Ek was there too. “We saw ten ships,” he said.", "Bo Ek"),
        (INTRODUCED + "Bo Ek met Cy Orr there. “We saw ten ships,” he said.", None),
        (INTRODUCED + "A spokesman was there. “We saw ten ships,” he said.", None),
        ("Spokeswoman Ann Lee was there. “We saw ten ships,” he said.", None),
        ("Spokeswoman Ann Lee was there. “We saw ten ships,” she said.", "Ann Lee"),
        ("Mr. Bo Ek was there. “We saw ten ships,” she said.", None),
        ("Mr. Bo Ek was there. “We saw ten ships,” he said.", "Bo Ek"),
        ("It was the end of Ann Lee’s day. “We saw ten ships,” he said.", None),
        ("They spoke to Ann Lee. “We saw ten ships,” he said.", None),
        (INTRODUCED + "It was dark.\n\n“We saw ten ships,” she said.", None),
        ("It was dark. “We saw ten ships,” she said.", None),
        # Whom the sentence before is about
        (
            "Its head of trade, Bo Ek, told CNN that it was dark. “We saw ten ships,” he said.",
            "Bo Ek",
        ),
        ("Her brother, Bo Ek, spoke to Radio Sellan. “We saw ten ships,” he said.", "Bo Ek"),
        ("It was dark, its owner, Ann Lee, said. “We saw ten ships,” she said.", "Ann Lee"),
        ("Not the crew, according to Ann Lee, a cook. “We saw ten ships,” she said.", "Ann Lee"),
        ("“Go,” said its spokesman, Bo Ek. Later, he added, “we saw ten ships.”", "Bo Ek"),
        ("One of them is Ann Lee, a cook. “We saw ten ships,” she said.", "Ann Lee"),
        ("The cheers were for Ann Lee, who is 17. “We saw ten ships,” she said.", "Ann Lee"),
        ("Beside her stood Mayor Bo Ek. “We saw ten ships,” he said.", "Bo Ek"),
        ("They wrote to its spokesman, Bo Ek. “We saw ten ships,” he said.", None),
        ("It was the house of Bo Ek, near Oslo. “We saw ten ships,” he said.", None),
        ("Her brother met Bo Ek. “We saw ten ships,” he said.", None),
    ],
)
def test_a_pronoun_stands_for_the_one_person_of_its_paragraph_or_the_one_before(
    text: str, expected: str | None
) -> None:
    assert name(text, "ten ships") == expected


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ("Harbour master Ann Lee spoke.", "Ann Lee"),
        ("President Ann B. Lee spoke to Bo Lee.", "Lee"),  # two of the name
        ("Ann Lee spoke. So did Ann Marie Lee.", "Ann Lee"),
        ("The Lee Foundation paid.", "Lee"),
        ("He paid in Ann Lee.", "Lee"),  # a place
        ("Lee spoke. His wife, Ann Lee, was there.", "Lee"),  # full names come first
        ("She said: “Ann Lee spoke.”", "Lee"),
    ],
)
def test_a_surname_is_expanded_when_one_full_name_stands_before_it(
    before: str, expected: str
) -> None:
    text = f"{before}\n\n“We saw ten ships,” Lee said."
    assert name(text, "ten ships") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ek said that more than ten ships were seen.", "Ek"),
        ("Bo Ek, a spokesman, said on Friday in Oslo that ten ships were seen.", "Bo Ek"),
        ("Ek told CNN that ten ships were seen.", "Ek"),
        ("Ek said he saw ten ships.", "Ek"),
        ("Police said the ten ships were seen.", "Police"),
        ("According to the harbour’s statement, ten ships were seen.", "the harbour’s statement"),
        ("The ten ships, Ek said, were seen at dawn.", "Ek"),
        ("Near the coast ten ships were seen, Blue News reported.", "Blue News"),
        ("The ten ships were seen, according to Ek.", "Ek"),
        # Not in the clause that is said
        ("Ek said that it was late, and ten ships were seen.", None),
        ("Ek said that it was late; ten ships were seen.", None),
        ("Ek, who owns ten ships, said that it was late.", None),
        ("After ten ships were seen, Ek wrote to Congress.", None),
        ("“It was late,” Ek said, as ten ships were seen.", None),
        ("Ek said on Friday in view of ten ships that it was late.", None),
        ("It was late, according to Ek, the owner of ten ships.", None),
        ("It was late. The ten ships were seen, Ek said. He left.", "Ek"),
        # Not said
        ("Ek wrote a song that sold to ten ships.", None),
        ("Ek continued on the path that ten ships took.", None),
        ("Lee denied what Ek said that ten ships did.", None),
        ("Ek said nothing of ten ships.", None),
    ],
)
def test_what_is_reported_has_its_speaker_and_is_no_quotation(
    text: str, expected: str | None
) -> None:
    found = speaker(text, "ten ships")
    assert (found.name if found else None) == expected
    assert found is None or not found.quoted


def test_what_runs_over_a_sentence_is_not_said_as_a_whole() -> None:
    text = "It was late. The ten ships were seen, Ek said."
    assert name(text, "late. The ten ships") is None
    assert name(text, text) is None


def test_quoted_is_what_stands_between_marks() -> None:
    text = "Ek said that ten ships were “seen at dawn.”"
    assert speaker(text, "ten ships") == Speaker("Ek", 0, 2, quoted=False)
    assert speaker(text, "at dawn") == Speaker("Ek", 0, 2, quoted=True)
    assert speaker(text, "“seen at dawn.”") == Speaker("Ek", 0, 2, quoted=True)
    assert quotation_at(text, *(text.index("dawn"), text.index("dawn") + 4)) is not None
    assert quotation_at(text, 0, 2) is None


@pytest.mark.parametrize(
    ("article", "words", "expected"),
    [
        ("abc-news", "targeted at least two", "Jonathan Hoffman"),
        ("abc-news", "All is well", "Donald Trump"),
        ("abc-news", "failed in flight", None),
        ("foreign-policy", "initial battle damage", "Jonathan Hoffman"),
        ("foreign-policy", "concluded", "Mohammad Javad Zarif"),
        ("foreign-policy", "one slap", "Ali Khamenei"),
        ("foreign-policy", "should end", "Ali Khamenei"),
        ("foreign-policy", "military sites", "Hossein Dehghan"),
        ("foreign-policy", "brand new beautiful", "Trump"),  # Donald and Melania are named
        ("foreign-policy", "inherent right", None),
        ("icir-nigeria", "more than a dozen", "the statement"),
        ("icir-nigeria", "all is well", None),
        ("pentagon-statement", "respond forcefully", "Mark Esper"),
        ("vice-news", "aware of the reports", "Stephanie Grisham"),
        ("vice-news", "monitoring the situation", "Stephanie Grisham"),
        ("vice-news", "it is clear that", None),
    ],
)
def test_the_starter_articles_attribute_these(
    article: str, words: str, expected: str | None
) -> None:
    assert name((SEEDS / f"{article}.md").read_text("utf-8"), words) == expected


PIECES = st.sampled_from(
    "“ ” \" ' ‘ ’ . , ? ! : ; — ( said told that adding he Ek Ann Lee the statement spokesman U.S. "
    "Gen. according to of and 5:30 é😀 \u202e \0 \ue000 \ue001 \r \n \n\n".split(" ")
)


@given(pieces=st.lists(PIECES, min_size=1, max_size=30), data=st.data())
@settings(max_examples=300, deadline=None)
def test_a_speaker_is_always_a_slice_of_the_article(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces) + "."
    start = data.draw(st.integers(0, len(text) - 1))
    found = speaker_of(text, start, data.draw(st.integers(start + 1, len(text))))
    assert found is None or (found.name and text[found.start : found.end] == found.name)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "piece", ["word ", "Ann Lee, ", "“a” ", "'s a ", "‘s ", '"a ', "said Ek. "]
)
def test_a_monstrous_article_does_not_take_for_ever(piece: str) -> None:
    text = piece * 20_000
    speaker_of(text, len(text) // 2, len(text) // 2 + 1)
