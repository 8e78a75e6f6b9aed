"""Turn files into articles: one file here for each format."""

from index.readers.collection import Skipped, find_files, is_gone, read_collection, read_file

__all__ = ["Skipped", "find_files", "is_gone", "read_collection", "read_file"]
