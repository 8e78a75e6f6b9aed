"""Other systems on the same gold, with the same weights: `python -m eval.bench.peers`."""
