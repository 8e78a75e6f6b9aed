"""What some kinds of questions need beside reading: lists, definitions, evidence, who said what."""
