"""Question words alone, such as `Why?`, made a whole question with the words of the last one."""

from __future__ import annotations

import re
from dataclasses import replace

from qa.conversation.contexts import Context, trimmed
from qa.english.verbs import base_of, is_past
from qa.english.words import AUXILIARIES, DETERMINERS, PREPOSITIONS, is_plural, words_of
from qa.questions.clauses import Clause, parse_question, question_of
from qa.questions.core import without_lead
from qa.questions.kinds import Kind
from qa.questions.mentions import Mention
from qa.questions.sorts import Sort

# What asks when, where, why or how of what the last question was about. The second is for "when
# was that" and "why did she do it".
_ADVERBIAL = [
    re.compile(form, re.IGNORECASE)
    for form in (
        r"(?P<ask>when|where|why|how(?: (?:long|often|far|soon))?"
        r"|(?:at|by|for|from|in|of|on|to|with|since|until|about|after|against|under)"
        r" (?:when|where|who|whom|how (?:long|many|much)(?: \w+)?"
        r"|(?:which|what|whose)(?: \w+){0,3}))"
        r"(?: (?:(?P<more>later|earlier)|exactly|precisely|so|now|not|then))?",
        r"(?P<ask>when|where|why|how|(?:at|in|on) (?:what|which) \w+) (?P<more>)"
        r"(?:(?:was|is) (?:that|this)"
        r"|(?:did|does) (?:that|this|it) (?:happen|occur|take place|start|begin|come about)"
        r"|(?:did|does|do|would|could|has|had|have) (?:he|she|it|they) (?:do|done)"
        r" (?:it|that|this|so))",
    )
]
_WHY = re.compile(r"what for|how (?:so|come)", re.IGNORECASE)
_INSTEAD = re.compile(r"(?P<ask>(?:who|whom|what|which)(?: else)?)(?: exactly)?", re.IGNORECASE)
_OF_SEVERAL = re.compile(r"(?P<ask>how (?:many|much)|which)(?: ones?)?(?: exactly)?", re.IGNORECASE)
_WITH_NOUN = re.compile(
    r"(?:which|what|whose|how (?:many|much)) "
    r"(?P<noun>(?!(?:of|about|if)\b)[\w’'-]+(?: [\w’'-]+){0,3})",
    re.IGNORECASE,
)
_WHICH_ARE_THEY = re.compile(
    r"(?:which|what) (?P<noun>[a-z]+) (?P<be>is|are|was|were) (?:these|those|they|that|this|it)",
    re.IGNORECASE,
)
_SOME_VERB = re.compile(r"\w+s \w")  # "what absorbs sound", whose verb is not known here
_LIMP = re.compile(r"^(?:the|any|some|a|an|another|other)\b ?", re.IGNORECASE)
_SHORT = 6  # words of an answer that can stand in a question


def complete(question: str, context: Context) -> str | None:
    """Make a whole question of question words alone, with the words of the question before it.

    None when it is a question already, or when the last one has nothing to go with it.
    """
    said = without_lead(question)
    if _WHY.fullmatch(said):
        return _ask(context, "why")
    for form in _ADVERBIAL:
        if adverbial := form.fullmatch(said):
            return _ask(context, adverbial["ask"], adverbial["more"] or "")
    if which := _WHICH_ARE_THEY.fullmatch(said):
        return _ask_which(context, which["noun"].lower(), which["be"])
    if several := _OF_SEVERAL.fullmatch(said):
        return _ask_for_noun(context, several["ask"])
    if instead := _INSTEAD.fullmatch(said):
        return _ask_instead(context, instead["ask"])
    noun = _WITH_NOUN.fullmatch(said)
    return _ask_instead(context, said, noun["noun"]) if noun and not _is_whole(said) else None


def _is_whole(said: str) -> bool:
    """Whether "which base" and what follows is a question, with a verb."""
    clause, noun = parse_question(said), said.split(" ", maxsplit=1)[1]
    if clause is None:
        return _SOME_VERB.match(noun) is not None
    return bool(clause.auxiliary or clause.rest) or is_past(clause.verb.lower())


def _ask(context: Context, asking: str, more: str = "") -> str | None:
    """Ask when, where, why or how of what the last question was about."""
    clause = context.clause
    if clause is None:
        return _ask_of_statement(context.turn.question, asking)
    if clause.adverbial or not clause.asking:  # nothing is missing from it
        return question_of(clause.asked_with(asking)[:-1], more)
    with_known = _with_subject if clause.asks_subject else _with_object
    return question_of(clause.setting, asking, *with_known(clause, context), more)


def _ask_of_statement(said: str, asking: str) -> str | None:
    """Ask of a statement: of `The base was closed`, `why was the base closed`."""
    words = words_of(said)
    for place, word in enumerate(words[1:], start=1):
        subject, rest = said[: words[place - 1].end], said[word.end :]
        if words[0].low in DETERMINERS:
            subject = subject[:1].lower() + subject[1:]
        if word.low in AUXILIARIES:
            return question_of(asking, word.text, subject, rest)
        if is_past(word.low) and (base := base_of(word.low)):
            return question_of(asking, "did", subject, base, rest)
    return None


def _with_subject(clause: Clause, context: Context) -> list[str]:
    """Put what is known for what was asked: `Who sank it?` becomes `did Ann sink it`."""
    known = context.asked_noun or _short_answer(context)
    if clause.verb.lower() == "happened":
        known = "it"
    known = known or ("someone" if context.kind is Kind.WHO else "something")
    several = is_plural(words_of(known.split(" of ")[0])[-1].low)
    if clause.auxiliary:
        plural = {"is": "are", "was": "were", "has": "have"} if several else {}
        helping = plural.get(clause.auxiliary, clause.auxiliary)
        return [helping, known, clause.verb, clause.rest]
    verb, *particle = clause.verb.split()
    base = base_of(verb.lower())
    if base is None:
        return ["was it that", known, clause.verb, clause.rest]
    helping = "did" if is_past(verb.lower()) else "do" if several else "does"
    return [helping, known, base, *particle, clause.rest]


def _with_object(clause: Clause, context: Context) -> list[str]:
    """Put what is known for what was asked: `What did Ann sink?` becomes `did Ann sink a ship`."""
    known = context.asked_noun or _short_answer(context)
    if not clause.verb:
        named = known if context.kind in {Kind.WHO, Kind.WHICH} else ""
        return [clause.auxiliary, named, clause.subject, clause.rest]
    last = clause.rest.split()[-1:]
    if last and last[0].lower() in PREPOSITIONS:
        return [clause.auxiliary, clause.subject, clause.verb, clause.rest, known]
    return [clause.auxiliary, clause.subject, clause.verb, known, clause.rest]


def _short_answer(context: Context) -> str:
    answer = trimmed(context.turn.answer)
    item = context.item
    if item and context.kind is Kind.WHO:
        return item.text
    return answer if item and len(words_of(answer)) <= _SHORT else ""


def _ask_which(context: Context, noun: str, be: str) -> str | None:
    """Ask which things those are that the last question names and tells by a clause."""
    for spoken in context.spoken:
        told = context.told(spoken)
        if told != spoken.mention.text and spoken.mention.head == noun:
            return question_of(f"Which {be} {told}")
    return None


def _ask_for_noun(context: Context, asking: str) -> str | None:
    """Ask how many, or which, of what the last question asks for or names by a plural."""
    clause = context.clause
    if clause is None:
        return None
    if clause.noun:
        noun = _LIMP.sub("", clause.noun)
        return clause.asked_with(f"{asking} {noun}")
    for spoken in context.by_relevance():
        if spoken.mention.plural and spoken.mention.sort is Sort.THING:
            noun = _LIMP.sub("", spoken.mention.text)
            return _front(clause, spoken.mention, f"{asking} {noun}")
    return None


def _ask_instead(context: Context, asking: str, noun: str = "") -> str | None:
    """Ask the last question with other question words."""
    clause = context.clause
    if clause is None:
        return None
    if clause.asking and not clause.adverbial:
        return clause.asked_with(asking)
    head = words_of(noun)[-1].low.rstrip("s") if noun else ""
    for spoken in context.by_relevance():
        if head and spoken.mention.head.rstrip("s") == head:
            return _front(clause, spoken.mention, asking)
    return None


def _front(clause: Clause, mention: Mention, asking: str) -> str:
    """Ask for something that the question names, and take it out of there."""
    before = rf"(?:\b(?:any|some) )?{re.escape(mention.text)}"
    subject, rest = (re.sub(before, "", part, count=1) for part in (clause.subject, clause.rest))
    return replace(clause, subject=subject, rest=rest).asked_with(asking)
