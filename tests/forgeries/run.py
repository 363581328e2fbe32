"""Sends forgeries to the real application, and counts those that were let in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from enum import Enum
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


class Hole(Enum):
    """A mistake somebody might make, to see whether the forgers find it."""

    NONE = "none"
    EVERY_PROXY_TRUSTED = "every proxy trusted"
    NO_SIGNATURE_WANTED = "no signature wanted"
    SECRET_KNOWN = "the issuer's secret known"


async def forge(count: int, seed: int, hole: Hole = Hole.NONE) -> Outcome:
    """So many, of all kinds; and every house must let in what is good."""
    chance, outcome = Random(seed), Outcome()
    for share in range(3):
        await _before(share, -(-count // 3), chance, outcome, hole)
    return outcome


async def _before(share: int, count: int, chance: Random, outcome: Outcome, hole: Hole) -> None:
    """Keys and tokens before an open door; signatures before one that wants them; addresses before a list."""
    signing, listed = share == 1, share == 2
    wanted = signing and hole is not Hole.NO_SIGNATURE_WANTED
    proxies = (parse_network("0.0.0.0/0"),) if hole is Hole.EVERY_PROXY_TRUSTED else ()
    options = replace(OPTIONS, secret="\0\0\0") if hole is Hole.SECRET_KNOWN and share == 0 else OPTIONS
    house = InProcess(
        upstream := ScriptedUpstream([WholeReply(openai.completion().body)]),
        settings=Settings.model_validate({"enable_request_signing": wanted}),
        network=NetworkPolicy(general=(parse_network("192.0.2.0/24"),), proxies=proxies) if listed else None,
        tokens=Tokens(options),
    )
    known = _material(house, options)
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


def _material(house: InProcess, options: TokenOptions) -> Material:
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
    token = jwt.encode({"alg": "HS256", "typ": "JWT"}, claims, OctKey.import_key(options.secret))
    return Material(house.key, house.key_id, tuple(ended), token, options.secret, PEPPER, house.clock)
