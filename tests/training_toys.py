"""A small tokenizer, models of a few thousand weights, and questions to train them on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from tokenizers.processors import TemplateProcessing

from qa.training.questions import TrainingQuestion, WrongPassage

_WORDS = "ann bob cid dan opened closed the harbour bridge mill school who when on monday friday"
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789"


def make_question(
    question: str, context: str, *answers: str, title: str = "", wrong: tuple[str, ...] = ()
) -> TrainingQuestion:
    """Make a question whose answers stand where their words are first found."""
    places = [(context.index(words), context.index(words) + len(words)) for words in answers]
    beside = tuple(WrongPassage("Elsewhere", text) for text in wrong)
    return TrainingQuestion(question, question, title, context, tuple(sorted(places)), beside)


QUESTIONS = [
    make_question(
        f"Who {done} the {place}?",
        f"On {day} {name} {done} the {place}.",
        name,
        title=f"The {place}",
        wrong=(f"The {place} is old.", "Nobody came."),
    )
    for name, done, place, day in [
        ("Ann", "opened", "harbour", "Monday"),
        ("Bob", "closed", "harbour", "Friday"),
        ("Cid", "opened", "bridge", "Friday"),
        ("Dan", "closed", "bridge", "Monday"),
        ("Bob", "opened", "mill", "Monday"),
        ("Ann", "closed", "school", "Friday"),
    ]
]


def make_tokenizer() -> Tokenizer:
    """Make a BERT-like tokenizer that knows a few words and spells the rest."""
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *_WORDS.split(), *"|.,!?"]
    pieces += [*_LETTERS, *(f"##{letter}" for letter in _LETTERS)]
    vocabulary = {piece: number for number, piece in enumerate(dict.fromkeys(pieces))}
    tokenizer = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    tokenizer.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]",
        pair="[CLS] $A [SEP] $B:1 [SEP]:1",
        special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])],
    )
    return tokenizer


def save_network(folder: Path, *, kind: str = "bert", seed: int = 0, width: int = 32) -> Any:
    """Save a tiny reader with random weights as Transformers does; gives its network."""
    import torch
    from transformers import (
        BertConfig,
        BertForQuestionAnswering,
        DistilBertConfig,
        DistilBertForQuestionAnswering,
        PreTrainedTokenizerFast,
    )

    tokenizer = make_tokenizer()
    torch.manual_seed(seed)
    network: Any
    if kind == "bert":
        config = BertConfig(
            vocab_size=tokenizer.get_vocab_size(),
            hidden_size=width,
            num_hidden_layers=2,
            num_attention_heads=2,
            intermediate_size=2 * width,
            initializer_range=0.2,
        )
        network = BertForQuestionAnswering(config)
    else:
        slim = DistilBertConfig(
            vocab_size=tokenizer.get_vocab_size(), dim=width, n_layers=1, n_heads=2, hidden_dim=64
        )
        network = DistilBertForQuestionAnswering(slim)
    with torch.no_grad():
        for parameter in network.parameters():  # fresh biases are all alike, and trained ones never
            parameter.add_(0.02 * torch.randn_like(parameter))
    network.save_pretrained(folder)
    words = PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token="[PAD]")
    words.save_pretrained(folder)
    return network.eval()
