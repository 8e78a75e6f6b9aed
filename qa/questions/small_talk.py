"""Greetings, thanks, and questions about the assistant itself: replied to, never looked up."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from index import LibraryInfo, written_date

_LONGEST = 120  # characters; more is no small talk
_PUBLISHERS = 5  # named in a reply

_HELLO = (
    r"(?:hi+|hello|hey|heya|hiya|howdy|greetings|yo|good (?:morning|afternoon|evening|day))"
    r"(?: (?:there|again|everyone|all|pullquote|bot|you))?"
)
_THANKS = (
    r"(?:(?:many|no|ok|great|perfect|cool) )?(?:thanks|thank (?:you|u)|thx|ty|cheers)"
    r"(?: (?:a lot|a million|again|so much|very much|a bunch|anyway|you))*"
    r"(?: for (?:that|this|it|(?:your|the|all (?:your|the)) (?:help|answers?|information|info)))?"
    r"|(?:that(?:'s| is| was)|you(?:'re| are| were)) (?:very |really |so )?(?:helpful|great|kind)"
    r"|that helps(?: a lot)?|that(?:'s| is| will be) all|much appreciated"
)
_BYE = (
    r"(?:good ?bye|bye|bye bye|cya|see (?:you|ya)(?: later| soon| tomorrow)?|good ?night|farewell"
    r"|take care|have a (?:nice|good|great) (?:day|evening|weekend|one))(?: (?:now|then|for now))?"
)
_NOD = (
    r"ok(?:ay)?|i see|got it|great|cool|nice|good|perfect|awesome|wow|interesting|fine|al+ ?right"
    r"|lol|haha(?:ha)*|hmm+|sure|yes|yeah|yep|no|nope|sorry|never ?mind|good (?:job|bot)|well done"
    r"|test|testing|(?:how|that(?:'s| is)) (?:awful|sad|terrible|horrible|interesting|nice|great"
    r"|good|bad|funny|shocking|tragic)"
)
_ABILITY = (
    r"help(?: me)?(?: please)?|i need (?:some )?help|(?:can|could) you help(?: me)?"
    r"|what (?:can|could|do|should|may) (?:you|i|we) (?:do|answer|ask|help(?: me)? with|offer"
    r"|find out|ask you)(?: (?:here|for me|about|you))?"
    r"|what (?:(?:kind|sort|type)s? of )?questions? (?:can|could|do|should) (?:you|i)"
    r" (?:ask|answer)(?: you| here)?"
    r"|how (?:do|can|should) i (?:use (?:this|you|it)|ask(?: (?:a )?questions?)?|start|begin)"
    r"|how (?:do you|does (?:this|it)) work|what is this|what(?:'s| is) this for"
)
_IDENTITY = (
    r"(?:who|what)(?:'re| are| r) (?:you|u)(?: exactly)?|what(?:'s| is) your name"
    r"|(?:who|what) is pullquote|who (?:made|built|created|trained) (?:you|this|pullquote)"
    r"|are you (?:an? )?(?:robot|bot|human|person|real|ai|machine|llm|language model|computer)"
    r"|introduce yourself|tell me about yourself"
)
_LIBRARY = r"(?:this|the|your) (?:library|collection|archive|database|index)"
_HOLDINGS = (
    rf"what(?:'s| is) (?:in (?:here|{_LIBRARY})|{_LIBRARY} about)"
    r"|(?:tell me )?what (?:do )?you know(?: about)?"
    r"|how many (?:articles|documents|texts|sources|stories) (?:do you (?:have|know)"
    rf"|are you using|have you (?:got|read)|are there|are in {_LIBRARY})(?: in {_LIBRARY})?"
    r"|(?:what|which) (?:sources|publishers|newspapers|outlets|publications)"
    rf" (?:do you (?:have|use|know)|are (?:there|(?:there )?in {_LIBRARY})|have you got)"
    r"|what (?:are|is) your (?:sources?|articles|data|knowledge)(?: about| base)?"
    r"|where do you get your (?:information|answers|data|facts)(?: from)?"
)
_DOUBT = (
    r"are you (?:(?:really|quite|absolutely) )?(?:sure|certain)(?: about (?:that|this|it))?|really"
    r"|(?:can|should) i trust (?:you|this|that|it)|how sure are you|how do you know(?: that)?"
)


class _Topic(Enum):
    HELLO = _HELLO
    THANKS = _THANKS
    BYE = _BYE
    COURTESY = r"how are you(?: doing)?(?: today)?|how(?:'s| is) it going|what'?s up"
    NOD = _NOD
    ABILITY = _ABILITY
    IDENTITY = _IDENTITY
    HOLDINGS = _HOLDINGS
    DOUBT = _DOUBT


_TOPICS = [(topic, re.compile(topic.value)) for topic in _Topic]
_OPENING = re.compile(rf"(?:{_HELLO}|{_THANKS}|{_NOD}|please)(?!\w)[\s,;.!-]*")
_ASIDES = re.compile(r"[^\w\s'?,;.!-]+")  # emoji and the like

_WHAT_I_DO = "Ask about what happened, and you get the exact words of the articles that answer."
_REPLIES = {
    _Topic.HELLO: f"Hello! {{holdings}} {_WHAT_I_DO}",
    _Topic.THANKS: "You are welcome. Ask on, if you like.",
    _Topic.BYE: "Goodbye!",
    _Topic.COURTESY: f"Ready for your questions. {_WHAT_I_DO}",
    _Topic.NOD: "All right. Ask on, if you like.",
    _Topic.ABILITY: (
        "Questions that the articles answer: who, what, when, where, why, how many, and which "
        "article says so. {holdings}"
    ),
    _Topic.IDENTITY: (
        "This is pullquote, a program that answers questions with exact words of news articles "
        "and says where they stand. {holdings}"
    ),
    _Topic.HOLDINGS: "{holdings}",
    _Topic.DOUBT: (
        "The words are quoted exactly, but whether they answer the question is an estimate. "
        "Check them in the article that they are cited from."
    ),
}


def is_small_talk(text: str) -> bool:
    """Whether a text is nothing but a greeting, thanks, or a question about the assistant."""
    return _topic_of(text) is not None


def small_talk_reply(text: str, library: Callable[[], LibraryInfo]) -> str | None:
    """Reply to small talk in a sentence or two, about what the library holds and how to ask.

    None when the text is more than small talk. The reply is in our words: it quotes no article, and
    is never an answer to cite.
    """
    topic = _topic_of(text)
    return None if topic is None else _REPLIES[topic].format(holdings=_holdings(library()))


def _topic_of(text: str) -> _Topic | None:
    """Tell the topic of the last thing said, if all that stands before it is courtesy."""
    if len(text) > _LONGEST:
        return None
    said = " ".join(_ASIDES.sub(" ", text.lower().replace("’", "'")).split())
    while said:
        plain = said.rstrip(" ?.!,;-")
        topic = next((topic for topic, form in _TOPICS if form.fullmatch(plain)), None)
        opening = _OPENING.match(said)
        if topic or not opening:
            return topic
        said = said[opening.end() :]
    return None


def _holdings(library: LibraryInfo) -> str:
    if not library.articles:
        return "This library holds no articles yet."
    count = "one article" if library.articles == 1 else f"{library.articles:,} articles"
    named, more = library.publishers[:_PUBLISHERS], len(library.publishers) - _PUBLISHERS
    publishers = ", ".join(named) + (f" and {more:,} more" if more > 0 else "")
    first, last = written_date(library.earliest), written_date(library.latest)
    dates = f"from {first}" if first == last else f"from {first} to {last}"
    source = f" ({publishers})" if publishers else ""
    return f"This library holds {count}{source}{', ' + dates if first and last else ''}."
