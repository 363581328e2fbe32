"""Which models may answer in another's place. Pure.

Source: https://developers.openai.com/api/docs/deprecations, read in November 2026, for the retired models.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

CHAIN_LENGTH_MAX = 5
Chains = dict[str, tuple[str, ...]]

# Where the strong model cannot answer, a smaller one does; where a model has been retired, what its provider names.
DEFAULT_CHAINS: Chains = {
    # Until 2027-01-14, then gpt-6-luna.
    "gpt-4o": ("gpt-4o-mini", "gpt-6-luna"),
    "gpt-4o-mini": ("gpt-6-luna",),
    "gpt-4.1": ("gpt-4.1-mini", "gpt-6-luna"),
    "gpt-4.1-mini": ("gpt-6-luna",),
    "gpt-4.1-nano": ("gpt-6-luna",),  # Ended 2026-10-23.
    # Ended 2026-10-23.
    "o1": ("gpt-6.1-sol", "gpt-5.4"),
    "o3-mini": ("gpt-6.1-terra", "gpt-5.4-mini"),
    "o4-mini": ("gpt-6.1-terra", "gpt-5.4-mini"),
    # Until 2026-12-11.
    "gpt-5": ("gpt-5-mini", "gpt-6.1-sol"),
    "gpt-5-mini": ("gpt-6.1-terra", "gpt-5.4-mini"),
    "gpt-5-nano": ("gpt-6-luna", "gpt-5.4-nano"),
    "o3": ("gpt-6.1-sol", "gpt-5.4"),
    # Current.
    "gpt-5.1": ("gpt-5.4-mini",),
    "gpt-5.2": ("gpt-5.4-mini",),
    "gpt-5.4": ("gpt-5.4-mini",),
    "gpt-5.4-mini": ("gpt-5.4-nano",),
    "gpt-5.5": ("gpt-5.4", "gpt-5.4-mini"),
    "gpt-5.6-sol": ("gpt-5.6-terra", "gpt-5.6-luna"),
    "gpt-5.6-terra": ("gpt-5.6-luna",),
    "gpt-6-sol": ("gpt-6.1-terra", "gpt-6-luna"),
    "gpt-6.1-sol": ("gpt-6.1-terra", "gpt-6-luna"),
    "gpt-6.1-terra": ("gpt-6-luna",),
}
_MODEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:@/-]{0,255}")


def parse_chains(text: str) -> Chains:
    """`gpt-4o > gpt-4o-mini > gpt-6-luna, o3 > gpt-5.4` as chains. A model alone has none. Raises ValueError."""
    chains: Chains = {}
    for given in filter(None, (part.strip() for part in text.split(","))):
        names = [name.strip() for name in given.split(">")]
        if not all(_MODEL.fullmatch(name) for name in names):
            raise ValueError(f"{given!r} is not a chain such as gpt-4o > gpt-4o-mini > gpt-6-luna")
        model, *others = names
        if len(set(names)) != len(names) or len(others) > CHAIN_LENGTH_MAX:
            raise ValueError(f"the chain of {model} names a model twice, or more than {CHAIN_LENGTH_MAX} in its place")
        if model in chains:
            raise ValueError(f"{model} has two chains; write one")
        chains[model] = tuple(others)
    return chains


def fallbacks(given: Mapping[str, tuple[str, ...]], last: str | None, last_for: Iterable[str]) -> Chains:
    """The chains in force: the operator's before the shipped ones, and `last` at the end of all that have one."""
    chains = {**DEFAULT_CHAINS, **given}
    if last is not None:
        for model in {*last_for, *(name for name, chain in chains.items() if chain)}:
            if model != last:
                chains[model] = tuple(dict.fromkeys((*chains.get(model, ()), last)))
    return {model: chain for model, chain in chains.items() if chain}


def chain_of(model: str, chains: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The model and those that may answer in its place; a dated snapshot has the chain of its model."""
    found = chains.get(model)
    if found is None:
        found = chains.get(re.sub(r"-\d{4}-\d{2}-\d{2}$", "", model), ())
    return tuple(dict.fromkeys((model, *found)))
