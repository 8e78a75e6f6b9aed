"""What the script of the page sends along when it calls the server: read strictly."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from index import InputError

Words = Annotated[str, Field(max_length=500)]


class Sent(BaseModel):
    """Fields that the page sends, and no others."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def parse(cls, sent: object) -> Self:
        """Read what came, which may be anything.

        Raises:
            InputError: it is something else.
        """
        try:
            return cls.model_validate(sent)
        except ValidationError:
            raise InputError("The page sent what cannot be read. Load it again.") from None
