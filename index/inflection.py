"""Forms of one English word that no rule about endings brings together."""

from __future__ import annotations

from functools import cache

from index.lexical import stems

# Base, past, participle where it is another.
IRREGULAR_VERBS = """
arise arose arisen; awake awoke awoken; bear bore borne born; become became; begin began begun;
bend bent; bind bound; bite bit bitten; bleed bled; blow blew blown; break broke broken;
breed bred; bring brought; build built; burn burnt; buy bought; catch caught; choose chose chosen;
cling clung; come came; creep crept; deal dealt; dig dug; draw drew drawn; dream dreamt;
drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
fight fought; find found; flee fled; fling flung; fly flew flown; forbid forbade forbidden;
foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
get got gotten; give gave given; go went gone; grind ground; grow grew grown; hang hung;
hear heard; hide hid hidden; hold held; keep kept; kneel knelt; know knew known; lay laid;
lead led; lean leant; leap leapt; learn learnt; leave left; lend lent; lie lay lain; light lit;
lose lost; make made; mean meant; meet met; mislead misled; mistake mistook mistaken;
overcome overcame; oversee oversaw overseen; overtake overtook overtaken;
overthrow overthrew overthrown; pay paid; plead pled; prove proven; rebuild rebuilt;
ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen; seek sought;
sell sold; send sent; sew sewn; shake shook shaken; shine shone; shoot shot; show shown;
shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; slay slew slain; sleep slept;
slide slid; sow sown; speak spoke spoken; speed sped; spend spent; spill spilt; spin spun;
spit spat; spring sprang sprung; stand stood; steal stole stolen; stick stuck; sting stung;
strike struck stricken; strive strove striven; swear swore sworn; sweep swept; swell swollen;
swim swam swum; swing swung; take took taken; teach taught; tear tore torn; tell told;
think thought; throw threw thrown; tread trod trodden; understand understood;
undergo underwent undergone; undertake undertook undertaken; uphold upheld; wake woke woken;
wear wore worn; weave wove woven; weep wept; win won; wind wound; withdraw withdrew withdrawn;
withhold withheld; withstand withstood; write wrote written
"""
_NOUNS_AND_ADJECTIVES = """
child children; crisis crises; criterion criteria; foot feet; goose geese; half halves;
knife knives; leaf leaves; life lives; loaf loaves; medium media; mouse mice;
person people; phenomenon phenomena; shelf shelves; thief thieves; tooth teeth; wife wives;
wolf wolves;
bad worse worst; big bigger biggest; bloody bloodier bloodiest; bright brighter brightest;
broad broader broadest; busy busier busiest; cheap cheaper cheapest; clear clearer clearest;
close closer closest; cold colder coldest; cruel crueler cruelest; dark darker darkest;
deadly deadlier deadliest; deep deeper deepest; early earlier earliest; easy easier easiest;
far farther farthest further furthest; fast faster fastest; few fewer fewest;
fierce fiercer fiercest; good better best; grave graver gravest; great greater greatest;
happy happier happiest; hard harder hardest; heavy heavier heaviest; high higher highest;
hot hotter hottest; large larger largest; late later latest; light lighter lightest;
little less least; long longer longest; loud louder loudest; low lower lowest; near nearer nearest;
new newer newest; old older oldest elder eldest; poor poorer poorest; quick quicker quickest;
rich richer richest; safe safer safest; severe severer severest; sharp sharper sharpest;
short shorter shortest; slow slower slowest; small smaller smallest; strong stronger strongest;
tall taller tallest; tough tougher toughest; warm warmer warmest; weak weaker weakest;
wide wider widest; young younger youngest
"""


def other_forms(word: str) -> frozenset[str]:
    """Give the forms that a word has beside its regular ones; most words have none."""
    forms = [_by_stem().get(stem, frozenset()) for stem in stems(word)]
    if word.lower().endswith(("man", "men")):  # spokesman, spokesmen
        forms.append(frozenset({f"{word[:-2]}an", f"{word[:-2]}en"}))
    return frozenset().union(*forms)


@cache
def _by_stem() -> dict[str, frozenset[str]]:
    forms: dict[str, frozenset[str]] = {}
    for group in f"{IRREGULAR_VERBS};{_NOUNS_AND_ADJECTIVES}".split(";"):
        for form in group.split():
            for stem in stems(form):
                forms[stem] = forms.get(stem, frozenset()) | frozenset(group.split())
    return forms
