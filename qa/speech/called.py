"""Whether words for somebody, such as `the harbour master`, fit one who speaks in an article."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.lexical import stems
from qa.english.content import content_stems
from qa.english.people import ROLES
from qa.english.verbs import is_past
from qa.english.words import DETERMINERS, FUNCTION_WORDS, words_of
from qa.questions.sorts import Sort, sort_of_noun
from qa.speech.speakers import Speaker

_OWNED = re.compile(r"^(?P<owner>.*)(?:['’]s|(?<=s)['’])\s+(?P<rest>.+)$")
_BESIDE = re.compile(r",\s+(?P<role>[^,.;:!?“”\"\n—]{3,80})")
_REACH = 80  # characters looked at before a name
_MOST = 20  # places of a name that are looked at: bounds the time
_WITHIN = FUNCTION_WORDS - DETERMINERS - {"of"}  # no words of these describe who follows
_SPEAKS_FOR = frozenset(  # those whose words are the words of their body
    stems(
        "spokesman spokeswoman spokesperson chief head director executive president chairman "
        "chairwoman secretary minister leader communications ministry"
    )
)


def is_called(text: str, speaker: Speaker, who: str) -> bool:
    """Tell whether `who` means a speaker of an article: by name, by role, or by a body they lead.

    A name may be part of the other, but neither may have what the other lacks. A role must stand
    beside the name somewhere in the article, and the body of `the union's secretary` in it.
    """
    owned = _OWNED.match(who)
    owner, called = (owned["owner"], owned["rest"]) if owned else ("", who)
    if owner and not content_stems(owner) <= set(stems(text)):
        return False
    asked, name = content_stems(called), content_stems(_OWNED.sub(r"\g<rest>", speaker.name))
    named = content_stems(" ".join(w.text for w in words_of(called) if _is_name(w.text)))
    if not asked:
        return False
    if (named or not owner) and (named or asked) <= name:
        return True
    if name and name <= asked:
        return True
    person = any(_is_role(word.low) for word in words_of(called))
    wanted = asked - name
    return any(
        wanted <= told and (person or _SPEAKS_FOR & told)
        for told in map(content_stems, _descriptions(text, speaker.name))
    )


def _is_name(word: str) -> bool:
    return word[0].isupper() and word.lower().rstrip(".") not in ROLES


def _is_role(word: str) -> bool:
    return word in ROLES or sort_of_noun(word) is Sort.PERSON


def _descriptions(text: str, name: str) -> Iterator[str]:
    """Give what stands beside a name and says whose it is: `Iran’s foreign minister`."""
    for _, match in zip(range(_MOST), re.finditer(rf"\b{re.escape(name)}\b", text), strict=False):
        first = max(0, match.start() - _REACH)
        before, start = text[first : match.start()], match.start() - first
        for word in reversed(words_of(before)):
            beside = start == len(before)
            gap = before[word.end : start].strip()
            if gap not in ("", *("," * beside)) or word.low in _WITHIN or is_past(word.low):
                break
            start = word.start
        yield before[start:]
        role = _BESIDE.match(text, match.end())
        if role:
            yield role["role"]
