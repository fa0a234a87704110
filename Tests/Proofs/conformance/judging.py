"""Whether an answer is what model and documentation of AWS say."""

import datetime
import re

import reasons

# What stands in every operation's documentation under 'common errors', by protocol.
COMMON = {"AccessDeniedException", "AccessDenied", "ThrottlingException", "Throttling", "OptInRequired"}
# The same of services that spoke the query protocol once.
COMMON_OF_QUEUES = {"InvalidParameterValue", "MissingParameter", "InvalidParameterCombination"}
# Words that documentation has and models do not.
DOCUMENTED = {"PolicySourceType": {"IAM Policy", "Resource Policy"}, "PermissionsBoundaryAttachmentType": {"Policy"}}
# Codes of mistakes in requests: what is refused before the operation has looked at it.
INVALID = {"iam": "ValidationError", "sts": "ValidationError"}
SERIALIZATION = {"query": "MalformedInput", "json": "SerializationException", "rest-json": "ValidationException"}
SHOWN = 1000


class Judge:
    """Judges the answers of an operation."""

    def __init__(self, service, operation, protocol):
        self.service, self.operation, self.protocol = service, operation, protocol
        self.errors = {}
        for shape in operation.error_shapes:
            error = shape.metadata.get("error", {})
            self.errors[error.get("code", shape.name)] = self.errors[shape.name] = error
        self.invalid = INVALID.get(service, "ValidationException")

    def mistakes(self, case, answer):
        """What is wrong with an answer, in words."""
        found = list(answer.faults)
        if answer.status >= 500:
            return found + ["a failure"]
        if case.wrong is None:
            return found + self.of_right(case, answer)
        if answer.status < 300:
            return found + ["taken"]
        return found + self.of_wrong(case, answer)

    # What is right

    def of_right(self, case, answer):
        if answer.status < 300:
            expected = self.operation.http.get("responseCode", 200) if self.protocol == "rest-json" else 200
            found = [] if answer.status == expected else [f"status {answer.status}, not {expected}"]
            shape = self.operation.output_shape
            if shape is not None:
                found += (self.xml(shape, answer.output, "") if self.protocol == "query" else self.json(shape, answer.output, ""))
            return found
        if "failed to satisfy constraint" in answer.message or answer.code in SERIALIZATION.values() and answer.code != self.invalid:
            return [f"refused: {answer}"]
        if case.kind in ("base", "unknown member") and f"{self.service} {self.operation.name}" not in reasons.NO_BASE:
            return [f"refused: {answer}"]
        return self.known(answer)

    def known(self, answer):
        """Whether an error is one that the model or the documentation has."""
        if answer.code in self.errors:
            status = self.errors[answer.code].get("httpStatusCode")
            if self.protocol != "json" and status and status != answer.status:
                return [f"status {answer.status} of {answer.code}, not {status}"]
            return []
        if answer.code in COMMON or answer.code == self.invalid or (self.service == "sqs" and answer.code in COMMON_OF_QUEUES):
            return []
        return [f"an error that the operation does not have: {answer}"]

    # What is wrong

    def of_wrong(self, case, answer):
        if self.service == "sqs" and case.wrong != "serialization":
            return self.of_queue(case, answer)
        own = reasons.OWN_ERRORS.get((self.service, case.path, case.kind))
        if own is not None:
            return [] if answer.code == own[0] and own[1] in answer.message else [f"not {own}: {answer}"]
        code = SERIALIZATION[self.protocol] if case.wrong == "serialization" else self.invalid
        found = [] if answer.code == code else [f"{answer.code}, not {code}: {answer.message[:SHOWN]}"]
        expected = 400
        if answer.status != expected:
            found.append(f"status {answer.status}, not {expected}")
        if found or case.wrong == "serialization" or self.protocol == "rest-json":
            return found
        if case.wrong == "several":
            return [mistake for one in case.others for mistake in self.words(one, answer.message)]
        return self.words(case, answer.message)

    def of_queue(self, case, answer):
        if case.wrong == "several":
            return [] if answer.status == 400 and answer.code not in ("InternalFailure", None) else [str(answer)]
        if case.wrong == "missing":
            ok = answer.code in ("MissingParameter", "MissingRequiredParameterException") and "must contain the parameter" in answer.message
            return [] if ok else [f"not MissingParameter: {answer}"]
        return [] if answer.status == 400 and answer.code not in ("InternalFailure", None) else [str(answer)]

    def words(self, case, message):
        """Whether a text is AWS's for a mistake."""
        head = re.match(r"(\d+) validation errors? detected: ", message)
        if head is None:
            return [f"text: {message[:SHOWN]}"]
        count = int(head[1])
        if (count == 1) != ("1 validation error detected" in message):
            return [f"count: {message[:SHOWN]}"]
        if case.kind == "all missing":
            return [] if count >= case.value else [f"{count} mistakes, not {case.value}"]
        constraint = self.constraint(case)
        inner = case.path.rsplit(".", 1)[-1]
        if inner == "[]" and case.wrong != "missing":
            constraint = ("Member must satisfy constraint: [", constraint)
        elif inner == "{}":
            constraint = ("Map value must satisfy constraint: [", constraint)
        elif inner == "{key}":
            constraint = ("Map keys must satisfy constraint: [", constraint)
        else:
            constraint = ("", constraint)
        for mistake in message[head.end():].split("; Value "):
            at = re.search(r"at '([^']*)' failed to satisfy constraint: (.*)", mistake, re.DOTALL)
            if at is None or at[1] != case.place:
                continue
            if at[2].startswith(constraint[0]) and (constraint[1] in at[2]):
                return self.value(case, mistake, message)
            if case.wrong == "word" and "enum value set: [" in at[2]:
                words = re.search(r"enum value set: \[([^\]]*)\]", at[2])[1].split(", ")
                if at[2].startswith(constraint[0]) and set(words) == set(case.shape.enum):
                    return self.value(case, mistake, message)
        return [f"no '{constraint[0]}{constraint[1]}' at '{case.place}': {message[:SHOWN]}"]

    def value(self, case, mistake, message):
        """Whether it shows the value, and not if that may be a secret."""
        if case.wrong == "missing":
            return [] if "null at" in mistake else [f"no null: {message[:SHOWN]}"]
        is_secret = case.shape is not None and case.shape.metadata.get("sensitive")
        if isinstance(case.value, (str, int)) and not case.path.endswith(("[]", "{}", "{key}")) and not isinstance(case.value, bool):
            shown = f"'{case.value}' at" in mistake
            if is_secret and shown:
                return [f"shows a secret: {message[:SHOWN]}"]
            if not is_secret and not shown and len(str(case.value)) < 1000 and case.shape.type_name != "blob" and str(case.value).isprintable():
                return [f"shows no value: {message[:SHOWN]}"]
        return []

    def constraint(self, case):
        limits = case.shape.metadata if case.shape is not None else {}
        return {
            "missing": "Member must not be null", "short": f"Member must have length greater than or equal to {limits.get('min')}",
            "long": f"Member must have length less than or equal to {limits.get('max')}",
            "low": f"Member must have value greater than or equal to {limits.get('min')}",
            "high": f"Member must have value less than or equal to {limits.get('max')}",
            "word": "Member must satisfy enum value set: [", "pattern": f"Member must satisfy regular expression pattern: {limits.get('pattern')}",
        }[case.wrong] if case.wrong != "word" else "\0"

    # Answers

    def json(self, shape, value, path):
        kind = shape.type_name
        if value is None:
            return []
        if kind == "structure":
            if not isinstance(value, dict):
                return [f"{path}: no object"]
            names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
            found = [f"{path}.{name} is not in the model" for name in value if name not in names]
            found += [f"{path}.{name} is missing" for name in shape.required_members
                      if value.get(shape.members[name].serialization.get("name", name)) is None]
            return found + [mistake for name, member in value.items() if name in names for mistake in self.json(names[name], member, f"{path}.{name}")]
        if kind == "list":
            return [m for item in value for m in self.json(shape.member, item, path + "[]")] if isinstance(value, list) else [f"{path}: no list"]
        if kind == "map":
            return [m for item in value.values() for m in self.json(shape.value, item, path + "{}")] if isinstance(value, dict) else [f"{path}: no map"]
        if kind == "timestamp":
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            if self.protocol == "rest-json":
                return [] if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT", value) else [f"{path}: no time: {value}"]
            return [] if is_number else [f"{path}: no number: {value}"]
        if kind == "string" and shape.enum and value not in shape.enum:
            return [f"{path}: '{value}' is none of its words"]
        wanted = {"string": str, "blob": str, "boolean": bool, "integer": int, "long": int, "float": (int, float), "double": (int, float)}[kind]
        return [] if isinstance(value, wanted) and (kind == "boolean" or not isinstance(value, bool)) else [f"{path}: no {kind}: {value!r}"]

    def xml(self, shape, element, path):
        kind = shape.type_name
        if element is None:
            return []
        if kind == "structure":
            names = {member.serialization.get("name", name): member for name, member in shape.members.items()}
            found = [f"{path}.{child.tag} is not in the model" for child in element if child.tag not in names]
            found += [f"{path}.{name} is missing" for name in shape.required_members
                      if element.find(shape.members[name].serialization.get("name", name)) is None]
            return found + [m for child in element if child.tag in names for m in self.xml(names[child.tag], child, f"{path}.{child.tag}")]
        if kind == "list":
            return [m for child in element for m in ([f"{path}: {child.tag}, not member"] if child.tag != "member" else self.xml(shape.member, child, path + "[]"))]
        if kind == "map":
            return [f"{path}: {child.tag}, not entry" for child in element if child.tag != "entry"]
        text = element.text or ""
        if kind == "timestamp":
            try:
                datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))
            except ValueError:
                return [f"{path}: no time: {text}"]
        if kind == "boolean" and text not in ("true", "false"):
            return [f"{path}: no boolean: {text}"]
        if kind in ("integer", "long") and not re.fullmatch(r"-?\d+", text):
            return [f"{path}: no number: {text}"]
        if kind == "string" and shape.enum and text not in shape.enum and text not in DOCUMENTED.get(shape.name, ()):
            return [f"{path}: '{text}' is none of its words"]
        return []
