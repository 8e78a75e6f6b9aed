"""The verbs that news is written in, and the way from `fired` to `fire`."""

from __future__ import annotations

from collections.abc import Iterator

from index.inflection import IRREGULAR_VERBS
from qa.english.words import word_set

# Regular ones. Without a tagger, a list must tell "did the ferry sink" from "did the ferry crew".
_REGULAR = word_set(
    """
    abandon absorb accept access accommodate accomplish accuse achieve acknowledge acquire act
    activate add address adhere admit adopt advise advocate affect agree aim allege allow announce
    answer anticipate apologise apologize appeal appear apply appoint appreciate approach approve
    argue arrest arrive ask assassinate assemble assess assist assume attach attack attempt attend
    attract authorise authorize avenge avoid award back ban beat begin believe belong benefit blame
    block board boast bomb book borrow breach brief broadcast broaden burn burst call calm campaign
    cancel capture carry cause celebrate chair challenge change charge charter chase check circulate
    cite claim climb cling close collapse collect collide combine commemorate comment commit
    communicate compare compete compile complain complete compose comprise concede concern conclude
    condemn conduct confirm connect conquer consider consist construct consult consume contact
    contain continue contribute control convict convince cook coordinate cost count counter cover
    crash create criticise criticize cross crush cry cure damage dance debate debut decide declare
    decline defeat defend define delay delete deliver demand demolish demonstrate deny depart depend
    deploy deposit derive describe deserve design destroy detain detect determine develop die differ
    direct disagree disappear disclose discover discuss dislike dismiss dispute dissolve distinguish
    distribute divert divide dominate donate double doubt dress drift drop drown earn effect elect
    eliminate embrace emerge emphasize employ enact encounter encourage end endorse enforce engage
    enjoy enroll ensure enter entitle erupt escape establish estimate evacuate evaluate evolve
    examine exceed exchange exclude exist expand expect expel experience explain explode exploit
    explore expose express extend face fade fail fear feature file fill film fine finish fire fish
    fix flee flood focus fold follow forbid force forecast foresee forge forgive form found free
    fund gain gather generate graduate grant greet guarantee guard guess guide halt handle happen
    harm hate head help hesitate hide highlight hire honor honour hope host house hunt hurry
    identify ignore illustrate imagine immigrate impeach implement imply import impose imprison
    improve include increase indicate influence inform inhabit inherit initiate injure insist
    inspect inspire install integrate intend intercept interrupt interview introduce invade invent
    invest investigate invite invoke involve isolate issue join jump justify kick kidnap kill kiss
    knock label lack land last laugh launch leak lean learn lift like limit link list live load
    locate lock look loot lose love lower maintain manage mandate manufacture march mark marry
    mediate mention merge migrate miss mock modify monitor motivate mourn move murder name
    nationalise need negotiate nominate note notice obey object oblige observe obstruct obtain
    occupy occur offer open operate oppose order organise organize originate overcome overlap
    overtake overthrow own paint park participate pass patrol pay perceive perform permit persuade
    photograph pick pioneer place plan play plead pledge plunder point pollute portray possess post
    postpone pour practice practise praise pray preach predict prefer prepare prescribe present
    preserve prevent print proceed proclaim produce prohibit promise promote propose prosper protect
    protest prove provide provoke publicise publish pull punish purchase pursue push quarrel
    question quit quote rain raise rank reach react realise realize rebuild recall receive recognise
    recognize recommend record recover recruit reduce refer reflect refuse regard register regret
    regulate rehearse reinforce reject relate release relocate rely remain remark remember remove
    rename rent repair repeat replace reply report represent reproduce request require rescue
    resemble reside resign resist resolve respond restore restrict result resume retain retaliate
    retire retreat return reunite reveal review revolt reward rival rob roll root rule sack sail
    salute save scatter schedule score search secure seek seem seize sentence separate serve settle
    share shift shine shock shoot show shrink sign sink skip slip slow smoke smuggle snow solve
    sound spark specialise specify spill spoil sponsor spot stab stage start starve state stay stem
    stop store strand strengthen stress stretch struggle study submit subscribe substitute succeed
    sue suffer suggest support suppose surprise surrender surround survive suspect suspend swallow
    sweep switch symbolise sympathise tackle talk target taste tax tell tend test thank threaten tie
    tolerate topple torture toss touch tour trace track trade train transfer transform translate
    transmit transport trap travel treat trigger trust try turn tweet undergo unify unite unveil
    update upgrade uphold urge use utilise vanish vary venture veto view violate visit volunteer
    vote vow wait walk wander want warn wash waste watch weaken weigh welcome whisper widen wish
    withdraw withhold witness wonder work worry wound wrap yell yield
    """
)
# Those that help other verbs, and those that stay as they are in the past.
_MORE_IRREGULAR = """
be was; be were; be been; beat beaten; bet; bid; burst; cast; cost; cut; do did done; have had; hit;
hurt; let; put; quit; read; set; show showed; shut; split; spread
"""
_NOUNS = frozenset(("ground", "wound"))  # pasts that are mostly something else
_FORMS = [entry.split() for entry in f"{IRREGULAR_VERBS};{_MORE_IRREGULAR}".split(";")]
_BASE_OF_PAST = {
    past: forms[0] for forms in _FORMS for past in forms[1:] or forms if past not in _NOUNS
}
_BASES = _REGULAR | {forms[0] for forms in _FORMS}


def base_of(word: str) -> str | None:
    """Give the base of a verb in lower case, whatever its form; None for what is no known verb."""
    if word in _BASES:
        return word
    if word in _BASE_OF_PAST:
        return _BASE_OF_PAST[word]
    return next((base for base in _guesses(word) if base in _BASES), None)


def is_base(word: str) -> bool:
    """Whether a word in lower case is the base of a known verb; many nouns are, too."""
    return word in _BASES


def is_past(word: str) -> bool:
    """Whether a word in lower case is the past or the past participle of a verb."""
    regular = word.endswith("ed") and (len(word) > 4 or base_of(word) is not None)
    return word in _BASE_OF_PAST or (regular and word != "indeed")


def _guesses(word: str) -> Iterator[str]:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            yield from (stem, stem + "e")
            if stem.endswith("i"):
                yield stem[:-1] + "y"
            if stem[-2:-1] == stem[-1:]:
                yield stem[:-1]
