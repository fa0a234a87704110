"""Values that fit the shapes of AWS's models, and values that do not."""

import datetime
import re
import uuid

CANDIDATES = [
    "example", "Example-1", "a", "1", "arn:aws:iam::000000000000:role/example", "/", "/example/", "alias/example", "000000000000",
    str(uuid.UUID(int=7, version=4)), "arn:aws:events:us-east-1:000000000000:event-bus/default",
    "arn:aws:events:us-east-1:000000000000:connection/example/00000000-0000-4000-8000-000000000000",
    "https://example.com/a", "us-east-1", "0123456789abcdef" * 4, "rate(1 day)", "2h", "{}", "v1", "*", "events:PutEvents",
    "aws.partner/example.com/a/b", "123456", "example.amazonaws.com", "$.a", "example.com", "ABCDEFGH", "arn:aws:s3:::example",
    "arn:aws:lambda:us-east-1:000000000000:function:example", "arn:aws:route53:::healthcheck/a",
    "arn:aws:vpc-lattice:us-east-1:000000000000:resourceconfiguration/rcfg-0123456789abcdefg",
]
# What patterns do not have, the most harmless first.
STRANGE = ["a b", "a!b", "a*b", "a?b", "ä", "€", "a/b", "a:b", "a.b", "-a-", "_", "A", "a", "1", "\U0001f600", "\n", "\x7f", "\x01", " ", ":"]
NOW = datetime.datetime(2027, 1, 1, tzinfo=datetime.timezone.utc)


def pattern(shape):
    """Its pattern, as Python reads it; none where there is none."""
    text = shape.metadata.get("pattern")
    if text is None:
        return None
    # Letters, separators and numbers of Unicode, which Python has no names for.
    return re.compile(text.replace(r"\p{L}\p{Z}\p{N}", r"\w\s"))


def fits(shape, text):
    limits = shape.metadata
    if not limits.get("min", 0) <= len(text) <= limits.get("max", 1 << 30):
        return False
    if shape.enum:
        return text in shape.enum
    form = pattern(shape)
    return form is None or form.fullmatch(text) is not None


def stretched(shape, length):
    """A text of a length that has the pattern of a shape; none where none is found."""
    form = pattern(shape)
    for start, filler, end in [("", "a", ""), ("", "1", ""), ("alias/", "a", ""), ("arn:aws:iam::000000000000:role/", "a", ""), ("/", "a", "/"), ("/", "a", ""),
                               ("https://example.com/", "a", ""), ("", "0", "h"), ("v", "1", ""), ("", "A", ""),
                               ("arn:aws:events:us-east-1:000000000000:event-bus/", "a", ""),
                               ("arn:aws:events:us-east-1:000000000000:connection/example/", "a", ""),
                               ("aws.partner/example.com/", "a", ""), ("events:", "a", ""), ("", " ", "")]:
        text = start + filler * (length - len(start) - len(end)) + end
        if len(text) == length and (form is None or form.fullmatch(text)):
            return text
    return None


def strange(shape):
    """A text of the right length without the pattern of a shape; none where none is found."""
    form, least, most = pattern(shape), shape.metadata.get("min", 0), shape.metadata.get("max", 1 << 30)
    for piece in STRANGE:
        text = piece * max(1, -(-least // len(piece)))
        text = text[:max(least, len(piece))]
        if least <= len(text) <= most and not form.fullmatch(text):
            return text
    return None


def valid(shape, hint=lambda names: None, names=(), seen=()):
    """A value with as little in it as may be.

    `hint` gives what a member is, by the names that lead to it; where it gives nothing, anything that fits is taken.
    """
    given = hint(names)
    if given is not None:
        return given
    kind = shape.type_name
    if kind == "structure":
        if shape.name in seen:
            return {}
        return {name: valid(shape.members[name], hint, (*names, name), (*seen, shape.name)) for name in shape.required_members}
    if kind == "list":
        count = max(1, shape.metadata.get("min", 0))
        return [valid(shape.member, hint, (*names, "[]"), seen) for _ in range(count)]
    if kind == "map":
        key = valid(shape.key, hint, (*names, "{key}"), seen)
        return {key: valid(shape.value, hint, (*names, "{}"), seen)}
    if kind in ("integer", "long"):
        return max(shape.metadata.get("min", 1), 0)
    if kind in ("float", "double"):
        return 1.5
    if kind == "boolean":
        return False
    if kind == "timestamp":
        return NOW
    if kind == "blob":
        return b"x" * max(1, shape.metadata.get("min", 1))
    if shape.enum:
        return shape.enum[0]
    for text in CANDIDATES:
        if fits(shape, text):
            return text
    text = stretched(shape, max(1, shape.metadata.get("min", 1)))
    if text is None:
        raise ValueError(f"nothing fits {shape.name}: {shape.metadata}")
    return text
