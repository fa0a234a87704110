"""Attacks on the service, each a proof of its own: one file for each, found by itself.

A file of this folder registers one or several functions:

    @attack(11, "endless-line", "magpied stays below its unit's MemoryMax while lines do not end")
    def endless_line(scale):
        return passed, "what was measured, beside what is promised"

The function gets `scale` (do only so much of the work, 1 for all of it) and returns whether the promise was kept (`None`:
this machine lacks something) and the figures. It works from outside: it writes into buckets or asks at the socket as a user
that owns nothing (`hostile.Stage`), and looks at what the built programs do. `prove.py --only attacks/endless-line` runs one.
"""

import importlib
import pkgutil

REGISTERED = {}


def attack(point, name, promise):
    """Registers an attack under the number of what it stands for and a name; `promise` is what must hold."""
    def register(function):
        full = f"attacks/{name}"
        assert full not in REGISTERED, full
        REGISTERED[full] = (point, promise, function)
        return function
    return register


def load():
    """Imports all files of this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
    return REGISTERED


def names():
    """The names of all attacks, in the order of their numbers."""
    return sorted(load(), key=lambda name: (REGISTERED[name][0], name))


def functions():
    """The attacks as proofs: their text begins with what is promised."""
    def proof(point, promise, function):
        def run(scale):
            passed, text = function(scale)
            return passed, f"[{point}] {promise}: {text}"
        return run
    return {name: proof(*entry) for name, entry in load().items()}
