"""What may be asked: one question, or a list of them."""

from __future__ import annotations

from collections.abc import Iterable

from index import InputError

LONGEST_QUESTION = 1000  # characters


def check_question(question: str) -> str:
    """Give the question without white space around it.

    Raises:
        InputError: it is empty, longer than 1,000 characters, or not valid Unicode.
    """
    question = question.strip()
    if any("\ud800" <= character <= "\udfff" for character in question):
        raise InputError("The question is not valid text. Type it again.")
    if not question:
        raise InputError('The question is empty. Ask something, such as "Who is the spokesman?".')
    if len(question) > LONGEST_QUESTION:
        raise InputError(
            f"The question has {len(question):,} characters; at most {LONGEST_QUESTION:,} can be "
            "read. Ask one short question at a time."
        )
    return question


def check_questions(questions: Iterable[str]) -> list[str]:
    """Give each question without white space around it.

    Raises:
        InputError: one of them cannot be asked, and which; or they are one string.
    """
    if isinstance(questions, str):
        raise InputError("A list of questions is wanted, and this is one. Put it into a list.")
    checked = []
    for number, question in enumerate(questions, start=1):
        try:
            checked.append(check_question(question))
        except InputError as error:
            raise InputError(
                f"Nothing was asked, for question {number} cannot be: {error}"
            ) from None
    return checked
