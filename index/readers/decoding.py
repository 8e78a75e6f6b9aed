"""Bytes to text, without changing a character that a citation could later point at."""

from __future__ import annotations

import codecs

import charset_normalizer

from index.errors import InputError

_BOMS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_SAMPLE = 200_000  # bytes shown to the detector; its time grows with them, its verdict hardly does
_KEPT_CONTROLS = "\t\n\r\f\v\x85\x1b"


def decode(data: bytes) -> str:
    """Decode a text file: by its byte order mark, as UTF-8, or in the encoding detected.

    Line ends stay as they are. Raises InputError when the bytes are empty, binary or undecodable.
    """
    if not data.strip():
        raise InputError("the file is empty")
    for bom, encoding in _BOMS.items():
        if data.startswith(bom):
            return _decode_as(data, encoding)
    if b"\0" in data:
        raise InputError("this is a binary file, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_mostly_utf8(data):
            raise _invalid(error, data, "utf-8") from None
        return _decode_as(data, _detect(data[:_SAMPLE]))
    return _without_binary(text)


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether damaged UTF-8 is likelier than an older encoding, where few bytes pair up as UTF-8.

    The detector would read all of it in an older encoding, and every accent would come out wrong.
    """
    whole, end = codecs.utf_8_decode(data, "ignore", False)
    beyond_ascii = len(whole) - len(data.decode("ascii", "ignore"))
    stray_bytes = len(codecs.utf_8_decode(data, "surrogateescape", False)[0]) - len(whole)
    cut_off = len(data) - end  # bytes of a last character that is not whole
    return beyond_ascii + (cut_off > 1) >= stray_bytes + (cut_off == 1)


def _detect(sample: bytes) -> str:
    best = charset_normalizer.from_bytes(sample).best()
    if best is None:
        raise InputError("the encoding is not recognised; save the file as UTF-8")
    return best.encoding


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return _without_binary(data.decode(encoding))
    except UnicodeDecodeError as error:
        raise _invalid(error, data, encoding) from None


def _invalid(error: UnicodeDecodeError, data: bytes, encoding: str) -> InputError:
    position = error.start + len(data) - len(error.object)  # utf-8-sig counts from behind its mark
    name = encoding.removesuffix("-sig").upper()
    return InputError(
        f"byte 0x{data[position]:02X} at position {position:,} is not valid {name}; "
        "save the file as UTF-8 again"
    )


def _without_binary(text: str) -> str:
    head = text[:_SAMPLE]
    controls = sum(1 for c in head if c < " " and c not in _KEPT_CONTROLS)
    if controls > len(head) / 100:
        raise InputError("this is a binary file, not text")
    return text
