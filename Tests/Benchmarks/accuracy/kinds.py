"""What can be planted: kinds of values with their families, labels by language and makers.

A maker takes a seeded random.Random and returns a value as people write it. Nothing here is shared with the detectors.
"""

from dataclasses import dataclass, field
from typing import Callable

LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")

# Blanks and dashes that text processors and web pages put in place of the plain ones.
BLANKS = ("\u00a0", "\u202f", "\u2009", "\u2007")
DASHES = ("\u2011", "\u2010", "\u2013", "\u2212")
SCRIPTS = ("\uff10", "\u0660", "\u06f0", "\u0966")


@dataclass
class Kind:
    """A kind of sensitive value, or a hard negative where `types` is empty."""

    name: str
    family: str
    make: Callable
    labels: dict[str, list[str]]
    types: frozenset = field(default_factory=frozenset)
    # Whether the value is recognised without any label, so that it may stand in running text.
    bare: bool = False
    # Whether separators and digits may be exchanged for unusual ones.
    exotic: bool = True
    weight: float = 1.0


KINDS: list[Kind] = []
NEGATIVES: list[Kind] = []


def kind(types: str, family: str, make: Callable, labels: dict[str, list[str]], **more) -> None:
    """Registers a kind; `types` holds every identifier that names it rightly, the first as its name."""
    names = types.split()
    KINDS.append(Kind(names[0], family, make, labels, frozenset(names), **more))


def negative(name: str, make: Callable, labels: dict[str, list[str]], **more) -> None:
    """Registers something that looks like a sensitive value and is none."""
    NEGATIVES.append(Kind(name, "none", make, labels, **more))


def digits(rng, count: int, first: str = "0123456789") -> str:
    """`count` random digits, of which the first is one of `first`; never all the same."""
    while True:
        text = rng.choice(first) + "".join(rng.choice("0123456789") for _ in range(count - 1))
        if count < 3 or len(set(text)) > 1:
            return text


def letters(rng, count: int, alphabet: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> str:
    return "".join(rng.choice(alphabet) for _ in range(count))


def grouped(text: str, *lengths: int, by: str = " ") -> str:
    """`text` in groups of the given lengths; what is left over is the last group."""
    parts, start = [], 0
    for length in lengths:
        parts.append(text[start : start + length])
        start += length
    if start < len(text):
        parts.append(text[start:])
    return by.join(part for part in parts if part)


def birth(rng) -> tuple[int, int, int]:
    """Year, month and day of birth of somebody alive."""
    return rng.randint(1935, 2006), rng.randint(1, 12), rng.randint(1, 28)


def until(make: Callable) -> Callable:
    """A maker that tries again while `make` returns None: for numbers that have no valid check digit."""

    def retry(rng):
        while True:
            value = make(rng)
            if value is not None:
                return value

    return retry


def exotic(rng, value: str) -> str:
    """The value with blanks, dashes or digits as other keyboards, processors and scripts have them."""
    if " " in value and rng.random() < 0.8:
        return value.replace(" ", rng.choice(BLANKS))
    if "-" in value and rng.random() < 0.8:
        return value.replace("-", rng.choice(DASHES))
    digits_only = all(letter in "0123456789 .-/" for letter in value)
    if digits_only and rng.random() < 0.3:
        zero = ord(rng.choice(SCRIPTS))
        return "".join(chr(zero + int(letter)) if letter.isdigit() else letter for letter in value)
    return value
