"""What the tools take, read strictly: what does not fit is told in a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from index import InputError
from ui.requests import EXAMPLE, Choice, whole_characters

MOST_PASSAGES = 20
LONGEST_READING = 20_000  # characters of an article that one call gives
_USUAL_READING = 8_000


def _unpacked(given: object) -> object:
    """Unpack a list that was sent as JSON in a string, as some clients cannot but do."""
    if isinstance(given, str) and given.lstrip().startswith("["):
        try:
            return json.loads(given)
        except (ValueError, RecursionError):
            return given
    return given


class AskArguments(Choice):
    """A question that stands alone, and where to look."""

    question: Annotated[
        str,
        Field(
            description="One whole question, of at most 1,000 characters, that needs no earlier "
            "one to be understood.",
            examples=[EXAMPLE],
        ),
    ]

    _unpack = field_validator("publishers", "articles", "languages", mode="before")(_unpacked)


class SearchArguments(AskArguments):
    """What to look for, where, and how many passages to give."""

    k: Annotated[int, Field(description="How many passages.", ge=1, le=MOST_PASSAGES)] = 5


class ReadArguments(BaseModel):
    """An article, and the stretch of its text to give."""

    model_config = ConfigDict(extra="forbid")

    id: Annotated[str, Field(description="The article's id, as ask and search give it.")]
    start: Annotated[int, Field(description="The first character, counted from 0.", ge=0)] = 0
    end: Annotated[
        int | None,
        Field(
            description="The character after the last. At most "
            f"{LONGEST_READING:,} after `start`; without it, {_USUAL_READING:,}.",
            ge=1,
        ),
    ] = None

    def stretch(self, length: int) -> tuple[int, int]:
        """Give `[start, end)` within a text of so many characters.

        Raises:
            InputError: there is nothing between them, or more than one call gives.
        """
        end = min(length, self.start + _USUAL_READING if self.end is None else self.end)
        if not self.start < end:
            raise InputError(
                f"There is nothing from character {self.start:,} to {end:,}; "
                f"the article has {length:,} characters."
            )
        if end - self.start > LONGEST_READING:
            raise InputError(
                f"At most {LONGEST_READING:,} characters are given at a time; ask for "
                f"{self.start:,} to {self.start + LONGEST_READING:,}, then for the next."
            )
        return self.start, end


Arguments = TypeVar("Arguments", bound=BaseModel)


def read_arguments(model: type[Arguments], given: Mapping[str, Any]) -> Arguments:
    """Read what a client sent.

    Raises:
        InputError: it does not fit.
    """
    try:
        read = model.model_validate(given)
    except ValidationError as error:
        known = ", ".join(model.model_fields)
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        name = whole_characters(str(first["loc"][0]))[:80] if first["loc"] else "it"
        if first["type"] == "extra_forbidden":
            raise InputError(f"There is no argument {name!r}; there are {known}.") from None
        if first["type"] == "missing":
            raise InputError(f"The argument {name!r} is missing.") from None
        raise InputError(f"The argument {name!r} does not fit: {first['msg']}.") from None
    return read
