"""The names under which records keep an article's parts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path

from index.articles import Article, slug
from index.errors import InputError
from index.language_codes import language_code
from index.readers.metadata import gathered, one_line, parse_date, words


@dataclass(frozen=True, slots=True)
class Fields:
    """Names of fields in JSON Lines, and of columns in tables.

    Where `published` is left as it is, a field `date` stands in for it, and `lang` for `language`.
    """

    id: str = "id"
    text: str = "text"
    title: str = "title"
    publisher: str = "publisher"
    author: str = "author"
    published: str = "published"
    url: str = "url"
    language: str = "language"

    @property
    def dates(self) -> tuple[str, ...]:
        """The names under which the date may stand, the best first."""
        return (self.published, *(["date"] if self.published == Fields().published else ()))

    @property
    def languages(self) -> tuple[str, ...]:
        """The names under which the language may stand, the best first."""
        return (self.language, *(["lang"] if self.language == Fields().language else ()))

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that is looked for."""
        own: tuple[str, ...] = astuple(self)
        return (*own, *self.dates, *self.languages)

    def check_there(self, present: Collection[str], word: str) -> None:
        """Refuse a file that has no field of a name that was chosen: it may be misspelt.

        Raises:
            InputError: none of the names `present` is that of the text, or one other than usual.
        """
        usual: tuple[str, ...] = astuple(Fields())
        chosen = [own for own, other in zip(astuple(self), usual, strict=True) if own != other]
        missing = [name for name in (self.text, *chosen) if name not in present]
        if missing:
            of_texts = " with the words of the articles" if missing[0] == self.text else ""
            names = ", ".join(one_line(str(name)) for name in present) or "none"
            raise InputError(f"no {word} '{missing[0]}'{of_texts}; its {word}s: {names:.300}")


def article_of(
    record: Mapping[str, object], path: Path, number: int, fields: Fields, word: str
) -> Article:
    """Make an article of the record on line `number` of a file; `word` names its parts.

    Raises:
        InputError: it has no text, or a field that cannot be read.
    """
    text = record.get(fields.text)
    if not isinstance(text, str):
        present = ", ".join(one_line(str(name)) for name in record) or "none"
        raise InputError(
            f"no field '{fields.text}' with the words of an article; its fields: {present:.300}"
        )
    name = words(record, fields.id) or f"{path.stem}-{number}"

    def said(key: str) -> tuple[str, str]:
        return words(record, key), f"{word} {one_line(key)}"

    days = [(parse_date(record.get(key)), said(key)[1]) for key in fields.dates if record.get(key)]
    languages = [(language_code(value), source) for value, source in map(said, fields.languages)]
    return Article(
        id=slug(name),
        text=text,
        origin=f"{path}#{name}",
        **gathered(
            title=[said(fields.title), said(fields.id), (one_line(name), "file name and line")],
            publisher=[said(fields.publisher)],
            author=[said(fields.author)],
            published=days[:1],
            url=[said(fields.url)],
            language=languages,
        ),
    )
