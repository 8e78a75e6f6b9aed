"""English as every rule here knows it: words, verbs, names for people and places, sentences."""
