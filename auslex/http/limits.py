"""x-ratelimit-* headers, in OpenAI's formats: https://platform.openai.com/docs/guides/rate-limits"""

from __future__ import annotations

from auslex.core.standing import BucketStanding, Standing

MILLISECOND = 1_000_000


def limit_headers(standing: Standing) -> list[tuple[bytes, bytes]]:
    """Limit, remaining and reset for each bucket the caller has."""
    headers: list[tuple[bytes, bytes]] = []
    for name, bucket in ((b"requests", standing.requests), (b"tokens", standing.tokens)):
        if bucket is not None:
            headers += _bucket_headers(name, bucket)
    return headers


def _bucket_headers(name: bytes, bucket: BucketStanding) -> tuple[tuple[bytes, bytes], ...]:
    return (
        (b"x-ratelimit-limit-" + name, str(bucket.capacity).encode()),
        (b"x-ratelimit-remaining-" + name, str(bucket.remaining).encode()),
        (b"x-ratelimit-reset-" + name, duration(bucket.full_in).encode()),
    )


def duration(nanoseconds: int) -> str:
    """A duration as OpenAI writes it: 120ms, 1.5s, 6m0s; rounded up to a millisecond."""
    milliseconds = -(-nanoseconds // MILLISECOND)
    if milliseconds < 1000:
        return f"{milliseconds}ms"
    minutes, rest = divmod(milliseconds, 60_000)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    return f"{minutes}m{seconds}s" if minutes else f"{seconds}s"
