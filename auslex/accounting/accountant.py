"""The shell between the pipeline and the ledger: who pays, how much is held, what was paid."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from auslex.accounting.periods import UTC_NAME
from auslex.accounting.policy import Cost, LimitName, Refusal
from auslex.accounting.pricing import Price, PriceSource, output_tokens_bound
from auslex.accounting.store import (
    AccountSpend,
    AttemptState,
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
from auslex.core.errors import CostLimitExceeded, LimitExceeded, ModelPriceUnknown, NeverFits, RateLimitExceeded
from auslex.core.money import Nanodollars, to_dollars
from auslex.core.principal import Principal
from auslex.core.standing import Standing
from auslex.core.usage import Usage, UsageSource

INSTALLATION = "installation"
PromptCounter = Callable[[Call], Awaitable[int]]


class Hold(msgspec.Struct, frozen=True):
    """One attempt's reservation, durable and dispatched."""

    attempt_id: str
    payers: tuple[Payer, ...]
    price: Price
    cost: Cost
    standing: Standing


class Accountant:
    """Reserve before, settle after; both exact, both in the ledger's hands.

    count: exact prompt tokens of a call. It costs a hundred times the byte bound, so it is asked only where the bound
    would refuse; the settlement corrects either.
    """

    def __init__(
        self, ledger: Ledger, prices: PriceSource, count: PromptCounter, clock: Clock, installation: Limits = UNLIMITED
    ) -> None:
        self._ledger = ledger
        self._prices = prices
        self._count = count
        self._clock = clock
        self._installation = Payer(INSTALLATION, installation)

    def price(self, model: str) -> Price:
        """The model's price; raises ModelPriceUnknown."""
        price = self._prices.find(model)
        if price is None:
            raise ModelPriceUnknown(
                f"The model {model[:64]!r} has no known price, so its cost cannot be bounded. "
                "Use a priced model, or ask the operator to add it to prices.toml (AUSLEX_PRICES).",
                param="model",
            )
        return price

    async def reserve(
        self, principal: Principal, call: Call, request_id: str, upstream: str, *, requests: int = 1
    ) -> Hold:
        """Hold the most this call can cost, durably, before anything is sent.

        requests: what it takes of the requests a minute; 0 for a further attempt at the same request.
        Raises ModelPriceUnknown, NeverFits (400), RateLimitExceeded, CostLimitExceeded (429) or Unavailable.
        """
        price = self.price(call.model)
        payers = self.payers(principal)
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
        attempt_id = new_attempt_id(self._clock)
        cost = _cost(price, call, call.prompt_tokens_max, requests)
        answer = await self._ledger.reserve(Reserve(payers, cost, order, attempt_id))
        if isinstance(answer, Refused) and answer.refusal.limit is not LimitName.REQUESTS_PER_MINUTE:
            counted = await self._count(call)
            if counted < call.prompt_tokens_max:
                cost = _cost(price, call, counted, requests)
                answer = await self._ledger.reserve(Reserve(payers, cost, order, attempt_id))
        if isinstance(answer, Refused):
            raise refusal_error(answer, cost)
        return Hold(attempt_id, payers, price, cost, answer.standing)

    async def charge_request(self, principal: Principal) -> Standing:
        """Take one request and nothing else: for what costs no tokens. Raises RateLimitExceeded or Unavailable."""
        cost = Cost(requests=1)
        answer = await self._ledger.reserve(Reserve(self.payers(principal), cost))
        if isinstance(answer, Refused):
            raise refusal_error(answer, cost)
        return answer.standing

    def settle(self, hold: Hold, usage: Usage) -> Nanodollars:
        """Turn the hold into what the usage costs, and give the rest back. Returns the cost."""
        paid = hold.price.cost(usage)
        if usage.source is UsageSource.COUNTED:  # Our own count is no bill: the hold bounds it.
            paid = min(paid, hold.cost.amount)
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
            )
        )

    def settle_hold(self, hold: Hold, call: Call) -> tuple[Usage, Nanodollars]:
        """Charge the whole hold, flagged: the call was sent, and what it used will never be known."""
        output = output_tokens_bound(call)
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


def _cost(price: Price, call: Call, prompt_tokens: int, requests: int) -> Cost:
    output = output_tokens_bound(call)
    return Cost(requests, prompt_tokens + output, price.bound(prompt_tokens, output))


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
    if refusal.limit in (LimitName.DOLLARS_PER_DAY, LimitName.DOLLARS_PER_MONTH):
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
