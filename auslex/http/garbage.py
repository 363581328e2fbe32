"""How often Python looks for garbage that counting references does not find.

By default it goes through everything that was loaded, a third of a million objects, again and again while requests
come in: a tenth of a second in which nobody is answered. None of that is ever garbage, and little of ours is.
"""

from __future__ import annotations

import gc

NEW_OBJECTS = 20_000  # That many more than there were, and the new ones are looked through: a millisecond or two.


def set_aside() -> None:
    """For a process that has loaded what it needs and serves from now on: look only at what comes after this."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
