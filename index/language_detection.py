"""Tell the language that a text is written in: the only user of py3langid.

Lui and Baldwin 2011: n-grams of bytes and a naive Bayes model, which stands in the package. Where
the language is in doubt there is none: a text of unknown language is treated like English.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any

ENGLISH = "en"

_LIKELY, _SURE = 0.5, 0.8  # probabilities, of a stretch of an article
_FEWEST_LETTERS = 20
_STRETCH = 800  # characters; longer ones are not told any better
_STRETCHES = 6  # of one article, spread over all of it: bounds the time
_MOST = 0.75  # of the stretches must agree
_NO_LANGUAGE = "zxx"  # numbers, markup, lists of names


def detect_language(text: str) -> str:
    """Give the code of the language that nearly all of a text is surely in, else nothing."""
    stretches = [
        stretch for stretch in _stretches(text) if sum(map(str.isalpha, stretch)) >= _FEWEST_LETTERS
    ]
    guesses = [(code, p) for code, p in map(guess_language, stretches) if p >= _LIKELY]
    if not guesses:
        return ""
    (code, most), *_ = Counter(code for code, _ in guesses).most_common(1)
    surest = max(p for guessed, p in guesses if guessed == code)
    sure = most >= _MOST * len(guesses) and (code == ENGLISH or surest >= _SURE)
    return code if sure else ""


def guess_language(text: str) -> tuple[str, float]:
    """Give the likeliest language of a short text and its probability; nothing of no language."""
    code, probability = _identifier().classify(text)
    return ("", 0.0) if code == _NO_LANGUAGE else (str(code), float(probability))


def _stretches(text: str) -> list[str]:
    if len(text) <= _STRETCH * _STRETCHES:
        return [text[at : at + _STRETCH] for at in range(0, len(text), _STRETCH)]
    step = (len(text) - _STRETCH) // (_STRETCHES - 1)
    return [text[n * step : n * step + _STRETCH] for n in range(_STRETCHES)]


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # late: half a second, 100 MB

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    # Without languages of three letters: each is a near relation of one that is written far more,
    # such as Egyptian Arabic, and would take its probability.
    known = [code for code in identifier.labels if len(code) == 2]
    identifier.set_languages([*known, _NO_LANGUAGE])
    return identifier
