"""Tell an article's own lines from those that web pages and newsletters put between them.

Only whole lines are told by, and only ones that say nothing else: a doubtful line is the article's.
"""

from __future__ import annotations

import re

from index.articles import Offsets

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_LONGEST_LINE = 160  # characters; what is longer is a paragraph
_AROUND = " \t\xa0-–—*•·|>»›…[](){}#_"

_NETWORKS = (
    r"(?:facebook|twitter|x|whats ?app|linked ?in|reddit|pinterest|telegram|instagram|youtube|"
    r"tik ?tok|threads|bluesky|mastodon|flipboard|messenger|google news|e-?mail|copy link|print|"
    r"save|share|tweet|link|more)"
)
_PIECE = r"(?:article|story|post|page|report|video|news)"
_LETTER = r"(?:newsletters?|briefing|bulletin|inbox|mailing list|e-?mail alerts?|alerts|updates)"

# Each is matched against a whole line.
_STRAY = [
    # Advertisements
    r"(?:paid |third[- ]party )?(?:advertisements?|advertising|sponsored(?: content| post)?|ads?)"
    r"(?: (?:by|from) google)?",
    r"(?:(?:story|article|content|post) )?continues? (?:reading )?(?:below|after)"
    r"(?: (?:this |the )?(?:advertisement|ad|video|newsletter))?",
    r"advertisement\W+(?:(?:story|article|content) )?(?:continues?|scroll)\b.{0,40}",
    r"(?:scroll (?:down )?|keep scrolling )(?:to continue|for more).{0,30}",
    # Sharing and following
    rf"(?:{_NETWORKS}[\s,/|•·]+)+{_NETWORKS}|tweet|share|copy link|print|e-?mail",
    rf"(?:share|tweet|e-?mail|print|save|bookmark|like)(?: this| the)? {_PIECE}"
    rf"(?: (?:on|via|with|by) (?:{_NETWORKS}|friends|your friends).{{0,30}})?:?",
    rf"share (?:this )?(?:on|via|with|to) {_NETWORKS}",
    rf"(?:follow|like|find|join) us (?:on|at) {_NETWORKS}\b.{{0,60}}",
    # Subscriptions
    rf"(?:sign up|subscribe|register)(?: here| now| today)? (?:for|to) (?:our|the|this|your)"
    rf"(?: [\w’'-]+){{0,4}} {_LETTER}(?:[.!]|(?: and| to| for|,|:| here| now| today)\b.{{0,70}})?",
    r"(?:get|receive) (?:our|the|more)(?: [\w’'-]+){0,6} (?:in|to) your (?:inbox|mailbox)"
    r"\b.{0,40}",
    r"(?:subscribe|sign up|sign in|log in|unsubscribe|donate)(?: here| now| today)?",
    r"already (?:a subscriber|subscribed|registered|a member)\?.{0,40}",
    r"(?:view|read|open) (?:this (?:e-?mail|message|newsletter) |it )?(?:in|on) (?:your |a |the )?"
    r"(?:web )?browser",
    r"thank you for (?:reading|subscribing|signing up)[.!]?",
    # Further reading: a colon, and a headline of some other article, which ends in no full stop
    r"(?:read(?: more| also| next| on| now)?|also read|see also|related(?: (?:articles?|"
    r"stor(?:y|ies)|content|coverage|news))?|more on this(?: story| topic)?|"
    r"recommended(?: reading| for you)?|don[’']t miss|"
    r"you (?:may|might) also (?:like|be interested in)) ?: ?.{0,140}[^.\s]",
    r"(?:(?:click|tap) here to )?(?:read|show|see|load) (?:more|also|next|"
    r"(?:the )?full (?:story|article))|also read|see also|continue reading|keep reading",
    r"related(?: (?:articles?|stor(?:y|ies)|content|coverage|news|topics|links))|more (?:on|from) "
    r"this (?:story|topic|author)|recommended (?:for you|reading|stories)|most (?:read|popular)|"
    r"trending(?: now)?|you (?:may|might) also (?:like|be interested in)|up next|top stories",
    # Comments and the page itself
    r"(?:\d+ )?comments?(?: \(?\d+\)?)?|(?:leave|post|add|write) a (?:comment|reply)|"
    r"(?:view|show|read|load) (?:all )?(?:\d+ )?comments",
    r"skip to (?:main |the )?content|(?:back to|return to) (?:the )?top|loading|"
    r"(?:open|close|main) menu|(?:show|hide|toggle) (?:caption|captions|navigation|menu)",
    r"your browser does(?: not|n[’']t) support.{0,80}|please (?:enable|turn on) javascript.{0,80}",
    r"(?:download|get) (?:our|the) (?:free |mobile |news )*app\b.{0,50}",
    # Cookies and rights
    r"(?:we|this (?:web ?)?site|our (?:web ?)?site)(?: and our partners)? uses? cookies\b"
    r"(?=.*\b(?:experience|browser|browsing|site|website|analy[sz]e|traffic|consent|preferences|"
    r"personali[sz]e|policy|partners)\b).*",
    r"by (?:continuing to|using|browsing) .{0,60}\b(?:you (?:agree|accept|consent)).{0,90}",
    r"(?:accept|reject|manage|allow)(?: all)? cookies|"
    r"cookie (?:policy|settings|preferences|notice)|privacy (?:policy|notice)|"
    r"terms (?:of (?:use|service)|and conditions|& conditions)",
    r"(?:copyright|©|\(c\))[\s©]*(?:\(c\) ?)?\d{4}\b.{0,80}|.{0,80}\ball rights reserved",
]
_IS_STRAY = re.compile("|".join(f"(?:{rule})" for rule in _STRAY), re.IGNORECASE)
# Someone is told to have said it, or it is quoted: then it is news.
_REPORTED = re.compile(r"\b(?:said|says|told|wrote|according|reported|asked)\b|[\"“”]")


def without_boilerplate(text: str, title: str) -> list[Offsets]:
    """Give the stretches `[start, end)` of a text that are the article's, in order.

    Left out are lines such as "Advertisement", "Share this article" and "Read more: …", and the
    title where it stands again. Of a text of nothing else, nothing is left.
    """
    stretches: list[Offsets] = []
    start = 0
    titles = 0
    heading = _bare(title)
    for line in _LINE.finditer(text):
        bare = _bare(line[0])
        titles += bool(heading) and bare == heading
        if (bare == heading and titles > 1) or _is_stray(bare):
            stretches.append((start, line.start()))
            start = line.end()
    stretches.append((start, len(text)))
    return [(begin, end) for begin, end in stretches if text[begin:end].strip()]


def _bare(line: str) -> str:
    return " ".join(line.split()).strip(_AROUND).casefold()


def _is_stray(bare: str) -> bool:
    return (
        0 < len(bare) <= _LONGEST_LINE
        and bool(_IS_STRAY.fullmatch(bare.rstrip(" .") if bare.endswith("reserved.") else bare))
        and not _REPORTED.search(bare)
    )
