"""Ordinary words of English, as far as they are no names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from auslex.screening.detectors.name_words import words

# Names that are ordinary words as well.
NAMES_TOO = words(
    """
    reg vic jan harsh christian roman august jun dec sat mon lien ante indonesian victoria
    ada april archie austin ava baker bank barber basil bell berry best bill bird bishop black bond brook brown bruce
    burns bush butcher butler carol carter castle chance chase church clay cliff cole cook cooper cross curry dale
    daisy dawn day dean dear della dev dot drew drinkwater driver ed eden english faith fan farmer farr fern field
    fields fish fisher flint flora flower ford forest fox frank french friend frost gale gene glass glen gold golden
    good gower grace grant gray green grey grove guest guy ha hall hand hardy hare hart hazel head heath heather hill
    hills holly hood hope hunt hunter hurt iris irons ivy jack jade jay joke josh joy judge june just king kit knight
    la lake lamb lance land lane lang laurel law lay le lee lily link lo lock long lord love low ma main major mark
    marks marsh marshall mason masters may melody mercy mere miles mill miller mills mo moon moore more morning moss
    most mount nan nash ni nick noble norm north nova nurse oak oh olive opal page pan pansy park parker parks pat
    patience pearl peg penny pepper piper poppy porter pound powers pratt price pride prince prior prudence quick quill
    rain ram ray read red reed reid rice rich ring rivers rob robin rock rod root rose rosemary ross rowan ruby rule
    rune rush rusty sage said sally salmon sand sands sandy scarlett sellers sen senior sharp shepherd short silver
    singer sit skinner sky slater small smart smith snow so son song south spark sparks spring stack star steel
    sterling still stock stone storm story strange street strong su sue summer summers sun sunny swan sweet swift
    tailor tall taylor ted temple terry ton toll tri trinity turner van verity victor violet wade walker wall ward
    warden warren waters way wayne webb webster wells west white wild will willow wills winner winter winters wise wolf
    wood woods woody word worth wright yi york young yu
    """
)


def is_english(word: str) -> bool:
    """True for a common word of English that is not only somebody's name."""
    lower = word.lower()
    return lower in NAMES_TOO or lower in _english()


@cache
def _english() -> frozenset[str]:
    """The words that `python -m training.words` counted."""
    lines = files("auslex.screening.detectors").joinpath("data", "words.txt").read_text().splitlines()
    return frozenset(word for line in lines for word in line.split()[1:])
