"""Pack groups of passages into batches of tensors."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import torch
from tokenizers import Encoding, Tokenizer

from qa.titled import titled
from qa.training.examples import Group, Reading

LONGEST = 384  # tokens of question and passage together; the rest is cut off
_LONGEST_QUESTION = 300  # characters, so that a passage always has room behind it


@dataclass(frozen=True, slots=True)
class Encoded:
    """A passage as tokens: which may be marked, and which begin or end an answer."""

    ids: list[int]
    types: list[int]
    readable: list[bool]
    starts: list[int]
    ends: list[int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Sequences of several groups. N sequences of length L, in G groups of at most K.

    `inputs` are (N, L) for the network; `readable`, `starts` and `ends` are (N, L) and boolean;
    `group` and `place` are (N,): which of the G groups a sequence is of, and its place in it.
    """

    inputs: dict[str, Any]
    readable: Any
    starts: Any
    ends: Any
    group: Any
    place: Any

    @property
    def tokens(self) -> int:
        """Tokens in it, padding not counted."""
        return int(self.inputs["attention_mask"].sum())

    def to(self, device: str) -> Batch:
        """Move it to a device."""
        inputs = {name: tensor.to(device) for name, tensor in self.inputs.items()}
        parts = (self.readable, self.starts, self.ends, self.group, self.place)
        return Batch(inputs, *(part.to(device) for part in parts))


def encode(question: str, reading: Reading, tokenizer: Tokenizer) -> Encoded:
    """Tokenize a passage behind a question, its title in front as when it is read."""
    text, begin = titled(reading.title, reading.text)
    encoding = tokenizer.encode(question[:_LONGEST_QUESTION], text)
    readable = _readable(encoding, begin)
    starts, ends = [], []
    for start, end in reading.answers:
        inside = [
            token
            for token, is_readable in enumerate(readable)
            if is_readable
            and encoding.offsets[token][0] < begin + end
            and encoding.offsets[token][1] > begin + start
        ]
        if inside and encoding.offsets[inside[-1]][1] >= begin + end:  # not cut off
            starts.append(inside[0])
            ends.append(inside[-1])
    return Encoded(encoding.ids, encoding.type_ids, readable, starts, ends)


def make_batches(
    groups: Sequence[Group], tokenizer: Tokenizer, tokens: int, rng: random.Random
) -> Iterator[Batch]:
    """Batch groups of similar length, at most `tokens` (padding counted) each, in random order."""
    encoded = [[encode(g.question, reading, tokenizer) for reading in g.readings] for g in groups]
    encoded.sort(key=lambda group: max(len(sequence.ids) for sequence in group))
    packs: list[list[list[Encoded]]] = [[]]
    rows = 0
    for group in encoded:
        longest = max(len(sequence.ids) for sequence in group)
        if packs[-1] and (rows + len(group)) * longest > tokens:
            packs.append([])
            rows = 0
        packs[-1].append(group)
        rows += len(group)
    rng.shuffle(packs)
    yield from (collate(pack) for pack in packs if pack)


def collate(groups: Sequence[Sequence[Encoded]]) -> Batch:
    """Pad sequences to the longest and stack them."""
    sequences = [sequence for group in groups for sequence in group]
    shape = (len(sequences), max(len(sequence.ids) for sequence in sequences))
    ids, mask, types = (torch.zeros(shape, dtype=torch.long) for _ in range(3))
    readable, starts, ends = (torch.zeros(shape, dtype=torch.bool) for _ in range(3))
    for row, sequence in enumerate(sequences):
        length = len(sequence.ids)
        ids[row, :length] = torch.tensor(sequence.ids)
        mask[row, :length] = 1
        types[row, :length] = torch.tensor(sequence.types)
        readable[row, :length] = torch.tensor(sequence.readable)
        starts[row, sequence.starts] = True
        ends[row, sequence.ends] = True
    return Batch(
        {"input_ids": ids, "attention_mask": mask, "token_type_ids": types},
        readable,
        starts,
        ends,
        torch.tensor([number for number, group in enumerate(groups) for _ in group]),
        torch.tensor([place for group in groups for place in range(len(group))]),
    )


def _readable(encoding: Encoding, begin: int) -> list[bool]:
    return [
        part == 1 and offsets[0] >= begin
        for part, offsets in zip(encoding.sequence_ids, encoding.offsets, strict=True)
    ]
