"""Where quotations stand: every style of marks, and none where the marks do not pair up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.speech.quotations import find_quotations, hide, paragraphs


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotations(text, paragraphs(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said: “No.” And “yes”.", ["“No.”", "“yes”"]),
        ('He said: "No." And "yes".', ['"No."', '"yes"']),
        ("He said: ‘No.’ And ‘yes’.", ["‘No.’", "‘yes’"]),
        ("He said: 'No.' And 'yes'.", ["'No.'", "'yes'"]),
        ("“He said ‘no’ to us,” she said.", ["“He said ‘no’ to us,”"]),
        ("\"He said 'no' to us,\" she said.", ["\"He said 'no' to us,\""]),
        ("‘He said “no” to us,’ she said.", ["‘He said “no” to us,’"]),
        ("It’s the mayor’s. The soldiers’ boots. Don’t.", []),
        ("It's the mayor's. The soldiers' boots. Don't.", []),
        ("‘The soldiers’ boots don’t fit,’ she said.", ["‘The soldiers’ boots don’t fit,’"]),
        ("In the '90s it was rock 'n' roll, 'tis said.", []),
        ("“One.”\n“Two.”", ["“One.”", "“Two.”"]),
        ('(“One”) — "Two"—"Three"', ["“One”", '"Two"', '"Three"']),
    ],
)
def test_marks_of_every_style_make_quotations(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "He said: “No. She left.",
        'A 6" gun.',
        '"He is 6\'2" tall," she said.',
        "She left.” He said no.",
        "“He said “no",
        "‘He left.\n“Yes.",
    ],
)
def test_marks_that_do_not_pair_up_make_none(text: str) -> None:
    assert quoted(text) == []


def test_of_two_opening_marks_the_later_one_counts() -> None:
    assert quoted("“He said “no” to us.") == ["“no”"]


def test_a_quotation_may_run_over_paragraphs_that_open_with_its_mark() -> None:
    text = "She said: “One.\n\n“Two.\n\n“Three.” Four."
    found = find_quotations(text, paragraphs(text))
    assert [(text[q.start : q.end], q.runs_on) for q in found] == [
        ("“One.", True),
        ("“Two.", True),
        ("“Three.”", False),
    ]
    assert quoted("She said: “One.\n\nTwo.\n\n“Three.”") == ["“Three.”"]


def test_paragraphs_are_lines_or_what_blank_lines_part() -> None:
    def parts(text: str) -> list[str]:
        return [text[start:end] for start, end in paragraphs(text)]

    long = "A line of a text that is broken at a fixed width goes on"
    assert parts("One.\nTwo.\r\nThree.") == ["One.", "Two.", "Three."]
    for end in ("\n", "\r\n", "\r"):
        assert parts(f"Head{end}By Ann{end}{end}{long}{end}here.{end}{end} End.") == [
            "Head",
            "By Ann",
            f"{long}{end}here.",
            "End.",
        ]
    assert parts("") == parts(" \n ") == []


TEXTS = st.text(st.sampled_from("“”\"'‘’ .,\n\rab\ue000\ue001sé😀"))


@given(text=TEXTS)
def test_quotations_stand_in_order_and_hiding_them_moves_nothing(text: str) -> None:
    found = find_quotations(text, paragraphs(text))
    edges = [edge for q in found for edge in (q.start, q.end)]
    assert edges == sorted(edges)
    hidden = hide(text, found)
    assert len(hidden) == len(text)
    outside = [at for at in range(len(text)) if not any(q.start <= at < q.end for q in found)]
    assert [hidden[at] for at in outside if text[at] not in "\ue000\ue001"] == [
        text[at] for at in outside if text[at] not in "\ue000\ue001"
    ]
