"""An article's words as letters, one letter a word for what kind of word it is.

Patterns of how people are named and quoted are short on such a string, and quick: of "said Pentagon
spokesman Jonathan Hoffman." it has "VCHCC.". A quotation is one letter, so no pattern looks inside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.articles import Offsets
from qa.speech.quotations import HIDDEN_QUOTATION, OPENED

_LOWER = {  # the kinds of words in lower case; L is any other
    "V": "said says added adds wrote writes written tweeted tweets stated states asked asks "
    "replied replies responded warned warns insisted insists argued argues explained explains "
    "noted notes continued declared announced recalled claimed claims admitted acknowledged "
    "observed joked quipped boasted urged vowed testified concluded remarked commented posted "
    "confirmed reported read reads shouted promised predicted suggested complained stressed "
    "emphasized emphasised cautioned lamented countered recounted estimated revealed "
    "maintained pledged asserted contended reiterated demanded exclaimed",
    "W": "told",
    "X": "tells called calls denied denies rejected disputed",  # speech too, but not what is quoted
    "Y": "saying adding noting explaining warning insisting",
    "A": "according",
    "D": "the a an its his her their another one",
    "E": "he she",
    "i": "it they there we you",
    "H": "statement spokesman spokeswoman spokesperson spokespeople official officials source "
    "sources ministry minister department agency administration government police company council "
    "court army military navy office union committee commission president secretary general "
    "commander chairman chairwoman director judge prosecutor prosecutors lawyer lawyers attorney "
    "doctor doctors witness witnesses resident residents researcher researchers scientist "
    "scientists expert experts analyst analysts authorities adviser advisor aide aides report "
    "letter leader leaders group outlet media newspaper embassy mayor governor senator ambassador "
    "envoy man woman",
    "R": "bin ibn van von der den de del da dos di du la le el al ul abu",  # within names
    "o": "of",
    "2": "to",
    "f": "for from by at with in",
    "p": "on during after before as via through about outside inside following when",
    "a": "also then later earlier late early last this yesterday today again once",
    "h": "has had",
    "c": "and or nor",
    "b": "but while although though",
    "w": "who which whom whose",
    "t": "that",
    "q": "more some no many several few",
    "F": "than if because so not is was are were be been being am have do does did will would can "
    "could may might must shall should over under into against between among these those here him "
    "them us what why how where nothing little",
}
_CAPITAL = {  # the kinds of words in capitals; C, as in a name, is any other
    "T": "President Vice Prime Minister Secretary General Leader Ayatollah Chairman Chairwoman "
    "Chair Chief Director Officer Commander Spokesman Spokeswoman Spokesperson Ambassador "
    "Senator Congressman Congresswoman Representative Governor Mayor Judge Justice Speaker "
    "Prince Princess King Queen Pope Sir Lord Lady Dame Doctor Professor Captain Colonel "
    "Major Lieutenant Sergeant Admiral Rear Marshal Sheikh Imam Bishop Archbishop Cardinal "
    "Reverend Attorney Counsel Executive CEO CFO Mr Mrs Ms Miss Dr Prof Sen Rep Gov Gen Lt "
    "Republican Democrat Democratic Labour Conservative Chancellor Premier Envoy Adviser "
    "Advisor Detective Inspector Superintendent Sheriff Coach Former Deputy Acting Junior "
    "Staff Commissioner Historian Author Col Maj Sgt Capt Cpl Adm Cmdr Rev Hon",
    "B": "Department Ministry Corps House Senate Congress Parliament Court Committee Commission "
    "Council Agency Bureau Office News Times Post Press Journal Force Forces Army Navy University "
    "College School Institute Center Centre Foundation Group Company Inc Ltd Corporation Bank "
    "Party Union Association Federation League Club Police Security Defense Defence State Affairs "
    "Health Services Treasury Interior Energy Education Labor Commerce Intelligence Homeland Guard "
    "Guards Media Agriculture Transportation Pentagon Kremlin Nations Organization Organisation "
    "International Street Hospital Airlines Airport Museum Church Authority Command Base Camp City "
    "Article Twitter Facebook Relations Rights "
    "Radio Television TV Channel Broadcasting Gazette Herald Tribune Courier Chronicle Telegraph "
    "Fort Mount Lake Port Royal United New North South East West Central White",
    "D": "The A An Its His Her Their Another One",
    "E": "He She",
    "A": "According",
    "i": "It They There We You",
    "q": "More Some No Many Several Few",
    "Z": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February July September "
    "October November December Jan Feb Aug Sept Oct Nov Dec",
    "O": "And But Or So Yet In On At By From For With After Before When While As If Since Because "
    "Although Though Until Once Still Then Later Earlier Now Meanwhile However Also Here This That "
    "These Those I Our What Who Why How Where Nothing Everything Something Others All Both Each "
    "Not During Despite Like Late Early Last Next Only Even Just Asked Under Over Among Between "
    "Finally Moreover Instead Today Yesterday Tonight To",
}
_KIND = {
    word: kind for kinds in (_LOWER, _CAPITAL) for kind in kinds for word in kinds[kind].split()
}
_SIGNS = {
    **dict.fromkeys(".?!…", "."),
    **dict.fromkeys("-–—", "-"),
    **dict.fromkeys('“”"', '"'),  # a mark without its fellow
    **dict.fromkeys("’'", "’"),  # of a possessive
    **{sign: sign for sign in ",;:"},
}
_TOKEN = re.compile(
    rf"{HIDDEN_QUOTATION}"
    r"|(?:went on|pointed out|(?:was|is) quoted as saying)\b"
    r"|(?:Gen|Lt|Col|Maj|Sgt|Capt|Cpl|Adm|Cmdr|Sen|Rep|Gov|Dr|Mr|Mrs|Ms|Prof|Rev|Hon)\."
    r"|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec|[ap]\.m|vs)\."
    r"|St\.|(?!I\.\s)(?:[A-Z]\.)+|\d+(?:[.,:]\d+)*(?!\w)"
    r"|[^\W_]+(?:(?:[&.-](?=\w)|[’'](?!s\b)(?=\w))\w+)*|[’']s?(?=[\s,.;:)]|\Z)|\S"
)
_ARTICLED = re.compile(r"(?:al|el|ul|ad|as)-[A-Z]")  # al-Assad


@dataclass(frozen=True, slots=True)
class Shape:
    """The words of a text: `kinds[i]` is the kind of the one at `[starts[i], ends[i])`.

    Besides those of words the kinds are N a number, Q a quotation, ’ what makes a possessive, ¶ the
    end of a paragraph, and . , ; : - signs. A stop inside a quotation's closing mark follows its Q.
    """

    text: str
    kinds: str
    starts: Sequence[int]
    ends: Sequence[int]

    def word(self, number: int) -> str:
        """Give a word itself."""
        return self.text[self.starts[number] : self.ends[number]]

    def letter(self, number: int) -> str:
        """Give the first letter of a word."""
        return self.text[self.starts[number] : self.starts[number] + 1]

    def stop_of(self, quotation: int) -> str:
        """Give the sign before the closing mark of a quotation."""
        return self.text[self.ends[quotation] - 2]

    def number_at(self, place: int) -> int:
        """Give the number of the word at a place of the text, or of the one before it."""
        return max(0, bisect_right(self.starts, place) - 1)

    def offsets(self, first: int, last: int) -> Offsets:
        """Give where the words `[first, last)` stand in the text."""
        return self.starts[first], self.ends[last - 1]

    def sentence(self, first: int, last: int) -> Offsets:
        """Give the words `[start, end)` of the sentence, or sentences, around `[first, last)`."""
        start, end = first, last
        while start > 0 and not self._ends_before(start):
            start -= 1
        while end < len(self.kinds) and self.kinds[end] != "¶" and not self._ends_before(end):
            end += 1
        return start, end

    def _ends_before(self, number: int) -> bool:
        before, here = self.kinds[number - 1], self.kinds[number]
        begins = here in "QN" or self.letter(number).isupper()
        return before == "¶" or (before == "." and begins)


def read_shape(text: str, paragraphs: Sequence[Offsets]) -> Shape:
    """Read the words of a text whose quotations are hidden."""
    kinds, starts, ends = [], [], []
    for first, last in paragraphs:
        for match in _TOKEN.finditer(text, first, last):
            kind, (start, end) = _kind(match[0]), match.span()
            kinds.append(kind)
            starts += [start, end][: len(kind)]
            ends += [end, end][: len(kind)]
        kinds.append("¶")
        starts.append(last)
        ends.append(last)
    return Shape(text, "".join(kinds), starts, ends)


@lru_cache(maxsize=1 << 13)
def _kind(token: str) -> str:
    first = token[0]
    if first == OPENED:
        return "Q" + _SIGNS.get(token[-2], "")
    if not first.isalpha():
        return _SIGNS.get(first) or ("N" if first.isdigit() and not token[-1].isalpha() else "L")
    initial = len(token) == 2 and token[1] == "."
    known = "" if initial else _KIND.get(token.rstrip("."))
    if known:
        return known
    if first.isupper() or _ARTICLED.match(token):
        return "O" if len(token) > 7 and token.endswith("ly") else "C"
    if " " in token:  # went on, pointed out
        return "V"
    return "a" if token.endswith("ly") else "L"
