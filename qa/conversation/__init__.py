"""Follow-up questions, understood from the turns before; rules of English, no model."""

from qa.conversation.follow_ups import Understood, resolve
from qa.conversation.turns import Turn

__all__ = ["Turn", "Understood", "resolve"]
