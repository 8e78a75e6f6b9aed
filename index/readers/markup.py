"""Trees of markup to the text that a reader sees: the one place where lxml is used."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import Any

from index.errors import InputError

# Around these a browser leaves space, or begins a line; "head" is also trafilatura's for a heading.
_PARAGRAPHS = frozenset(
    "address article aside blockquote body center details dl fieldset figure footer form h1 h2 h3 "
    "h4 h5 h6 head header hr list main menu nav ol p pre quote section table ul".split()
)
_LINES = frozenset(
    "caption dd div dt figcaption item legend li row summary tbody tfoot thead tr".split()
)
_BREAKS = frozenset({"br", "lb"})
_ITEMS = frozenset({"li", "item"})
_CELLS = frozenset({"td", "th", "cell"})
_ROWS = frozenset({"tr", "row"})
_BAR = " | "  # between cells
_VERBATIM = frozenset({"pre", "code"})
_UNSEEN = frozenset(
    "applet audio button canvas datalist embed iframe input link math meta noscript object option "
    "script select style svg template textarea title video".split()
)
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE
)
_ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u034f\u200b\ufeff"))  # padding, and places to break
_SPACES = re.compile(r"[ \t\n\r\f\v\xa0]+")

_XML_ENTITIES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_AMPERSAND = re.compile(r"&(?:(#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z]\w*);)?")
_VERBATIM_XML = re.compile(
    r"(<!\[CDATA\[.*?\]\]>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>)", re.DOTALL
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


def parse_xml(text: str) -> tuple[Any, str]:
    """Parse XML, mending what can be mended; gives the root (or None), and what was wrong.

    No entity is resolved beyond the named characters of HTML, and nothing is fetched.
    """
    from lxml import etree  # late: only some formats need it

    # Entities go with the document type that defines them. Outside of what is verbatim, ampersands
    # that begin nothing and HTML's names of characters are written so that the parser keeps them.
    parts = _VERBATIM_XML.split(_DECLARATION.sub("", text, count=1))
    parts[::2] = [_AMPERSAND.sub(_xml_reference, part) for part in parts[::2]]
    parts[1::2] = ["" if part.startswith("<!DOCTYPE") else part for part in parts[1::2]]
    parser = etree.XMLParser(
        encoding="utf-8",
        recover=True,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring("".join(parts).encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        return None, str(error)
    errors = [entry for entry in parser.error_log if entry.level >= etree.ErrorLevels.ERROR]
    return root, f"line {errors[0].line}: {errors[0].message}" if errors else ""


def parse_html(text: str) -> Any:
    """Parse HTML as forgivingly as browsers do; gives the root, or None where nothing is in it.

    Raises:
        InputError: it is nested so deeply that the parser would leave out the rest.
    """
    from lxml import etree, html  # late: only some formats need it

    parser = html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except etree.ParserError:
        return None
    if any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log):
        raise InputError("its HTML is nested too deeply; open it in a browser, and save its text")
    return root


def text_of_html(text: str) -> str:
    """Give the text that a reader sees of a piece of HTML; text without markup stays as it is."""
    if not re.search(r"<[a-zA-Z!/]", text):
        return unescape(text)
    root = parse_html(text)
    body = None if root is None else root.find("body")
    return "" if body is None else text_of(body)


def text_of(element: Any) -> str:
    """Give the text that a reader sees: paragraphs with empty lines between, cells with bars.

    Scripts, styles, comments and what is hidden are left out.
    """
    from lxml import etree  # late: only some formats need it

    writer = _Writer()
    walk = etree.iterwalk(element, events=("start", "end"))  # no recursion: trees can be deep
    for event, node in walk:
        unseen = _is_unseen(node)
        if event == "start" and unseen:
            walk.skip_subtree()  # its end still comes
        elif event == "start":
            writer.open(node)
            writer.write(node.text)
        else:
            if not unseen:
                writer.close(node)
            if node is not element:
                writer.write(node.tail)
    return writer.text()


class _Writer:
    """Gathers words, and the white space between them that the markup asks for."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._gap = ""  # white space that is owed before the next word
        self._mark = ""  # what stands before the first word of an item
        self._verbatim = 0  # how many elements are open that keep their white space

    def open(self, node: Any) -> None:
        name = _name(node)
        self._break(name)
        self._verbatim += name in _VERBATIM
        if name in _ITEMS:
            self._mark = "- "
        elif name in _CELLS and _follows_plain_cell(node):
            self._gap = _BAR
        elif name in _CELLS:
            self._break("tr")

    def close(self, node: Any) -> None:
        name = _name(node)
        self._verbatim -= name in _VERBATIM
        if name in _ITEMS:
            self._mark = ""
        if name in _BREAKS:
            self._widen("\n")
        if name in _ROWS and self._gap == _BAR:  # the last cells were empty
            self._gap = ""
        self._break(name)

    def write(self, words: str | None) -> None:
        if not words:
            return
        words = words.translate(_ZERO_WIDTH).replace("\r\n", "\n")
        if not self._verbatim:
            words = _SPACES.sub(" ", words)
            if words.startswith(" "):
                self._widen(" ")
        inner = words if self._verbatim else words.strip(" ")
        if inner:
            self._parts.append((self._gap if self._parts else "") + self._mark + inner)
            self._gap = self._mark = ""
            if inner != words and words.endswith(" "):
                self._widen(" ")

    def text(self) -> str:
        """Give what was gathered; lone surrogates are no text."""
        return "".join(self._parts).strip().encode("utf-8", "replace").decode()

    def _break(self, name: str) -> None:
        if name in _PARAGRAPHS:
            self._widen("\n\n")
        elif name in _LINES:
            self._widen("\n")

    def _widen(self, gap: str) -> None:
        if self._gap != _BAR and ("\n" in gap or not self._gap):
            self._gap = max(self._gap, gap, key=lambda space: (space.count("\n"), len(space)))


def _name(node: Any) -> str:
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _is_unseen(node: Any) -> bool:
    if not isinstance(node.tag, str):  # a comment, an entity or an instruction
        return True
    style = node.get("style")
    return (
        _name(node) in _UNSEEN
        or node.get("hidden") is not None
        or bool(style and _HIDING.search(style))
    )


def _follows_plain_cell(cell: Any) -> bool:
    """Whether cells stand beside each other as in a table of data, not as columns of a layout."""
    row = cell.getparent()
    before = cell.getprevious()
    if row is None or before is None or _name(row) not in _ROWS:
        return False
    return not any(
        _name(node) in _PARAGRAPHS - {"p"} | _LINES
        for each in (before, cell)
        for node in each.iter()
    )


def _xml_reference(match: re.Match[str]) -> str:
    name = match[1]
    if not name:
        return "&amp;"
    if name.startswith("#") or name in _XML_ENTITIES:
        return match[0]
    character = unescape(match[0])
    return escape(character) if character == match[0] or character in "<>&\"'" else character
