"""Values in whatever form they may have been written down: what nobody may find where no value is to be."""

import base64
import re
import urllib.parse
import zlib

# What invented values have in common with documentation, and rules.
COMMON = b"@example.org"

# Of a value, this many characters in a row tell too much; what is masked leaves fewer.
FRAGMENT = 8


def base64_forms(value):
    """What of a value's base64 does not depend on what stands before and after it, for each of the three places to begin."""
    found = set()
    for shift in range(3):
        text = base64.b64encode(b"\0" * shift + value).rstrip(b"=")
        # The characters that other bytes have a part in.
        first, last = (0, 2, 3)[shift], len(text) - (1 if (shift + len(value)) % 3 else 0)
        if last - first >= FRAGMENT:
            found |= {text[first:last], text[first:last].translate(bytes.maketrans(b"+/", b"-_"))}
    return found


def plain_forms(value):
    """A value, and what is left of it without what separates its parts, as bytes in each encoding."""
    found = set()
    for text in {value, re.sub(rb"[ .@:_-]", b"", value)}:
        for part in {text, text[::-1]}:
            found |= {part, part.decode().encode("utf-16-le"), part.decode().encode("utf-16-be"),
                      part.hex().encode(), part.hex().upper().encode(),
                      "".join(f"%{byte:02X}" for byte in part).encode(), "".join(f"%{byte:02x}" for byte in part).encode(),
                      urllib.parse.quote(part, safe="").encode(), urllib.parse.quote_plus(part).encode()}
            found |= base64_forms(part)
    return found


def forms(values):
    """All forms of all values, of their fragments too: bytes to look for, and the value that each stands for."""
    found = {}
    for value in values:
        for start in range(max(1, len(value) - FRAGMENT + 1)):
            fragment = value[start:start + FRAGMENT]
            # Of few different characters, or of a domain for examples, it says nothing.
            if len(set(fragment)) > 3 and fragment not in COMMON:
                found |= {fragment: value, fragment[::-1]: value}
        found |= {form: value for form in plain_forms(value)}
    return found


PAGE = 4096


def without_holes(content):
    """Content without its pages of zeros, of which copies of memory have many."""
    if len(content) < 64 * PAGE:
        return content
    view, zeros = memoryview(content), bytes(PAGE)
    return b"".join(view[start:start + PAGE] for start in range(0, len(content), PAGE) if view[start:start + PAGE] != zeros)


def unpacked(content, limit=64 << 20):
    """What lies compressed in it as gzip or zlib, in one piece."""
    pieces, view = [], memoryview(content)
    for head in re.finditer(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]", content):
        start, step = head.start(), 1 << 16
        stream = zlib.decompressobj(47)
        try:
            # Most of what begins like this is something else, and soon shows it.
            piece = stream.decompress(view[start:start + 512], limit)
            start += 512
            while start < len(view) and not stream.eof and len(piece) < limit:
                piece += stream.decompress(view[start:start + step], limit)
                start += step
        except zlib.error:
            continue
        if len(piece) > 16:
            pieces.append(piece)
    return b"\n".join(pieces)


def hits(wanted, content):
    """The forms out of `forms` that are in it, plain or compressed."""
    content = without_holes(content)
    packed = unpacked(content)
    return {form for form in wanted if form in content or form in packed}
