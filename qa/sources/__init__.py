"""What several articles say together: copies, contradictions, further sources of an answer."""
