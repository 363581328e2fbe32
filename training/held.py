"""Texts grown from grammars that training does not see, to freeze thresholds on kinds it has not learnt."""

from __future__ import annotations

from random import Random

from training.examples import Example, planted
from training.grammar import FOLDER, Grammar

COUNTS = {"documents": 800, "orders": 400, "questions": 600}


def held_out(seed: int, size: float = 1.0) -> list[Example]:
    """Harmless documents, documents with an order, and legal questions; the same seed, the same list."""
    grammar, random = _grammar(), Random(seed)
    counts = {name: int(count * size) for name, count in COUNTS.items()}
    documents = [grammar.grow("v_document", random).strip() for _ in range(counts["documents"])]
    orders = [grammar.grow("v_order", random).strip() for _ in range(counts["orders"])]
    carriers = [grammar.grow("v_document", random).strip() for _ in orders]
    questions = [grammar.grow("v_question", random).strip() for _ in range(counts["questions"])]
    return [
        *(Example(text, 0, "held_documents", "doc") for text in documents),
        *(planted(order, text, "held_orders", random) for order, text in zip(orders, carriers, strict=True)),
        *(Example(text, 0, "held_questions", "user") for text in questions),
    ]


def _grammar() -> Grammar:
    paths = [*sorted(FOLDER.glob("*.txt")), *sorted((FOLDER / "held").glob("*.txt"))]
    return Grammar(path.read_text() for path in paths)
