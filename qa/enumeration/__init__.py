"""Lists within a text, taken apart into their items; no model."""

from qa.enumeration.enumerations import Enumeration, find_enumeration

__all__ = ["Enumeration", "find_enumeration"]
