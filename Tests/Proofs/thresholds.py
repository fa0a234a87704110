"""What the proofs hold the service to: figures of its README.md, each with a tolerance.

A proof passes within `limit`. Machines differ, so there is a factor, which says so; what counts something (objects found,
facts lost) has no tolerance. `README.md` must have the words of each entry: `undocumented` says which it lacks.
"""

import os
from dataclasses import dataclass

README = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "README.md"))


@dataclass(frozen=True)
class Promise:
    """A figure of README.md: its unit, how many times it may be missed by, and the words in which it stands there."""

    figure: float
    unit: str
    tolerance: float
    words: str
    isLeast: bool = False

    @property
    def limit(self):
        """The worst that passes."""
        return self.figure / self.tolerance if self.isLeast else self.figure * self.tolerance

    def holds(self, measured):
        """Whether a measured figure keeps the promise."""
        return measured >= self.limit if self.isLeast else measured <= self.limit

    def __str__(self):
        return f"{'at least' if self.isLeast else 'at most'} {self.limit:,g} {self.unit} ({self.figure:,g} with tolerance {self.tolerance:g})"


PROMISES = {
    "latency median": Promise(2.6, "ms", 2, "median 2.6 ms, 99 % within 23 ms"),
    "latency 99 %": Promise(23, "ms", 2, "median 2.6 ms, 99 % within 23 ms"),
    "overflow": Promise(1.6, "s", 5, "all 37 seeds found 1.6 s after it goes on"),
    "burst memory": Promise(248, "MB", 1.25, "248 MB at most"),
    "million restart": Promise(0.9, "s", 3, "answers 0.9 s after a restart"),
    "million compared": Promise(7.0, "s", 2, "all compared after 7.0 s"),
    "million memory": Promise(72, "MB", 1.25, "72 MB at most"),
    "writer": Promise(3.0, "s", 1.15, "each secret announced within 3.0 s"),
    "events delivered": Promise(31_268, "events/s", 1.5, "31,268 a second delivered", True),
    "events latency 99 %": Promise(6.0, "ms", 2, "median 0.9 ms, 99 % within 6.0 ms"),
    "webhooks": Promise(22, "ms", 5, "others got each event within 22 ms"),
    "encrypts": Promise(22_788, "a second and core", 1.25, "22,788 for each second of one", True),
    "encrypts 99 %": Promise(1.9, "ms", 1.5, "99 % within 1.9 ms, while others"),
    "secret reads": Promise(24_741, "a second and core", 1.5, "24,741 for each second of one", True),
    "secret reads 99 %": Promise(1.8, "ms", 1.5, "median 1.1 ms, 99 % within 1.8 ms"),
    "many secrets restart": Promise(0.1, "s", 5, "answers 0.1 s after a restart"),
    "many secrets page": Promise(5, "ms", 5, "a page of a list in any order in 5 ms"),
    "many secrets memory": Promise(512, "MB", 1.15, "512 MB at most"),
    "crowd 99 %": Promise(50, "ms", 1, "others are answered within 50 ms at 99 %"),
    "principals": Promise(1.1, "times", 1, "no more than 1.1 times as long"),
    "rewriting speed": Promise(822, "MB/s of a core", 1.25, "822 to 874 MB/s of a core", True),
}


def undocumented():
    """The promises whose words README.md lacks."""
    with open(README, encoding="utf-8") as file:
        text = " ".join(file.read().split())
    return [f"README.md does not say {promise.words!r} ({name})" for name, promise in PROMISES.items() if promise.words not in text]
