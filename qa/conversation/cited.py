"""Follow-ups about what an answer cited: who wrote the article, who said the words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.conversation.contexts import Context, trimmed
from qa.conversation.turns import Turn
from qa.english.words import FUNCTION_WORDS, word_set, words_of
from qa.questions.article_questions import Proof, parse_article_question
from qa.questions.clauses import question_of
from qa.questions.core import without_lead
from qa.questions.kinds import Kind
from qa.speech import quotation_at, speaker_of

_SOURCE = re.compile(
    r"(?:what(?: is|['’]s) (?:the|your) )?source(?: (?:of|for) (?:that|this|it))?"
    r"|(?:what|which) (?:article|paper|newspaper|source|publisher) (?:says|said|is|was|reports?)"
    r" (?:so|that|this|it)(?: in| from)?"
    r"|(?:where|in (?:which|what) article) (?:does it say|did you (?:get|find|read|see))"
    r" (?:that|this|it|so)"
    r"|where (?:does|is|was) (?:that|this|it) (?:come |quoted )?from",
    re.IGNORECASE,
)
_ARTICLE = r"(?:article|story|piece|report|column)"
_SAME = re.compile(rf"\b(?:this|that|the same) {_ARTICLE}\b(?! that\b)", re.IGNORECASE)
_POINTS = word_set("article story piece report column author authors publisher news")
_WRITINGS = word_set(  # "who wrote it?" after these is about them, and not about the article
    "letter book tweet statement poem song law bill note memo study message speech email diary"
)
_SAID = re.compile(
    r"(?P<who>who(?: else)? (?:says?|said|claim(?:s|ed)|confirm(?:s|ed)|reported|announced|stated"
    r"|denie[sd]|told (?!that\b)\w+)) (?:that|this|so|it)",
    re.IGNORECASE,
)
_SAYS_NUMBER = re.compile(
    r"(?P<who>who (?:says?|said|claims?|claimed)) (?P<number>\d[\d,.]*)", re.I
)
_MEANT = re.compile(r"what (?:does|did) (?:that|this|it) mean", re.IGNORECASE)
_SHORT = 3  # words; of fewer, their sentence says better what was said
_LONGEST_QUOTE = 200  # characters


def ask_about_article(question: str, contexts: Sequence[Context]) -> str | None:
    """Make a whole question of `Who wrote it?` and the like; None if it is of no cited article."""
    said = without_lead(question)
    if _SOURCE.fullmatch(said):
        return "Which article says so?"
    if _SAME.search(question):
        return question
    asked = parse_article_question(said)
    if asked is None or asked.proof is not Proof.NONE or asked.maker:
        return None
    words = {word.low for word in words_of(asked.topic)}
    heads = {spoken.mention.head for spoken in contexts[0].spoken}
    if not words <= FUNCTION_WORDS | _POINTS or heads & _WRITINGS:
        return None
    if not words and said.lower().startswith(("which ", "what ", "how ", "list", "show")):
        return None  # of all articles
    return question_of(re.sub(r"\b(?:it|this|that)\b(?! \w+ly\b)", "the article", said, count=1))


def ask_of_words(question: str, contexts: Sequence[Context]) -> str | None:
    """Put the last answer into `Who said that?` and `What does that mean?`; None for all else."""
    said = without_lead(question)
    asked, meant = _SAID.fullmatch(said), _MEANT.fullmatch(said)
    turn, number = contexts[0].turn, _SAYS_NUMBER.fullmatch(said)
    if number and (counted := _counted(contexts[0], number["number"])):
        return question_of(f"{number['who']} that {counted}")
    if not (asked or meant) or not turn.answer:
        return None
    quote = trimmed(turn.answer)
    if asked and len(words_of(quote)) < _SHORT:
        counted = _counted(contexts[0])
        if counted and not _tells_speaker(turn):
            return question_of(f"{asked['who']} that {counted}")
        quote = trimmed(_said_around(turn) or quote)
    if len(quote) > _LONGEST_QUOTE:
        quote = quote[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"
    return question_of(f"{asked['who']} “{quote}”" if asked else f"What does “{quote}” mean")


def _counted(context: Context, number: str = "") -> str:
    """Say as a statement what a question how many got: `four missiles failed`."""
    clause, answer = context.clause, trimmed(context.turn.answer)
    if clause is None or context.kind is not Kind.HOW_MANY or not clause.asks_subject:
        return ""
    count = number or (answer if len(words_of(answer)) < _SHORT else "")
    noun = "" if clause.noun.lower() in count.lower() else clause.noun
    return (
        " ".join(f"{count} {noun} {clause.auxiliary} {clause.verb} {clause.rest}".split())
        if count and clause.noun
        else ""
    )


def _tells_speaker(turn: Turn) -> bool:
    """Whether the sentence of a short answer says by itself who says so."""
    at = turn.sentence.find(turn.answer)
    return at >= 0 and speaker_of(turn.sentence, at, at + len(turn.answer)) is not None


def _said_around(turn: Turn) -> str:
    """Give what is quoted around a short answer in its sentence, or else that sentence."""
    at = turn.sentence.find(turn.answer)
    around = quotation_at(turn.sentence, at, at + len(turn.answer)) if at >= 0 else None
    return turn.sentence[around.start : around.end] if around else turn.sentence
