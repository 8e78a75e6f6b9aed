"""The face in a terminal: what the command asks for, and how it shows what it gets."""
