"""The screening bench's inputs are what their names say. No figure is judged."""

from __future__ import annotations

from bench.screening import worst_inputs


def test_every_worst_input_has_the_length_asked_for() -> None:
    assert {1000} == {len(text) for text in worst_inputs(1000).values()}
