"""Given names as the pass over all words looks for them: where one begins inside an ordinary word, with its ends."""

from __future__ import annotations

from auslex.screening.detectors.given_names import MORE_GIVEN
from auslex.screening.detectors.name_words import GIVEN, words
from auslex.screening.detectors.ordinary import NAMES_TOO

_SHORT = 4  # Letters of what stands inside other words too often.
_BEFORE = (" ", "\n")
_BEHIND = (" ", ",", ".", ":", ";", "\n", "'", ")")
# They stand inside ordinary words, as "Allan" does in "challan".
_INSIDE = words(
    """
    abbie abraham addison adela aditi aisha albert alisi aliza allan allen alvin amara amber amina anders andre
    andrew anette angelica anisa anita anoma ansel anton archer ariel armin arnel arthur arvin aster avery aylin
    azman bella bharat bindi blake brenda brenna brooke bryan carin carmel carrie chana charles cherie chester chris
    christian christoph clara clare clark clement cormac craig crystal damon daniel david denis dilan dimitri donal
    donald dougal dustin eddie edgar edite edmond edward efrain elissa eliza ellen ellie elliot ellis elton emina
    emine endang engin ercan erica ernst ester ethan ethel etuate ferenc fergus fidel frederic frida gabriel garth
    genet geoff gerald gianni giorgia graham gregor hamed hanan hanka hanna hanne harman hester honora hristo
    humphrey indra ineke inger irena isaac isabel jacob jalal jamal jamie jordan joseph judit julia julie justin
    karan karin kathe kendrick lachlan larisa latha lauren lawson lazar leane leigh leyla litia lloyd loren lotte
    louis maree marie marin marit marita mathew meral meron michael michel milton minal mitch nabil nadia nalin
    nancy nathan niels nimal nisha norma norman noura odile ollie osman othman pania parag patrick perce perpetua
    peter petra petro philip phillip pietro rahim raisa ramin randa rangi rania ratna rayan recep regina rehan reina
    richa richard robert roger rollo roman romina ruben saman samuel sander santo scott serge sergi shana shankar
    shari sherif shing signe silke simon simone sione sonal sonali steph stephen steve steven stina stipe stojan
    sybil talia tamar tamara tasman terrence terri thang thora tiana timon topher trang travers tricia trong troye
    vance venkat verna victoria vince viola voula walter wanda william xander
    """
)


# Given names in small letters that are no words of English.
SMALL_NAMES = frozenset(name.lower() for name in GIVEN | MORE_GIVEN if len(name) > 2) - NAMES_TOO


# Those that are words too, but for the commonest.
_DOUBLE = frozenset(name.lower() for name in GIVEN | MORE_GIVEN if len(name) > 2) & NAMES_TOO - words(
    "april june may will grant art major day dear order page norm van jan jun august victoria reg vic christian roman"
    " chance word state case fan said sit sen best good long young early so to la le lo"
)


# With one of these in it, prose in small letters must be looked at closer.
PROSE_NAMES = SMALL_NAMES | _DOUBLE


def _forms(name: str) -> tuple[str, ...]:
    if len(name) > _SHORT and name not in _INSIDE and name not in NAMES_TOO:
        return (name,)
    return tuple(f"{before}{name}{behind}" for before in _BEFORE for behind in _BEHIND)


# What is looked for, and how much of it stands before the name; how many letters the name has.
MARKED = {form: (form.find(name), len(name)) for name in sorted(PROSE_NAMES) for form in _forms(name)}
