"""`python -m training`: trains the injection detector, prints what it does, and writes its weights."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from training.examples import read, training_examples
from training.held import held_out
from training.report import by_source, in_disguise, judgments, left_out
from training.weights import material, save, train

DATA = Path(__file__).parents[2] / "shared" / "data"
HEAD = "| head | source | what | texts | share |\n|---|---|---|---|---|"


def main() -> None:
    """Minutes on two cores; `--quick` leaves out the report on sources not seen, which trains five times more."""
    options = _options()
    valid = read(options.data / "injection" / "valid.jsonl.gz") + held_out(options.seed, options.size)
    rows = read(options.data / "injection" / "train.jsonl.gz")
    examples = training_examples(rows, options.seed, options.size)
    given = material(examples, options.seed)
    heads = train(given, valid, options.seed)
    if not options.dry:
        print(f"Written: {save(heads, examples, options.seed)}")
    _show(f"Validation set, where thresholds are frozen\n\n{HEAD}", by_source(heads, valid))
    _show(f"\nJudgments\n\n{HEAD}", judgments(heads, options.data / "fca-2006.jsonl.gz", options.judgments))
    _show(
        "\nIn disguise\n\n| disguise | texts | still caught |\n|---|---|---|", in_disguise(heads, valid, options.seed)
    )
    if not options.quick:
        _show(
            f"\nSources left out of training and threshold\n\n{HEAD}",
            left_out(rows + valid, given, valid, options.seed),
        )


def _show(title: str, lines: Iterable[str]) -> None:
    print(title)
    for line in lines:
        print(line, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=main.__doc__)
    parser.add_argument("--data", type=Path, default=DATA, help="folder with injection/ and fca-2006.jsonl.gz")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=float, default=1.0, help="share of the grown texts")
    parser.add_argument("--judgments", type=int, default=None, help="how many to read, all by default")
    parser.add_argument("--quick", action="store_true", help="no report on sources left out")
    parser.add_argument("--dry", action="store_true", help="write no weights")
    return parser.parse_args()


if __name__ == "__main__":
    main()
