"""The shell between the pipeline and the ledger: who pays, how much is held, what was paid."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import msgspec

from auslex.accounting.periods import UTC_NAME
from auslex.accounting.policy import Cost, LimitName, Refusal
from auslex.accounting.pricing import Price, PriceSource, output_tokens_bound, terms
from auslex.accounting.store import (
    AccountSpend,
    AttemptState,
    Granted,
    Ledger,
    Order,
    Payer,
    Refused,
    Reserve,
    Resolve,
    new_attempt_id,
)
from auslex.accounting.tiers import TIERS, UNLIMITED, Limits
from auslex.core.calls import Call
from auslex.core.clock import NANOSECONDS_PER_SECOND, Clock
from auslex.core.errors import (
    BadRequest,
    CostLimitExceeded,
    LimitExceeded,
    ModelPriceUnknown,
    NeverFits,
    RateLimitExceeded,
)
from auslex.core.money import ZERO, Nanodollars, to_dollars
from auslex.core.principal import Principal
from auslex.core.standing import Standing
from auslex.core.usage import Usage, UsageSource
from auslex.wire.requests import with_output_cap

INSTALLATION = "installation"
OUTPUT_TOKENS_MIN = 16  # Per choice; an answer shorter than this helps nobody.
LOWERINGS_MAX = 3  # Others spend the same budget meanwhile, so what was affordable may be gone.
BUDGETS = frozenset({LimitName.DOLLARS_PER_DAY, LimitName.DOLLARS_PER_MONTH})
PromptCounter = Callable[[Call], Awaitable[int]]


class Hold(msgspec.Struct, frozen=True):
    """One attempt's reservation, durable and dispatched. `call` is what it pays for: send that, and nothing else."""

    attempt_id: str
    call: Call
    payers: tuple[Payer, ...]
    price: Price
    cost: Cost
    standing: Standing


class Accountant:
    """Reserve before, settle after; both exact, both in the ledger's hands.

    count: exact prompt tokens of a call. It costs a hundred times the byte bound, so it is asked only where the bound
    would refuse; the settlement corrects either. upstream_prices: of upstreams that have prices of their own.
    """

    def __init__(
        self,
        ledger: Ledger,
        prices: PriceSource,
        count: PromptCounter,
        clock: Clock,
        installation: Limits = UNLIMITED,
        upstream_prices: Mapping[str, PriceSource] = MappingProxyType({}),
    ) -> None:
        self._ledger = ledger
        self._prices = prices
        self._upstream_prices = upstream_prices
        self._count = count
        self._clock = clock
        self._installation = Payer(INSTALLATION, installation)

    def price(self, model: str, upstream: str = "") -> Price:
        """The model's price at this upstream; raises ModelPriceUnknown."""
        price = self._upstream_prices.get(upstream, self._prices).find(model)
        if price is None:
            raise ModelPriceUnknown(
                f"The model {model[:64]!r} has no known price, so its cost cannot be bounded. "
                "Use a priced model, or ask the operator to add it to prices.toml (AUSLEX_PRICES).",
                param="model",
            )
        return price

    async def reserve(
        self,
        principal: Principal,
        call: Call,
        request_id: str,
        upstream: str,
        *,
        requests: int = 1,
        may_lower: bool = True,
    ) -> Hold:
        """Hold the most this call can cost, durably, before anything is sent.

        requests: what it takes of the requests a minute; 0 for a further attempt at the same request.
        Where a budget does not pay for the output cap, the cap is lowered to what it pays for, if `may_lower`: the call
        to be sent is the hold's. Raises ModelPriceUnknown, BadRequest, NeverFits (400), RateLimitExceeded,
        CostLimitExceeded (429) or Unavailable.
        """
        price = self.price(call.model, upstream)
        require_terms(price, call)
        order = Order(
            request_id,
            principal.key_id,
            principal.tenant,
            call.user_label,
            call.endpoint,
            call.model,
            upstream,
            price.version,
        )
        request = _Request(
            self._ledger, price, self.payers(principal), order, new_attempt_id(self._clock), requests, may_lower
        )
        prompt_tokens = call.prompt_tokens_max
        cost = request.cost(call, prompt_tokens)
        answer = await request.ask(cost)
        if isinstance(answer, Refused) and answer.refusal.limit is not LimitName.REQUESTS_PER_MINUTE:
            counted = await self._count(call)
            if counted < prompt_tokens or answer.refusal.limit in BUDGETS:
                prompt_tokens = min(counted, prompt_tokens)
                cost = request.cost(call, prompt_tokens, request.least(call, prompt_tokens))
                answer = await request.ask(cost)
        if isinstance(answer, Refused) and answer.refusal.limit in BUDGETS and may_lower:
            call, answer = await request.lower(call, prompt_tokens, answer)
            cost = request.cost(call, prompt_tokens)
        if isinstance(answer, Refused):
            raise refusal_error(answer, cost)
        return Hold(request.attempt_id, call, request.payers, price, cost, answer.standing)

    async def charge_request(self, principal: Principal) -> Standing:
        """Take one request and nothing else: for what costs no tokens. Raises RateLimitExceeded or Unavailable."""
        cost = Cost(requests=1)
        answer = await self._ledger.reserve(Reserve(self.payers(principal), cost))
        if isinstance(answer, Refused):
            raise refusal_error(answer, cost)
        return answer.standing

    def settle(self, hold: Hold, usage: Usage, reported: Usage | None = None) -> Nanodollars:
        """Turn the hold into what the usage costs, and give the rest back. Returns the cost.

        reported: for a counted usage, what the provider had said before its answer broke off.
        """
        paid = hold.price.cost(usage, terms(hold.call))
        if usage.source is UsageSource.COUNTED:  # Our own count is no bill, so the hold bounds it; the provider's is.
            paid = min(paid, hold.cost.amount)
            if reported is not None:
                paid = max(paid, hold.price.cost(reported, terms(hold.call)))
        self._settle(hold, usage, paid)
        return paid

    def _settle(self, hold: Hold, usage: Usage, paid: Nanodollars) -> None:
        self._ledger.resolve(
            Resolve(
                hold.attempt_id,
                hold.payers,
                AttemptState.SETTLED,
                paid,
                usage.prompt_tokens,
                usage.cached_tokens,
                usage.completion_tokens,
                usage.source,
                hold.price.saved(usage, terms(hold.call)),
            )
        )

    def settle_hold(self, hold: Hold) -> tuple[Usage, Nanodollars]:
        """Charge the whole hold, flagged: the call was sent, and what it used will never be known."""
        output = output_tokens_bound(hold.call)
        usage = Usage(hold.cost.tokens - output, output, source=UsageSource.HELD)
        self._settle(hold, usage, hold.cost.amount)
        return usage, hold.cost.amount

    def void(self, hold: Hold) -> None:
        """Give everything back but the request: nothing was sent, or the provider bills nothing for it."""
        self._ledger.resolve(Resolve(hold.attempt_id, hold.payers, AttemptState.VOID))

    async def spend(self, account: str, time_zone: str = UTC_NAME) -> AccountSpend:
        """What an account has spent and holds in the present day and month. Raises Unavailable."""
        return await self._ledger.spend(account, time_zone)

    def payers(self, principal: Principal) -> tuple[Payer, ...]:
        """Who pays for this principal, in the ledger's fixed order."""
        zone = principal.time_zone
        return (
            Payer("key:" + principal.key_id, TIERS[principal.tier].overridden(principal.overrides), zone),
            Payer("tenant:" + principal.tenant, UNLIMITED.overridden(principal.tenant_limits), zone),
            self._installation,
        )


@dataclass(slots=True)
class _Request:
    """One attempt asking the ledger for a hold, with more or less output."""

    ledger: Ledger
    price: Price
    payers: tuple[Payer, ...]
    order: Order
    attempt_id: str
    requests: int
    may_lower: bool

    def cost(self, call: Call, prompt_tokens: int, least: Nanodollars = ZERO) -> Cost:
        output = output_tokens_bound(call)
        amount = self.price.bound(prompt_tokens, output, terms(call))
        return Cost(self.requests, prompt_tokens + output, amount, least)

    def least(self, call: Call, prompt_tokens: int) -> Nanodollars:
        """The most that the shortest answer can cost: nothing less will be asked for."""
        cap = min(call.output_tokens_max, OUTPUT_TOKENS_MIN) if self.may_lower else call.output_tokens_max
        output = (cap + call.uncapped_output_tokens) * call.choices
        return self.price.bound(prompt_tokens, output, terms(call))

    async def ask(self, cost: Cost) -> Granted | Refused:
        return await self.ledger.reserve(Reserve(self.payers, cost, self.order, self.attempt_id))

    async def lower(self, call: Call, prompt_tokens: int, refused: Refused) -> tuple[Call, Granted | Refused]:
        """Ask again with as much output as the budgets still pay for. Refused: the call whose refusal is to be told."""
        lowered, answer, enough = call, refused, self.least(call, prompt_tokens)
        for _ in range(LOWERINGS_MAX):
            cap = self._affordable_cap(call, prompt_tokens, answer.affordable)
            if cap is None or cap >= lowered.output_tokens_max:
                break
            lowered = with_output_cap(call, cap)
            asked = await self.ask(self.cost(lowered, prompt_tokens, enough))
            if isinstance(asked, Granted):
                return lowered, asked
            answer = asked
        least = with_output_cap(call, OUTPUT_TOKENS_MIN) if call.output_tokens_max > OUTPUT_TOKENS_MIN else call
        cost = self.cost(least, prompt_tokens, enough)
        if refused.refusal.wait is None and cost.amount <= refused.refusal.capacity:
            return least, await self.ask(cost)  # It fits an empty budget, so waiting helps: how long?
        return call, refused

    def _affordable_cap(self, call: Call, prompt_tokens: int, amount: Nanodollars | None) -> int | None:
        """The cap that this amount pays for; None if that is less than an answer needs."""
        if amount is None or call.output_tokens_max <= OUTPUT_TOKENS_MIN:
            return None
        tokens = self.price.output_tokens(amount, prompt_tokens, output_tokens_bound(call), terms(call))
        if tokens is None:
            return None
        cap = tokens // call.choices - call.uncapped_output_tokens
        return cap if cap >= OUTPUT_TOKENS_MIN else None


def require_terms(price: Price, call: Call) -> None:
    """Raise BadRequest if the call asks for something that this model has no price for."""
    if not price.serves(call.service_tier):
        raise BadRequest(
            f"The model {call.model[:64]!r} has no known price in the service tier {call.service_tier}. "
            "Use auto or default, or ask the operator to add it to prices.toml (AUSLEX_PRICES).",
            code="unsupported_parameter",
            param="service_tier",
        )
    if (call.audio_output or call.audio_prompt_tokens_max) and not price.hears_and_speaks:
        raise BadRequest(
            f"The model {call.model[:64]!r} has no known price for audio. Use one that has, or send text.",
            code="unsupported_parameter",
            param="modalities" if call.audio_output else "messages",
        )


def refusal_error(refused: Refused, cost: Cost) -> NeverFits | LimitExceeded:
    """The refusal as the caller is told: what is used up, how much was asked, when it passes."""
    refusal = refused.refusal
    whose = _whose(refused.account)
    asked, capacity, remaining = _in_units(refusal, cost)
    if refusal.wait is None:
        return NeverFits(
            f"This request may need {asked}, more than {whose} whole limit of {capacity} ({refusal.limit}). "
            "Shorten the input or lower max_tokens."
        )
    wait_seconds = refusal.wait / NANOSECONDS_PER_SECOND
    message = (
        f"Limit reached for {whose} {refusal.limit}: limit {capacity}, remaining {remaining}, requested {asked}. "
        f"Try again in {wait_seconds:.1f} s."
    )
    if refusal.limit in BUDGETS:
        return CostLimitExceeded(
            message,
            limit=refusal.limit,
            remaining=remaining,
            retry_after=wait_seconds,
            waiting_helps=refusal.waiting_helps,
            code="insufficient_quota",
            standing=refused.standing,
        )
    return RateLimitExceeded(
        message,
        limit=refusal.limit,
        remaining=remaining,
        retry_after=wait_seconds,
        waiting_helps=True,
        code="rate_limit_exceeded",
        standing=refused.standing,
    )


def _whose(account: str) -> str:
    kind = account.partition(":")[0]
    return {"key": "your key's", "tenant": "your tenant's"}.get(kind, "the installation's")


def _in_units(refusal: Refusal, cost: Cost) -> tuple[str, str, str]:
    """Asked for, capacity and remaining in words of the limit's own unit."""
    if refusal.limit is LimitName.REQUESTS_PER_MINUTE:
        return str(cost.requests), str(refusal.capacity), str(refusal.remaining)
    if refusal.limit is LimitName.TOKENS_PER_MINUTE:
        return str(cost.tokens), str(refusal.capacity), str(refusal.remaining)
    dollars = [to_dollars(Nanodollars(amount)) for amount in (cost.amount, refusal.capacity, refusal.remaining)]
    return f"${dollars[0]}", f"${dollars[1]}", f"${dollars[2]}"
