"""The errors that pullquote raises: each message says what is wrong and what to do next."""


class PullquoteError(Exception):
    """Base of every error that a caller may want to show to a person."""


class InputError(PullquoteError):
    """What was given (a question, a file, a gold set) cannot be used as it is."""


class LibraryError(PullquoteError):
    """A library is missing, half made, damaged, or made with other settings."""


class LibraryBusyError(LibraryError):
    """Another process is writing to the library."""


class LibraryDamagedError(LibraryError):
    """The files of a library are not what was written."""


class ModelError(PullquoteError):
    """A model cannot be found, exported or run."""
