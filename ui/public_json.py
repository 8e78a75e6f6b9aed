"""The JSON that leaves this machine: that of `qa`, without the names of the server's folders."""

from __future__ import annotations

from pathlib import PurePosixPath

from index import Article
from qa import Answer, AnswerJson, ArticleJson, answer_to_json, article_to_json


def public_answer(answer: Answer) -> AnswerJson:
    """Give an answer's JSON; of each article's `origin` only the last part, the file's name."""
    data = answer_to_json(answer)
    data["articles"] = [_without_folders(record) for record in data["articles"]]
    return data


def public_article(article: Article) -> ArticleJson:
    """Give an article's JSON; of its `origin` only the last part, the file's name."""
    return _without_folders(article_to_json(article))


def _without_folders(record: ArticleJson) -> ArticleJson:
    return {**record, "origin": PurePosixPath(record["origin"]).name}
