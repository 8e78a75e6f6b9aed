"""Who says the words of an article, by rules that are silent when unsure."""

from qa.speech.quotations import Quotation
from qa.speech.speakers import Speaker, quotation_at, speaker_of

__all__ = ["Quotation", "Speaker", "quotation_at", "speaker_of"]
