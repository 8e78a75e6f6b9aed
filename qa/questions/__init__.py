"""What a question asks, told by its words alone; no model."""

from qa.questions.about_articles import AboutAnswer, Fact, answer_about_articles
from qa.questions.answer_forms import fits
from qa.questions.article_questions import Field
from qa.questions.kinds import Kind, kind_of
from qa.questions.naming import is_bare_name, name_asked
from qa.questions.small_talk import is_small_talk, small_talk_reply

__all__ = [
    "AboutAnswer",
    "Fact",
    "Field",
    "Kind",
    "answer_about_articles",
    "fits",
    "is_bare_name",
    "is_small_talk",
    "kind_of",
    "name_asked",
    "small_talk_reply",
]
