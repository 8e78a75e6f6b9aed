"""Bytes to text, without changing a character that a citation could later point at."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

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

# Browsers read these names as Windows-1252, for that is what is written under them; and no byte is
# invalid in it: the five without a character stand for themselves.
_READ_AS_1252 = frozenset({"ascii", "iso8859-1", "cp1252"})
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0xA0)
}
_SEVEN_BIT = frozenset({"hz", "iso2022_jp", "iso2022_kr"})  # their bytes are valid UTF-8, too
_NEVER_DECLARED = re.compile(
    r"utf-(7|16|32)|unicode_escape|raw_unicode_escape|idna|punycode|undefined|mbcs|oem"
)
_HEAD = 4096  # bytes in which a document says its encoding
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_XML_ENCODING = re.compile(rb"""\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]+)""")
_META_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)
_MANY_HIGH_BYTES = 0.1  # of all bytes: more is another script than ours


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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and the error that tells of bytes shown in it as U+FFFD, if there are any."""

    text: str
    damage: InputError | None = None

    def check(self, part: str) -> None:
        """Raise the error when a part of the text shows the damage; elsewhere it does no harm."""
        if self.damage and "\ufffd" in part:
            raise self.damage


def decode_markup(data: bytes) -> Decoded:
    """Decode HTML or XML, with regard to the encoding that it declares; raises as `decode` does."""
    head = _COMMENT.sub(b"", data[:_HEAD])
    declared = _XML_ENCODING.match(head) or _META_CHARSET.search(head)
    return decode_declared(data, declared[1].decode("ascii", "ignore") if declared else "")


def decode_declared(data: bytes, declared: str) -> Decoded:
    """Decode bytes that come with the name of an encoding, which may be missing, unknown or wrong.

    Valid UTF-8 is read as such whatever is declared: no other encoding looks like it by chance.
    Bytes that cannot be decoded become U+FFFD. Raises InputError when the data are empty or binary.
    """
    if not data.strip():
        raise InputError("the file is empty")
    if any(data.startswith(bom) for bom in _BOMS):
        return Decoded(decode(data))
    if b"\0" in data:
        raise InputError("this is a binary file, not text")
    encoding = _codec(declared)
    if encoding in _SEVEN_BIT:
        return _with_damage(data, encoding)
    try:
        return Decoded(_without_binary(data.decode("utf-8")))
    except UnicodeDecodeError:
        if encoding == "utf-8" or (not encoding and _is_mostly_utf8(data)):
            return _with_damage(data, "utf-8")
    high_bytes = sum(byte >= 0x80 for byte in data[:_SAMPLE]) / len(data[:_SAMPLE])
    if encoding in _READ_AS_1252 or (not encoding and high_bytes < _MANY_HIGH_BYTES):
        return Decoded(_without_binary(data.decode("latin-1").translate(_WINDOWS_1252)))
    return _with_damage(data, encoding or _detect(data[:_SAMPLE]))


def _codec(declared: str) -> str:
    """Give Python's name of a declared encoding; empty when no text is written in such a one."""
    try:
        name = codecs.lookup(declared).name if declared else ""
        b"a".decode(name or "ascii")  # some names are of codecs that give no text
    except (LookupError, UnicodeError):
        return ""
    return "" if _NEVER_DECLARED.match(name) else name


def _with_damage(data: bytes, encoding: str) -> Decoded:
    try:
        return Decoded(_without_binary(data.decode(encoding)))
    except UnicodeDecodeError as error:
        text = _without_binary(data.decode(encoding, "replace"))
        return Decoded(text, _invalid(error, data, encoding))


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
    import charset_normalizer  # late: few files are not UTF-8, and `import qa` stays quick

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
