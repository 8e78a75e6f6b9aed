"""What somebody said: of all that the articles quote, the words of the one who is asked about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from index import Hit, written_date
from index.articles import Offsets
from index.lexical import stems
from qa.english.content import content_stems
from qa.english.saying import REPLYING, SAYING
from qa.english.sentences import sentence_around
from qa.english.verbs import base_of
from qa.english.words import PREPOSITIONS, PRONOUNS, word_set, words_of
from qa.log_odds import log_odds_of
from qa.questions.clauses import parse_question
from qa.questions.core import without_lead
from qa.spans import Span
from qa.speech import Quotation, Speaker, is_called, quotations_of, speaker_of

# Measured on "What did … say?" for the 36 speakers of eval/gold/attribution.jsonl: of 26 quotations
# given 17 are the one meant, which by the rule of succession (Laplace) is 18 in 28. The others are
# the speaker's own words as well, but on something else.
CONFIDENCE = 0.64
_LOG_ODDS = log_odds_of(CONFIDENCE)

_ASKING = re.compile(r"what(?: else| exactly| words)?", re.IGNORECASE)
_VIEW = re.compile(
    r"what(?: is| was| are| were|['’]s) (?P<who>.+?)(?:['’]s|(?<=s)['’]) (?:own )?"
    r"(?:views?|opinions?|comments?|words?|statement|reply|response|answer|message|tweet|reaction)"
    r"\b(?P<rest>.*)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"by (?P<who>.+?)(?: (?P<rest>(?:about|on|regarding|in|at|after|before)\b.*))?", re.IGNORECASE
)
_ABOUT = re.compile(r"(?:about|on|of|regarding|concerning|over)\b ?", re.IGNORECASE)
_MEDIA = re.compile(r"\b(?:on|via|in) (?:Twitter|a tweet|his tweet|her tweet)\b", re.IGNORECASE)
_TWEETS = frozenset(stems("tweet tweeted twitter"))
_EMPTY = frozenset(stems("afterwards later again exactly thing matter"))
_ADVERBS = word_set("afterwards later then again exactly")
_MOST_QUOTATIONS = 100  # of an article: bounds the time
_LONGEST = 300  # characters of a quotation that is shown whole
_WHOLE = 1.5  # a sentence of their own is worth, in words shared with the question
_CLOSING = re.compile(r"[.,]?[”\"’»]")
_TRAILING = ",;:—–- \t\r\n"


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words a question asks for, `about` what and in what `setting`; both may be empty."""

    who: str
    about: str
    setting: str
    tweeted: bool = False
    view: bool = False  # on a matter that the article may name in its title alone


def what_was_said(question: str, hits: Sequence[Hit], marked: Sequence[Span]) -> list[Span]:
    """Give what the one whom a question asks about is quoted with, the best first.

    Only quotations in the passages of these hits that the articles attribute to them; the passage
    must speak of what the question is about. Words that the article quotes within a sentence of its
    own are shown with as much of it as is said. First come those that share most with the question,
    then those in which the reader has `marked` a span with a higher score, then those of a better
    hit. The score of each is `_LOG_ODDS`, less its place. Nothing for any other question, where
    nobody is quoted, and where the words for whoever is asked about fit several people.
    """
    asked = asked_of(question)
    if asked is None:
        return []
    found: dict[tuple[str, Offsets], tuple[tuple[float, float, int], Hit]] = {}
    people = _all_called(asked.who, hits) if asked.who.islower() else set()
    for hit in hits:
        for place, person in _quotations_by(asked.who, hit):
            people.add(person)
            shared = _fit(asked, hit, place)
            if shared is not None:
                scores = [span.score for span in marked if _is_inside(span, hit, place)]
                fits = shared + _WHOLE * _is_whole(hit.passage.article.text, place)
                worth = (-fits, -max(scores, default=0.0), hit.rank)
                found.setdefault((hit.passage.article.id, place), (worth, hit))
    if any(not (one <= other or other <= one) for one, other in combinations(people, 2)):
        return []
    ranked = sorted(found.items(), key=lambda item: item[1][0])
    return [
        Span(hit, *_shown(hit, place, marked), _LOG_ODDS, _LOG_ODDS - number)
        for number, ((_, place), (_, hit)) in enumerate(ranked)
    ]


def asked_of(question: str) -> Asked | None:
    """Tell whose words a question asks for; None when it asks for anything else.

    `What did Ann say the ship hit?` does: her words only say where to look for it.
    """
    view = _VIEW.fullmatch(without_lead(question))
    if view:
        asked = _asked(view["who"], "", view["rest"].strip())
        return asked and replace(asked, view=True)
    clause = parse_question(question)
    if clause is None or not _ASKING.fullmatch(clause.asking):
        return None
    verb = base_of(clause.verb.lower()) or ""
    if verb not in SAYING | REPLYING:
        return None
    by = _BY.fullmatch(clause.rest) if clause.asks_subject else None
    who, rest = (by["who"], by["rest"] or "") if by else (clause.subject, clause.rest)
    led = [word.low for word in words_of(rest)[:1]]
    to_whom = verb == "tell" or PREPOSITIONS.union(_ADVERBS, ["when", "while"]).issuperset(led)
    return _asked(who, clause.setting, rest, verb) if who and to_whom else None


def _asked(who: str, setting: str, rest: str, verb: str = "") -> Asked | None:
    if PRONOUNS.issuperset(word.low for word in words_of(who)):
        return None
    about = _ABOUT.match(rest)
    if about and not _MEDIA.search(rest):
        return Asked(who, rest[about.end() :], setting, tweeted=verb == "tweet")
    return Asked(who, "", f"{setting} {rest}", tweeted=verb == "tweet" or bool(_MEDIA.search(rest)))


def _quotations_by(who: str, hit: Hit) -> Iterator[tuple[Offsets, frozenset[str]]]:
    """Find the quotations in a passage of somebody, without their marks, with who it is."""
    passage, text = hit.passage, hit.passage.article.text
    for quotation in quotations_of(text):
        if quotation.start >= passage.end or quotation.end <= passage.start:
            continue
        name = _name_at(who, text, quotation)
        end = quotation.end if quotation.runs_on else quotation.end - 1
        inside = text[quotation.start + 1 : end]
        start = quotation.start + 1 + len(inside) - len(inside.lstrip())
        end = start + len(inside.strip().rstrip(_TRAILING))
        if name and start < end:
            yield (start, end), name


def _all_called(who: str, hits: Sequence[Hit]) -> set[frozenset[str]]:
    """Give all who are quoted in these articles and have a role: there may be several mayors."""
    texts = {hit.passage.article.id: hit.passage.article.text for hit in hits}
    return {
        name
        for text in texts.values()
        for quotation in quotations_of(text)[:_MOST_QUOTATIONS]
        if (name := _name_at(who, text, quotation))
    }


def _name_at(who: str, text: str, quotation: Quotation) -> frozenset[str]:
    speaker = speaker_of(text, quotation.start, quotation.end)
    called = speaker is not None and is_called(text, speaker, who)
    return _content(speaker.name) if speaker and called else frozenset()


def _fit(asked: Asked, hit: Hit, place: Offsets) -> int | None:
    """Count how near to a quotation the question's words stand; None where it asks for another.

    What it is about may be in the quotation or near it, and the setting only near it.
    """
    article, passage = hit.passage.article, hit.passage.text
    first, last = sentence_around(article.text, *place)
    said = article.text[slice(*place)]
    beside = _stems(article.text[first : place[0]], article.text[place[1] : last])
    around, title = _stems(passage.replace(said, " ")), _stems(article.title)
    about, setting = _content(asked.about), _content(asked.setting)
    near = about & (around | _stems(said) | (title if asked.view else frozenset()))
    if 2 * len(near) < len(about) or (asked.tweeted and not _TWEETS & around):
        return None
    told = _stems(article.title, article.text, written_date(article.published))
    if not _names(asked.about) | _names(asked.setting) <= told:
        return None
    nearest = (about & (beside | _stems(said))) | (setting & beside)
    return len(nearest) + len(near) + len(setting & (around | title))


def _is_whole(text: str, place: Offsets) -> bool:
    """Tell whether a quotation is a sentence, and not a few words within another one."""
    return text[place[0]].isupper() and " " in text[slice(*place)]


def _shown(hit: Hit, place: Offsets, marked: Sequence[Span]) -> Offsets:
    """Give a quotation whole; of a long one the sentence that the reader marked, or the first."""
    start, end = place
    if end - start <= _LONGEST:
        text = hit.passage.article.text
        return place if _is_whole(text, place) else _reported(text, place)
    inside = [span for span in marked if _is_inside(span, hit, place)]
    best = max(inside, key=lambda span: span.score, default=None)
    at = (best.start, best.end) if best else (start, start + 1)
    first, last = sentence_around(hit.passage.article.text, *at)
    return max(start, first), min(end, last)


def _reported(text: str, place: Offsets) -> Offsets:
    """Give as much of the sentence around a quotation as its speaker says."""
    speaker = speaker_of(text, *place)
    first, last = sentence_around(text, *place)
    starts = (first + word.start for word in words_of(text[first : place[0]]))
    ends = (first + word.end for word in reversed(words_of(text[first:last])))
    start = next((at for at in starts if _speaks(speaker, text, at, place[1])), place[0])
    end = next((at for at in ends if at > place[1] and _speaks(speaker, text, start, at)), place[1])
    closing = _CLOSING.match(text, end)
    return start, closing.end() if closing and start < place[0] else end


def _speaks(speaker: Speaker | None, text: str, start: int, end: int) -> bool:
    found = speaker_of(text, start, end)
    return found is not None and speaker is not None and found.start == speaker.start


def _is_inside(span: Span, hit: Hit, place: Offsets) -> bool:
    same = span.hit.passage.article.id == hit.passage.article.id
    return same and place[0] <= span.start and span.end <= place[1]


def _stems(*texts: str) -> frozenset[str]:
    return frozenset(stems(" ".join(texts)))


def _content(words: str) -> frozenset[str]:
    return content_stems(words) - _EMPTY


def _names(words: str) -> frozenset[str]:
    """Give what a stretch of a question names by capitals or figures."""
    named = (w.text for w in words_of(words) if w.text[0].isupper() or w.text[0].isdigit())
    return _content(" ".join(named))
