"""The core of a question: what is left without greeting, politeness and setting."""

from __future__ import annotations

import re

from qa.english.words import AUXILIARIES, QUESTION_WORDS

_ASKS = rf"(?:{'|'.join(sorted(QUESTION_WORDS))})\b"
_ASKS_BEHIND = rf"(?:(?:at|by|for|from|in|of|on|to|with|since|about|under|after|until) )?{_ASKS}"
_WHETHER = rf"(?:{'|'.join(sorted(AUXILIARIES))})\b"

_ORDERS = r"(?:list|name|give|show|describe|explain|define|tell|summari[sz]e)\b"
_GREETING = re.compile(
    r"(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you|ok|okay|great|please"
    r"|well|sorry|excuse me)(?: there| again)?\s*[,.!;:–—-]+\s*"
    rf"|(?:hi|hello|hey|ok|okay) (?=and |but |so |please |{_ASKS_BEHIND}|{_WHETHER}|{_ORDERS}))",
    re.IGNORECASE,
)
_LEADING = re.compile(
    rf"(?:so|and|but|now|then|also|please),? (?=(?:please |so |then )?"
    rf"(?:{_ASKS_BEHIND}|{_WHETHER}|{_ORDERS}|i\b))",
    re.IGNORECASE,
)
_AND = re.compile(r"(?:(?:and|but|or|so|then|also|now|okay|ok)\b,? )+", re.IGNORECASE)
_ERRAND = re.compile(
    r"(?:please )?(?:(?:can|could|would|will) (?:you|u|anyone) )?(?:please |kindly )?"
    r"(?:(?:do you |do u |does anyone )?(?:happen to )?know|(?:tell|show|remind) (?:me|us)|say"
    r"|explain(?: to (?:me|us))?|find out|i(?:(?:['’]d| would) like| want(?:ed)?| need) to know"
    r"|(?:i(?: am|['’]m| was)? )?(?:just )?(?:wonder(?:ing)?|curious)|any idea)"
    rf"(?: please| about| exactly)?[,:]? (?=(?:if|whether)\b|{_ASKS_BEHIND})",
    re.IGNORECASE,
)
_POLITENESS = re.compile(
    rf"(?:(?:can|could|would|will) (?:you|u) (?:please |kindly )?|please )(?={_ORDERS})",
    re.IGNORECASE,
)
_THEN = r", (?:and |but |so |then )?"
# What a question begins with only to say of when, where or whom it is.
_SETTING = re.compile(
    rf"(?!{_ASKS_BEHIND}|{_WHETHER})[^?]*?{_THEN}"
    rf"(?=(?:\w+ )?(?:what|how|why|whom|which)\b|(?:who|when|where) {_WHETHER})"
    r"|(?:according to|in|on|at|after|before|during|when|while|where|if|as|since|for|from|given|by"
    r"|under|with|of|among|until|because|although|despite|following|regarding)\b"
    rf"(?! (?:{_ASKS}|{_WHETHER}))[^?]*?{_THEN}(?={_ASKS_BEHIND}|{_WHETHER})"
    rf"|(?:when|where|if|while|as|after|before|once|although) (?!{_WHETHER}|{_ASKS})[^?]*? "
    rf"(?:then )?(?=(?:what|who|which|how|why)(?: \w+){{0,3}}? {_WHETHER}|what happens)",
    re.IGNORECASE,
)
_CONTRACTED = re.compile(r"^(who|what|when|where|why|how)(?:['’]?s|['’]re)\b", re.IGNORECASE)


def without_greeting(question: str) -> str:
    """Give a question without the greeting or thanks in front of it."""
    greeting = _GREETING.match(question)
    return question[greeting.end() :] if greeting else question


def without_lead(question: str) -> str:
    """Give a question without its mark and without the `and` or `but` in front of it."""
    said = " ".join(question.split()).rstrip(" ?!.")
    lead = _AND.match(said)
    return said[lead.end() :] if lead else said


def core_of(question: str) -> str:
    """Give a question without what stands around its point, `who's` written as `who is`.

    `Hi, can you tell me when it sank?` becomes `when it sank?`, and `According to VICE News, how
    was he killed?` becomes `how was he killed?`.
    """
    core = without_greeting(" ".join(question.split()))
    for around in (_LEADING, _ERRAND, _POLITENESS, _SETTING):
        match = around.match(core)
        core = core[match.end() :] if match else core
    return _CONTRACTED.sub(r"\1 is", core)
