"""Turn files into articles: one file here for each format."""

from index.readers.collection import Skipped, read_collection, read_file
from index.readers.defaults import Defaults
from index.readers.fields import Fields
from index.readers.files import find_files, is_gone

__all__ = ["Defaults", "Fields", "Skipped", "find_files", "is_gone", "read_collection", "read_file"]
