"""Who says the words of an article, by rules that are silent when unsure."""

from qa.speech.called import is_called
from qa.speech.quotations import Quotation
from qa.speech.speakers import Speaker, quotation_at, quotations_of, speaker_of

__all__ = ["Quotation", "Speaker", "is_called", "quotation_at", "quotations_of", "speaker_of"]
