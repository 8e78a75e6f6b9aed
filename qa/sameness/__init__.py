"""When two quotes say the same: rules of words, numbers, times and names; no model."""

from qa.sameness.acronyms import Acronyms
from qa.sameness.form import form
from qa.sameness.judgement import judge
from qa.sameness.quotes import Quote, read_quote
from qa.sameness.verdict import Verdict
from qa.sameness.wording import meaning

__all__ = ["Acronyms", "Quote", "Verdict", "form", "judge", "meaning", "read_quote"]
