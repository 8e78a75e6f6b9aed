"""Train a reader: questions and passages in, weights out. README.md has the commands."""
