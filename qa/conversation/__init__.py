"""Follow-up questions, understood from the turns before; rules of English, no model."""

from qa.conversation.follow_ups import Understood, resolve
from qa.conversation.second_look import LEAST_SURE, look_again
from qa.conversation.turns import Turn

__all__ = ["LEAST_SURE", "Turn", "Understood", "look_again", "resolve"]
