"""The phrases by which news says who says something; each finds the subject, or stays silent.

All take and give numbers of words; the patterns are of kinds of words, see `qa.speech.shapes`.
"""

from __future__ import annotations

import re

from index.articles import Offsets
from qa.speech.names import SUBJECT
from qa.speech.shapes import Shape

_LONGEST_SENTENCE = 250  # words; in a longer one nothing is sure
_SPEECH = re.compile(r"[VWXA]")
_ASIDE = r"(?:,(?:[^Q;:.\"¶]|\.(?=,)){1,25},|,)"  # Hoffman, a Pentagon spokesman, said
_SAYS = rf"(?P<subject>{SUBJECT}){_ASIDE}?[ah]*(?P<verb>V|W[^VWXAtQ,;:.\"¶]{{1,6}})"
_ACCORDING = rf"A2(?P<subject>{SUBJECT})"

# What may follow where a subject and its verb are all; "Hoffman said he ..." is a new sentence.
_CLOSED = r"(?=[.,;:—\-Q¶fpaZwb2]|\Z)"
_AFTER = [re.compile(rf"[,.-]?{form}{_CLOSED}") for form in (_SAYS, rf"V(?P<subject>{SUBJECT})")]
_AFTER_ACCORDING = re.compile(rf",?{_ACCORDING}{_CLOSED}")
_BEFORE = re.compile(rf"O?(?P<lead>(?:[^Q;:\"¶]{{1,18}}?,){{0,2}}?){_SAYS}")
_NO_LEAD = re.compile(r"[VWXA]|[of]C+,\Z")  # somebody else says; Kent, Ohio
_FIRST_ACCORDING = re.compile(rf"{_ACCORDING},(?![CTBLHDRo]{{1,6}},)")  # no name in apposition
_INSERTED = [re.compile(rf",{_SAYS},(?!Q)"), re.compile(rf",{_ACCORDING},(?![DwC])")]
_LAST = [re.compile(rf",{form}{_CLOSED}[^tQ,;:.\"¶]{{0,8}}\.?\Z") for form in (_SAYS, _ACCORDING)]
_ON = re.compile(r"[^Q;:,\"¶]{0,10},?(?:cV|Y)?t?[:,]?")  # from one quotation to the next
_TO_QUOTATION = re.compile(r"[^Q;\"¶]{0,20}:|,?|[o2]|[fpaZ2][^Q;:\"¶]{0,15},")
_OF_WORKS = frozenset("wrote writes written read reads posted".split())  # a title may follow
_THAT = re.compile(r",?t")
_REPORTED = re.compile(r"[fpaZ2][^Q;:\"¶]{0,15}?,?t|[^Q;:\"¶]{0,15},Yt")
_NOT_REPORTED = frozenset("continued insisted insists urged asked asks read reads".split())
_CLAUSE = re.compile(r"[CTBDEiqN]")  # without "that"
_WITHOUT_THAT = frozenset(("said", "says"))
_TURN = re.compile(r"[;:b]|,[cw](?!t)")
_NOT_TO = re.compile(r"[;wb]|Q,")
_NOT_ON = re.compile(r"[;b]")
_OWN_WORDS = re.compile(r";|Q,")
_SPEAKS = re.compile(rf"{_ASIDE}?[ah]*[VWX]")
_STOPS = frozenset(",.-")


def said_after(shape: Shape, quotation: int) -> re.Match[str] | None:
    """Match what follows a quotation: “…,” Hoffman said; “…,” said Hoffman."""
    kinds, after = shape.kinds, quotation + 1
    stop = kinds[after] if shape.word(after) != "." else ""  # ”. ends a sentence
    end = kinds.index("¶", after)
    matches = (form.match(kinds, after, end) for form in (_AFTER if stop in _STOPS else []))
    match = next(filter(None, matches), None) or _AFTER_ACCORDING.match(kinds, after, end)
    if match is None or stop == ",":
        return match
    sentence_ends = shape.stop_of(quotation) == "." and shape.letter(after + 1).isupper()
    to_the_next = ":" in kinds[match.end() : shape.sentence(after, match.end())[1]]
    return None if to_the_next or sentence_ends else match


def said_before(shape: Shape, first: int, at: int, *, quotation: bool) -> Offsets | None:
    """Find who says, in a sentence from `first` on, what begins with the word `at`.

    A quotation may follow the verb at once; the article's own words must be a clause of it.
    """
    kinds = shape.kinds
    match = _BEFORE.match(kinds, first, at) if at - first <= _LONGEST_SENTENCE else None
    if match is None or '"' in kinds[first:at] or _NO_LEAD.search(match["lead"]):
        return None
    rest, verb = kinds[match.end() : at], shape.word(match.start("verb"))
    if _SPEECH.search(rest):
        return None
    if quotation and _TO_QUOTATION.fullmatch(rest):
        return match.span("subject") if rest or verb not in _OF_WORKS else None
    clause = _THAT.match(rest)
    if verb not in _NOT_REPORTED:
        clause = clause or _REPORTED.match(rest)
    if verb in _WITHOUT_THAT:
        clause = clause or _CLAUSE.match(kinds, match.end())
    return match.span("subject") if clause and not _TURN.search(rest) else None


def said_on(shape: Shape, attribution: re.Match[str], quotation: int) -> bool:
    """Tell whether an attribution leads on to a quotation of the same sentence."""
    return _ON.fullmatch(shape.kinds, attribution.end(), quotation) is not None


def said_around(shape: Shape, sentence: Offsets, first: int, last: int) -> Offsets | None:
    """Find who says a sentence by what is put into it: “…, he said, …”, “according to …”."""
    kinds = shape.kinds[slice(*sentence)]
    if len(kinds) > _LONGEST_SENTENCE or '"' in kinds or len(_SPEECH.findall(kinds)) != 1:
        return None
    leading = _FIRST_ACCORDING.match(shape.kinds, *sentence)
    if leading is None:
        return _inserted(shape, sentence, first, last) or _at_the_end(shape, sentence, last)
    within = leading.end() <= first and not _TURN.search(shape.kinds, leading.end(), first)
    return leading.span("subject") if within else None


def _inserted(shape: Shape, sentence: Offsets, first: int, last: int) -> Offsets | None:
    kinds = shape.kinds
    match = next(filter(None, (form.search(kinds, *sentence) for form in _INSERTED)), None)
    if match is None or kinds[sentence[0] : match.start()] == "Q":  # “…,” he said, and left.
        return None
    if last <= match.start():
        return None if _NOT_TO.search(kinds, last, match.start()) else match.span("subject")
    on = match.end() <= first and not _NOT_ON.search(kinds, match.end(), first)
    return match.span("subject") if on else None


def _at_the_end(shape: Shape, sentence: Offsets, last: int) -> Offsets | None:
    kinds = shape.kinds
    if kinds[sentence[0]] in "OZ":  # After the strike, he said.
        return None
    match = next(filter(None, (form.search(kinds, *sentence) for form in _LAST)), None)
    if match is None or match.start() < last or _OWN_WORDS.search(kinds, last, match.start()):
        return None
    return match.span("subject")


def rest_of_sentence(shape: Shape, at: int) -> int:
    """Give where the sentence ends that goes on at a word; `at` itself if someone else comes in."""
    _, end = shape.sentence(at, at)
    others = _SPEECH.search(shape.kinds, at, end) or _TURN.search(shape.kinds, at, end)
    return at if others else end


def speaks_at(shape: Shape, number: int) -> bool:
    """Tell whether a word is a verb of saying, or leads to one."""
    return _SPEAKS.match(shape.kinds, number) is not None


def speaks_besides(shape: Shape, first: int, last: int, surname: str) -> bool:
    """Tell whether anyone else says anything in a stretch: but he, she and the one named."""
    return any(
        shape.kinds[speech.start() - 1] != "E" and shape.word(speech.start() - 1) != surname
        for speech in _SPEECH.finditer(shape.kinds, first, last)
    )
