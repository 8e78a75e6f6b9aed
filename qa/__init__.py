"""A question in, an answer out: exact words of the articles, with the sources they stand in."""

from qa.answer_json import (
    AnswerJson,
    ArticleJson,
    answer_from_json,
    answer_to_json,
    article_to_json,
)
from qa.answers import Alternative, Answer, Citation, Cited, Timings
from qa.assistant import Assistant
from qa.conversation import Turn
from qa.explanation import Explanation, ReadPassage, WeighedCandidate, WeighedSpan
from qa.questions import Fact, Field, Kind
from qa.reader import BUNDLED, Reader, check_reader
from qa.speech import Speaker

__all__ = [
    "BUNDLED",
    "Alternative",
    "Answer",
    "AnswerJson",
    "ArticleJson",
    "Assistant",
    "Citation",
    "Cited",
    "Explanation",
    "Fact",
    "Field",
    "Kind",
    "ReadPassage",
    "Reader",
    "Speaker",
    "Timings",
    "Turn",
    "WeighedCandidate",
    "WeighedSpan",
    "answer_from_json",
    "answer_to_json",
    "article_to_json",
    "check_reader",
]
