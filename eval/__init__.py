"""Measures how well pullquote answers."""
