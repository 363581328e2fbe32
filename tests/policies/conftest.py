"""How the policies are tested: no deadlines, for a busy machine is not a broken policy."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("policies", deadline=None, max_examples=100)
settings.load_profile("policies")
