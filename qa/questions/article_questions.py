"""Recognise questions that the metadata of articles answers, such as who wrote which, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, StrEnum

from qa.questions.core import core_of


class Field(StrEnum):
    """A field of an article's metadata, by its name in `Article`."""

    AUTHOR = "author"
    PUBLISHED = "published"
    PUBLISHER = "publisher"
    TITLE = "title"
    URL = "url"


class Proof(Enum):
    """What must be found in the metadata before a question counts as one about articles."""

    NONE = "its words say so"
    MAKER = "an author or a publisher"
    TITLE = "most of a title"
    ANYTHING = "every word that it names"


@dataclass(frozen=True, slots=True)
class ArticleQuestion:
    """A question for a field of the articles that `maker` and `topic` describe, if anything does.

    `maker` holds words for who wrote or published them; `topic` any other words.
    """

    field: Field
    maker: str
    topic: str
    proof: Proof


_PARTS = {
    "article": r"(?:(?:articles?|stor(?:y|ies)|pieces?|columns?|op-eds?|write-?ups?|news items?"
    r"|newsletters?|press releases?)\b)",
    "outlet": r"(?:publishers?|newspapers?|papers?|outlets?|publications?|magazines?|sources?"
    r"|(?:web ?)?sites?|broadcasters?|news (?:outlet|site|agency|organi[sz]ation|source)s?)",
    "writer": r"(?:authors?|writers?|journalists?|reporters?)",
    "wrote": r"(?:wrote|writes|has written|have written|had written|authored|penned)",
    "published": r"(?:published|publishes|ran|carried|printed|posted|released)",
    "publish": r"(?:publish|write|post|print|release)",
    "its": r"(?:its|his|her|their|this|that|the|a)",
    "when": r"(?:when|(?:on )?(?:what|which) (?:date|day))",
    "which": r"(?:which|what)",
    "is": r"(?:is|are|was|were)",
    "it": r"(?:it|this|that)",
    "that": r"(?P<that>.+?)",  # must name an article, or fit its metadata
    "maker": r"(?P<maker>.+?)",  # must be an author or a publisher
    "rest": r"(?P<rest>.*)",
    "about": r"(?:about|on|by|from|mentions?|discuss(?:es)?|covers?|talks? about)\b",
}
# The first that fits decides.
_FORMS = {
    Field.TITLE: (
        "what(?: else)? (?:did|has|have|does) {maker} (?:write|written|publish|published)",
        "(?:{which}|how many) {article} (?:did|has|have|does) {maker} "
        "(?:write|written|publish|published)",
        "(?:anything|something|more)(?: else)? (?:written |published )?by {maker}",
        "{which} {article} (?:says|said) (?:{it}|so)",
        "(?:{which}|how many)(?: other| more)? {article}(?: else)? "
        "(?:are|is|were|do|does|have|has) (?:there|you (?:have|got|know)|here"
        "|in (?:the|this|your) library|the library (?:have|hold|contain)){rest}",
        "(?:{which}|how many)(?: other| more)? {article} (?:{is} )?(?:written |published )?"
        "(?P<rest>{about}.*)",
        "(?:list|show|give|name|find|are there|is there|do you have|have you(?: got)?)(?: me| us)?"
        "(?: all| of| the| any| an?| every| some| other| more)* {article}"
        "(?P<rest>(?: (?:{about}|(?:in|of|that|do|you)\\b).*)?)",
        "(?:all )?(?:articles|stories)(?P<rest> (?:by|from|about)\\b.*)",
        "what {is} the (?:titles?|headlines?) of {that}",
        "what {is} {that} (?:called|titled|headlined)",
    ),
    Field.PUBLISHED: (
        "{when} was {it} (?:published|written)",
        "{when} did {maker} {publish} {its} (?P<rest>.+)",
        "{when} {is} {that} (?:first |last )?(?:published|written|posted|printed|released|updated)",
        "{when} {that} {is} (?:first |last )?(?:published|written|posted|printed)",
        "{when} did {that} (?:appear|come out)",
        "(?:what {is} )?(?:the )?(?:publication date|date(?: of publication)?) (?:of|for) {that}",
        "how (?:old|recent) {is} {that}",
    ),
    Field.AUTHOR: (
        "who {wrote} {it}",
        "who {is} the authors?",
        "(?:who|{which} {writer}) (?:covered|reported on) (?P<rest>.+) (?:for|in) {maker}",
        "{which} {writer} \\w+ (?P<rest>.+) (?:for|in) {maker}",
        "(?:who|{which} {writer}) {wrote} {that}",
        "(?:who )?(?:{is} )?(?:the )?{writer} (?:of|behind) {that}(?: {is})?",
        "what {is} the names? of the {writer} of {that}",
        "by whom {is} {that}(?: written)?",
        "who {is} {that} (?:written )?by",
    ),
    Field.PUBLISHER: (
        "(?:who|{which} {outlet}) published {it}",
        "(?:who|what|{which} {outlet}) (?:does|did|do) {maker} write for",
        "for (?:whom|{which} {outlet}) (?:does|did|do) {maker} write",
        "(?:who|{which} {outlet}) {published} {that}",
        "(?:(?:who|what|which) {is} )?(?:the )?{outlet} of {that}",
        "where {is} {that} (?:published|printed|posted|from)",
        "where did {that} (?:appear|come out)",
        "(?:in )?{which} {outlet} (?:{is}|did) {that} "
        "(?:from|published(?: in| by)?|appear(?: in)?)",
    ),
    Field.URL: (
        "where can (?:i|you|we|one) read {it}",
        "(?:what {is} |give me )?(?:the )?(?:url|link|(?:web )?address) (?:of|to|for) {that}",
        "where can (?:i|you|we|one) (?:read|find) {that}",
    ),
}
_COMPILED = [
    (field, re.compile(rf"(?:{form.format(**_PARTS)})[\s?.!]*", re.IGNORECASE))
    for field, forms in _FORMS.items()
    for form in forms
]

_NAMED = re.compile(  # "the ABC story about", but neither "Article 51" nor "the article of the law"
    rf"(?!(?:about|that|to|how|why)\b).*?\b{_PARTS['article']}"
    r"(?:[,:]? [\"“‘'(].*|[,:]? (?:about|on|in|by|from|for|with|that|which|titled|called|entitled"
    r"|headed|headlined|published|written|dated|after|before|of (?:\d+|[A-Z][a-z]+\.? \d+))\b.*)?",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"(?:the|this|that|an?) (?P<maker>.*?)(?:['’]s)? ?\breports?"
    r"(?: (?P<topic>(?:on|about|of)\b.+))?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"\b(?:by|from) (?P<maker>.+?)(?= (?:about|on|titled|called|headed|headlined)\b|$)",
    re.IGNORECASE,
)


def asks_about_articles(question: str) -> bool:
    """Whether the words of a question alone show that it is about articles.

    `Who wrote the ABC story?` is. `Who wrote the letter to Congress?` is not, and of `What did Ann
    Lee write?` only a list of authors can tell.
    """
    asked = parse_article_question(question)
    return asked is not None and asked.proof is Proof.NONE


def parse_article_question(question: str) -> ArticleQuestion | None:
    """Read a question as one about articles; None when it has the form of none."""
    core = core_of(question)
    for field, form in _COMPILED:
        match = form.fullmatch(core)
        if match:
            return _asked(field, match.groupdict(default=""))
    return None


def _asked(field: Field, parts: dict[str, str]) -> ArticleQuestion:
    that, rest = parts.get("that", ""), parts.get("rest", "")
    if "maker" in parts:
        proof = Proof.ANYTHING if field is Field.PUBLISHED else Proof.MAKER
        return ArticleQuestion(field, parts["maker"], rest, proof)
    if not that or _NAMED.fullmatch(that):
        which = that or rest
        by = _BY.search(which)
        topic = which[: by.start()] + which[by.end() :] if by else which
        return ArticleQuestion(field, by["maker"] if by else "", topic, Proof.NONE)
    report = _REPORT.fullmatch(that)
    if report and (report["maker"] or report["topic"]):
        proof = Proof.MAKER if report["maker"] else Proof.ANYTHING
        return ArticleQuestion(field, report["maker"], report["topic"] or "", proof)
    about = that.lower().startswith(("about ", "on "))
    return ArticleQuestion(field, "", that, Proof.ANYTHING if about else Proof.TITLE)
