"""Files in, passages out: everything that turns articles into something a question can search."""

from index.articles import Article, page_of, slug, written_date
from index.encoder import DEFAULT_ENCODER, Encoder, EncoderIdentity, OnnxEncoder
from index.errors import (
    InputError,
    LibraryBusyError,
    LibraryDamagedError,
    LibraryError,
    ModelError,
    PullquoteError,
)
from index.filters import ArticleFilter
from index.library import PASSAGE_SIZE, Library
from index.library_info import LibraryInfo
from index.passages import Passage
from index.readers import Defaults, Fields, Skipped, find_files, is_gone, read_collection
from index.retrieval import Hit
from index.settings import Settings
from index.sieve import Changes
from index.starter import update_starter
from index.transfer import export_library, import_library
from index.verification import Cure, Problem
from index.words import UnknownWord

__all__ = [
    "DEFAULT_ENCODER",
    "PASSAGE_SIZE",
    "Article",
    "ArticleFilter",
    "Changes",
    "Cure",
    "Defaults",
    "Encoder",
    "EncoderIdentity",
    "Fields",
    "Hit",
    "InputError",
    "Library",
    "LibraryBusyError",
    "LibraryDamagedError",
    "LibraryError",
    "LibraryInfo",
    "ModelError",
    "OnnxEncoder",
    "Passage",
    "Problem",
    "PullquoteError",
    "Settings",
    "Skipped",
    "UnknownWord",
    "export_library",
    "find_files",
    "import_library",
    "is_gone",
    "page_of",
    "read_collection",
    "slug",
    "update_starter",
    "written_date",
]
