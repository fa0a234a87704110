"""Files that are made to break whoever reads them, each with what must be said of it.

Written from published descriptions: D. Fifield, "A better zip bomb" (USENIX WOOT 2019); the nested and XML bombs that CVE lists
name; ISO 32000-1; Microsoft's [MS-CFB]; PKWARE's APPNOTE.TXT; POSIX.1-2017, pax.
"""

from bombs import archives, documents, structures

SEED = archives.SEED


def all_of_them():
    """Each as its name, its bytes, and whether the seed in it must be found, or what is left unread be named, or either."""
    for module in (archives, documents, structures):
        for make in module.BOMBS:
            yield make.__name__.replace("_", "-"), make(), make.must
