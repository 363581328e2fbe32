"""Sends forgeries to the real application, and counts those that were let in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from random import Random

from joserfc import jwt
from joserfc.jwk import OctKey

from auslex.core.clock import NANOSECONDS_PER_SECOND
from auslex.core.principal import Tier
from auslex.identity.keys import KeyRequest, new_key
from auslex.identity.network import NetworkPolicy, parse_network
from auslex.identity.tokens import TokenOptions, Tokens
from auslex.settings import Settings
from auslex.upstreams.scripted import ScriptedUpstream, WholeReply
from tests.forgeries.forge import BODY, PATH, Addresses, Forgery, Keys, Material, Signatures, TokensForged, forgeries
from tests.support import upstream as openai
from tests.support.installation import PEPPER, InProcess

SECRET = "only for tests, only for tests, only for tests"
REFUSED = {401, 403}
OPTIONS = TokenOptions("https://id.example.com", "auslex-gateway", secret=SECRET)


@dataclass
class Outcome:
    """What became of them. accepted: every one that was not refused, with its status."""

    tried: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[int, Forgery]] = field(default_factory=list)
    upstream_calls: int = 0


async def forge(count: int, seed: int) -> Outcome:
    """So many, of all kinds; first every house must let in what is good."""
    chance, outcome = Random(seed), Outcome()
    for share in range(3):
        await _before(share, -(-count // 3), chance, outcome)
    return outcome


async def _before(share: int, count: int, chance: Random, outcome: Outcome) -> None:
    """Keys and tokens before an open door; signatures before one that wants them; addresses before a list."""
    signing, listed = share == 1, share == 2
    house = InProcess(
        upstream := ScriptedUpstream([WholeReply(openai.completion().body)]),
        settings=Settings.model_validate({"enable_request_signing": signing}),
        network=NetworkPolicy(general=(parse_network("192.0.2.0/24"),)) if listed else None,
        tokens=Tokens(OPTIONS),
    )
    known = _material(house)
    kinds = {
        **(Keys(known, chance).kinds() | TokensForged(known, chance).kinds() if share == 0 else {}),
        **(Signatures(known, chance).kinds() if signing else {}),
        **(Addresses(known, chance).kinds() if listed else {}),
    }
    async with house.gateway:
        for forgery in forgeries(kinds, chance, count):
            answer = await house.answer(forgery.method, forgery.path, forgery.body, forgery.headers)
            outcome.tried[forgery.kind] += 1
            if answer.status not in REFUSED:
                outcome.accepted.append((answer.status, forgery))
        outcome.upstream_calls += len(upstream.calls)
        good = [{"authorization": f"Bearer {each}"} for each in (known.good_key, known.token)] if share == 0 else []
        for headers in [*good, *([Signatures(known, chance).good()] if signing else [])]:
            answer = await house.answer("POST", PATH, BODY, headers)
            assert 200 == answer.status, "what is good must be let in, or nothing is shown"


def _material(house: InProcess) -> Material:
    now = house.clock.now_nanoseconds()
    claims = {
        "iss": OPTIONS.issuer, "aud": OPTIONS.audience, "exp": now // NANOSECONDS_PER_SECOND + 600, "sub": "ann",
        "tenant": "firm", "tier": "INTERNAL",
    }  # fmt: skip
    ended = []
    for revoked_at, expires_at in ((now, None), (None, now), (now, now)):
        key, record = new_key(
            PEPPER, "dev", KeyRequest("ended", "firm", Tier.INTERNAL, expires_at=expires_at), house.clock
        )
        house.keys._records[record.key_id] = record
        if revoked_at is not None:
            object.__setattr__(record, "revoked_at", revoked_at)
        ended.append(key)
    token = jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(SECRET))
    return Material(house.key, house.key_id, tuple(ended), token, SECRET, PEPPER, house.clock)
