"""The requests that are made of a model: each place of each input wrong in each way that the model names, and right in each way."""

import dataclasses
import itertools
import typing

import reasons
import shapes

# What each kind of value is not. JSON says what it is, so that nothing but that is a mistake.
OTHERS = {
    "string": [17, True, ["x"], {"x": "y"}], "integer": ["many", True, ["x"], {"x": "y"}], "long": ["many", True, ["x"], {"x": "y"}],
    "boolean": [17, ["x"], {"x": "y"}], "list": ["x", 17, {"x": "y"}], "map": ["x", 17, ["x"]], "structure": ["x", 17, ["x"]],
    "blob": [17, True, ["x"], {"x": "y"}], "timestamp": ["yesterday", True, ["x"], {"x": "y"}],
    "float": ["many", True, ["x"]], "double": ["many", True, ["x"]],
}
MOST = 200_000
# Pairs of mistakes that are tried of an operation.
MOST_PAIRS = 80


@dataclasses.dataclass
class Case:
    """A request: what it is about, how its input is made, and what it is answered."""

    kind: str
    path: str
    make: typing.Callable
    # What the answer says; none for a request that is right.
    wrong: typing.Optional[str] = None
    shape: typing.Any = None
    raw: typing.Optional[bytes] = None
    # The place as AWS writes it, and what stands there.
    place: str = ""
    value: typing.Any = None
    # What else is wrong in the same request.
    others: tuple = ()


def step(name):
    return name[:1].lower() + name[1:]


def joined(one, other, member):
    """Makes the input of one case with a member of another's."""
    def make():
        tree, more = one.make(), other.make()
        tree.pop(member, None)
        return {**tree, **({member: more[member]} if member in more else {})}
    return make


class Maker:
    """Makes all cases of an operation.

    `hint` tells of a way through an input what to put there; it may make something for it at the service.
    """

    def __init__(self, service, operation, protocol, hint):
        self.service, self.operation, self.protocol, self.hint = service, operation, protocol, hint
        self.cases = []

    def add(self, kind, path, make, wrong=None, **more):
        self.cases.append(Case(kind, path, make, wrong, **more))

    def all(self):
        shape = self.operation.input_shape
        self.add("base", "", lambda: self.base(()))
        self.add("unknown member", "", lambda: {**self.base(()), "MagpieNeverHeardOf": "x"})
        if self.protocol == "json":
            self.add("no JSON", "", dict, "serialization", raw=b"{")
            self.add("no object", "", dict, "serialization", raw=b"[1]")
        if shape is None:
            return self.cases
        self.structure(shape, (), "", lambda value: value, ())
        missing = [name for name in shape.required_members if self.location(shape, name) != "uri"]
        if len(missing) > 1:
            self.add("all missing", "", lambda: {name: value for name, value in self.base(()).items() if name not in missing},
                     "missing", place=step(missing[0]), value=len(missing))
        self.pairs()
        return self.cases

    def is_plain(self, case):
        """Whether a mistake is answered as the model says."""
        about = (self.service, case.path, case.kind)
        return about not in reasons.OWN_ERRORS and reasons.of(self.service, self.operation.name, case.kind, case.path) is None

    def pairs(self):
        """Two mistakes at a time, in different members: all of them are told; of a wrong kind that alone."""
        by_member = {}
        for case in self.cases:
            if case.wrong and case.path and case.kind not in ("all missing", "null") and not case.raw and self.is_plain(case):
                by_member.setdefault(case.path.split(".")[0], {}).setdefault(case.kind, case)
        pairs = 0
        for first, second in itertools.combinations(sorted(by_member), 2):
            for one, other in itertools.product(by_member[first].values(), by_member[second].values()):
                if pairs == MOST_PAIRS:
                    return
                pairs += 1
                self.add("pair", f"{one.path} {one.kind}, {other.path} {other.kind}", joined(one, other, second),
                         "serialization" if "serialization" in (one.wrong, other.wrong) else "several",
                         others=(one, other))

    @staticmethod
    def location(shape, name):
        return shape.members[name].serialization.get("location")

    def base(self, names, shape=None):
        shape = shape if shape is not None else self.operation.input_shape
        return shapes.valid(shape, self.hint, names) if shape is not None else {}

    def structure(self, shape, names, place, build, seen):
        """Goes through the members of a structure; `build` makes an input with a value in its place."""
        if shape.name in seen or len(names) > 6:
            return
        seen = (*seen, shape.name)

        for name, member in shape.members.items():
            def put(value, name=name):
                return build({**self.base(names, shape), name: value})

            def drop(name=name):
                return build({key: value for key, value in self.base(names, shape).items() if key != name})
            here = (*names, name)
            at = (place + "." if place else "") + step(name)
            path = ".".join(here)
            required = name in shape.required_members
            location = member.serialization.get("location")
            if required and location != "uri":
                self.add("missing", path, drop, "missing", place=at, shape=member)
                if self.protocol != "query" and location is None:
                    self.add("null", path, lambda put=put: put(None), "missing", place=at, shape=member)
            elif not required:
                self.add("optional", path, lambda put=put, here=here, member=member: put(self.base(here, member)), shape=member)
                if self.protocol != "query" and location is None:
                    self.add("null optional", path, lambda put=put: put(None), shape=member)
            self.value(member, here, at, put, seen, location)

    def value(self, shape, names, at, put, seen, location):
        """Everything about one place, and what lies in it."""
        path, kind, limits = ".".join(names), shape.type_name, shape.metadata

        def wrong(how, value, what, **more):
            self.add(how, path, lambda: put(value), what, shape=shape, **{"place": at, "value": value, **more})

        def right(how, value):
            self.add(how, path, lambda: put(value), shape=shape, value=value)

        if location != "uri":
            self.types(shape, wrong, location)
        if kind == "string":
            self.texts(shape, wrong, right, location)
        elif kind in ("integer", "long"):
            if "min" in limits:
                wrong("low", limits["min"] - 1, "low")
                right("lowest", limits["min"])
            if "max" in limits and limits["max"] < 1 << 53:
                wrong("high", limits["max"] + 1, "high")
                right("highest", limits["max"])
        elif kind == "boolean":
            right("true", True)
        elif kind == "blob":
            for how, limit, by in [("short", "min", -1), ("long", "max", 1)]:
                if limits.get(limit, 0) + by >= 0 and limit in limits and limits[limit] < MOST:
                    wrong(how, b"x" * (limits[limit] + by), how)
            if self.protocol == "json":
                wrong("no base64", "no base64", "serialization")
        elif kind in ("list", "map"):
            self.many(shape, names, at, put, seen, location)
        elif kind == "structure":
            self.structure(shape, names, at, put, seen)

    def types(self, shape, wrong, location):
        kind = shape.type_name
        if self.protocol == "query" or location == "querystring":
            # Texts are all that these have: what is a list or a structure in them is another name.
            if kind in ("integer", "long", "boolean", "timestamp", "float", "double"):
                wrong("type", "many", "serialization")
            return
        for other in OTHERS[kind]:
            wrong("type", other, "serialization")

    def texts(self, shape, wrong, right, location):
        limits = shape.metadata
        if shape.enum:
            wrong("word", "magpie-no-such-word", "word")
            for word in shape.enum:
                right("word", word)
            return
        for how, limit, by in [("short", "min", -1), ("long", "max", 1)]:
            if limit not in limits or limits[limit] + by < 0 or limits[limit] > MOST or (location == "uri" and by < 0):
                continue
            value = shapes.stretched(shape, limits[limit] + by)
            if value is None:
                value = "a" * (limits[limit] + by)
            wrong(how, value, how)
            edge = shapes.stretched(shape, limits[limit])
            if edge:
                right(how + "est", edge)
            if how == "long" and shapes.pattern(shape) is None and limits[limit] < 3000 and location is None:
                # Characters count, not bytes.
                right("widest", "\u20ac" * limits[limit])
                wrong("too wide", "\U0001f600" * (limits[limit] + 1), "long")
        if shapes.pattern(shape) is not None and location != "uri":
            value = shapes.strange(shape)
            if value is not None:
                wrong("pattern", value, "pattern")

    def many(self, shape, names, at, put, seen, location):
        limits, is_list = shape.metadata, shape.type_name == "list"

        def filled(count):
            if is_list:
                return [self.base((*names, "[]"), shape.member) for _ in range(count)]
            item = self.base((*names, "{}"), shape.value)
            return {f"{index}": item for index in range(count)}
        # A form has nothing for a structure in which there is nothing.
        is_sent = self.protocol != "query" or not is_list or shape.member.type_name != "structure" or shape.member.required_members
        for how, limit, by in [("short", "min", -1), ("long", "max", 1)]:
            if is_sent and limit in limits and 0 <= limits[limit] + by < 3000:
                count = limits[limit] + by
                self.add(how, ".".join(names), lambda count=count: put(filled(count)), how, place=at, shape=shape)
        if is_list:
            inner, below, one = shape.member, (*names, "[]"), lambda value: put([value])
            deeper = at + ".1.member"
        else:
            key = self.base((*names, "{key}"), shape.key)
            inner, below, one = shape.value, (*names, "{}"), lambda value: put({key: value})
            deeper = f"{at}.{key}.member"
            if shape.key.metadata.get("max", MOST) < MOST:
                long = "k" * (shape.key.metadata["max"] + 1)
                self.add("long", ".".join(names) + ".{key}", lambda: put({long: self.base(below, shape.value)}), "long",
                         place=at, shape=shape.key)
        if inner.type_name == "structure":
            for other in ([] if self.protocol == "query" else OTHERS["structure"]):
                self.add("type", ".".join(below), lambda other=other: one(other), "serialization", shape=inner, place=deeper, value=other)
            self.structure(inner, below, deeper, one, seen)
        elif inner.type_name in ("list", "map"):
            self.value(inner, below, deeper, one, seen, None)
        elif location != "querystring":
            # Simple members are checked as one constraint of what holds them.
            self.value(inner, below, at, one, seen, None)
