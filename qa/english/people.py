"""What people are called by: titles before their names, and words for what they do or are."""

from __future__ import annotations

from qa.english.words import word_set

_ABBREVIATED = {
    "adm": "admiral", "amb": "ambassador", "capt": "captain", "cmdr": "commander",
    "col": "colonel", "gen": "general", "gov": "governor", "lt": "lieutenant", "maj": "major",
    "prof": "professor", "rep": "representative", "rev": "reverend", "sen": "senator",
    "sgt": "sergeant",
}  # fmt: skip
_IN_FULL = word_set(
    """
    admiral ambassador archbishop ayatollah bishop cardinal chairman chancellor captain colonel
    commander commissioner congressman congresswoman dame detective dr emperor general governor imam
    inspector judge king lady lieutenant lord madam major marshal mayor minister mr mrs ms pope
    president prince princess professor queen rabbi representative reverend secretary senator
    sergeant sheikh sheriff sir
    """
)
TITLES = _ABBREVIATED | {title: title for title in _IN_FULL}  # of people; all in full
SHIP_TITLES = word_set("hms mv ss uss")
TITLES_BEFORE_NAMES = TITLES | {title: title for title in SHIP_TITLES}

_NO_NOUNS = word_set("dame dr madam major mr mrs ms sir")  # as people are called without a name

# What their office, their work or their family makes of people, by itself and before a name.
ROLES = (_IN_FULL - _NO_NOUNS) | word_set(
    """
    actor actress adviser advisor agent analyst artist astronaut attorney aunt author banker boss
    brother candidate chairwoman chief cleric coach columnist composer contractor coroner
    correspondent daughter dean deputy diplomat director doctor driver economist editor engineer
    envoy farmer father fighter filmmaker fisherman founder guard head historian husband
    investigator investor journalist lawmaker lawyer leader man manager mother mourner musician
    novelist nurse officer official owner painter philosopher photographer pilot player poet
    politician priest producer prosecutor reporter researcher ruler sailor scientist singer sister
    skipper soldier son spokesman spokesperson spokeswoman student surgeon survivor suspect teacher
    uncle victim villager wife winner witness woman worker writer
    """
)
# Before a name some other words say what its bearer is, too: the expert Ann Lee, the ferry Linnet.
ROLES_BEFORE_NAMES = (
    ROLES
    | TITLES_BEFORE_NAMES.keys()
    | word_set(
        """
        capital chair champion executive expert ferry host justice master partner ship speaker
        vessel
        """
    )
)
