"""Says requests to services of AWS as their protocols have it, whatever is wrong in them, and reads the answers."""

import base64
import datetime
import http.client
import json
import urllib.parse
import xml.etree.ElementTree as ElementTree

from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials


# How requests are refused that nobody has signed, by protocol.
REFUSALS = {
    "json": {"unsigned": ("MissingAuthenticationTokenException", 400), "forged": ("InvalidSignatureException", 400),
             "unknown key": ("UnrecognizedClientException", 400)},
    "query": {"unsigned": ("MissingAuthenticationToken", 403), "forged": ("SignatureDoesNotMatch", 403),
              "unknown key": ("InvalidClientTokenId", 403)},
    "rest-json": {"forged": ("InvalidSignatureException", 403), "unknown key": ("UnrecognizedClientException", 403)},
}
DENIED = {"json": ("AccessDeniedException", 400), "query": ("AccessDenied", 403), "rest-json": ("AccessDeniedException", 403)}


class Answer:
    """What came back; `code` and `message` of a refusal, `output` of anything else."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body
        self.code = self.message = self.output = None
        # What is not as the protocol has it.
        self.faults = []

    def __str__(self):
        return f"{self.status} {self.code or ''} {self.message or self.body[:300]!r}"


class Closed(Exception):
    """The connection was closed instead of an answer."""


class Speaker:
    """Speaks to one service at an endpoint."""

    def __init__(self, model, endpoint, key, region, old=False):
        self.model, self.region = model, region
        self.protocol = "query" if old else model.metadata.get("protocol", "")
        if self.protocol not in ("json", "query", "rest-json"):
            self.protocol = next(name for name in ("json", "rest-json", "query") if name in model.metadata.get("protocols", []))
        self.credentials = Credentials(*key)
        self.endpoint = endpoint
        self.host = endpoint.split("//")[1]
        self.connection = http.client.HTTPConnection(self.host, timeout=120)

    def say(self, operation, tree, raw=None, signing=None):
        """Asks for an operation with this input; `raw` is a body instead of it, `signing` what is wrong with the signature."""
        method, path, headers, body = getattr(self, "write_" + self.protocol.replace("-", "_"))(operation, tree)
        if raw is not None:
            body = raw
        request = AWSRequest(method, self.endpoint + path, data=body, headers={**headers, "Host": self.host})
        credentials = self.credentials
        if signing == "forged":
            credentials = Credentials(credentials.access_key, "x" * 40)
        elif signing == "unknown key":
            credentials = Credentials("AKIA" + "A" * 16, "x" * 40)
        if signing != "unsigned":
            SigV4Auth(credentials, self.model.signing_name, self.region).add_auth(request)
        headers = dict(request.headers.items())
        try:
            self.connection.request(method, path, body=body, headers=headers)
            response = self.connection.getresponse()
            answer = Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, response.read())
        except (http.client.HTTPException, OSError) as error:
            self.connection.close()
            raise Closed(repr(error)) from error
        getattr(self, "read_" + self.protocol.replace("-", "_"))(operation, answer)
        if "x-amzn-requestid" not in answer.headers:
            answer.faults.append("no request id")
        return answer

    # JSON

    def write_json(self, operation, tree):
        metadata = self.model.metadata
        return "POST", "/", {"Content-Type": f"application/x-amz-json-{metadata['jsonVersion']}",
                             "X-Amz-Target": f"{metadata['targetPrefix']}.{operation.name}"}, json.dumps(plain(tree)).encode()

    def read_json(self, _, answer):
        if answer.headers.get("content-type") != f"application/x-amz-json-{self.model.metadata['jsonVersion']}":
            answer.faults.append(f"content type {answer.headers.get('content-type')}")
        value = json.loads(answer.body or b"{}")
        if answer.status < 300:
            answer.output = value
            return
        answer.code = value.get("__type", "").split("#")[-1]
        answer.message = value.get("message") or value.get("Message") or ""
        if answer.headers.get("x-amzn-errortype", answer.code).split("#")[-1].split(":")[0] != answer.code:
            answer.faults.append("x-amzn-errortype says something else")
        # SDKs whose models are younger than their services' users read the older code there.
        answer.old_code = answer.headers.get("x-amzn-query-error", "").split(";")[0]

    # REST

    def write_rest_json(self, operation, tree):
        path, query, rest = operation.http["requestUri"], [], {}
        for name, value in tree.items():
            shape = operation.input_shape.members.get(name)
            traits = shape.serialization if shape is not None else {}
            wire = traits.get("name", name)
            if traits.get("location") == "uri":
                path = path.replace("{" + wire + "}", urllib.parse.quote(text(value), safe=""))
            elif traits.get("location") == "querystring":
                query += [(wire, text(item)) for item in (value if isinstance(value, list) else [value])]
            else:
                rest[wire] = value
        body = b"" if operation.http["method"] in ("GET", "DELETE") and not rest else json.dumps(plain(rest, True)).encode()
        if query:
            path += "?" + urllib.parse.urlencode(query, quote_via=urllib.parse.quote)
        return operation.http["method"], path, {"Content-Type": "application/json"}, body

    def read_rest_json(self, _, answer):
        if answer.headers.get("content-type") != "application/json":
            answer.faults.append(f"content type {answer.headers.get('content-type')}")
        value = json.loads(answer.body or b"{}")
        if answer.status < 300:
            answer.output = value
            return
        answer.code = answer.headers.get("x-amzn-errortype", "").split(":")[0]
        answer.message = value.get("message", "")

    # Query

    def write_query(self, operation, tree):
        form = [("Action", operation.name), ("Version", self.model.api_version)]
        for name, value in tree.items():
            shape = operation.input_shape.members.get(name) if operation.input_shape else None
            form += flat(name, shape, value)
        return ("POST", "/", {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"},
                urllib.parse.urlencode(form).encode())

    def read_query(self, operation, answer):
        if not answer.headers.get("content-type", "").startswith("text/xml"):
            answer.faults.append(f"content type {answer.headers.get('content-type')}")
        root = ElementTree.fromstring(answer.body)
        for element in root.iter():
            element.tag = element.tag.split("}")[-1]
        if answer.status < 300:
            if root.tag != operation.name + "Response" or root.find("ResponseMetadata/RequestId") is None:
                answer.faults.append(f"{root.tag} without the metadata")
            answer.output = root.find(operation.name + "Result")
            return
        answer.code, answer.message = root.findtext("Error/Code"), root.findtext("Error/Message") or ""
        if root.findtext("Error/Type") != ("Sender" if answer.status < 500 else "Receiver"):
            answer.faults.append("no type")
        if not root.findtext("RequestId"):
            answer.faults.append("no request id in the body")


def plain(value, iso=False):
    """A value as JSON has it."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ") if iso else value.timestamp()
    if isinstance(value, dict):
        return {name: plain(member, iso) for name, member in value.items()}
    return [plain(member, iso) for member in value] if isinstance(value, list) else value


def text(value):
    value = plain(value, True)
    return value if isinstance(value, str) else json.dumps(value)


def flat(name, shape, value):
    """A value as the names and values of a form."""
    kind = shape.type_name if shape is not None else None
    if isinstance(value, list) and kind == "list":
        if not value:
            return [(name, "")]
        inner = name if shape.serialization.get("flattened") else name + ".member"
        return [pair for index, item in enumerate(value, 1) for pair in flat(f"{inner}.{index}", shape.member, item)]
    if isinstance(value, dict) and kind == "map":
        inner = name if shape.serialization.get("flattened") else name + ".entry"
        pairs = []
        for index, (key, item) in enumerate(value.items(), 1):
            pairs += [(f"{inner}.{index}.{shape.key.serialization.get('name', 'key')}", key)]
            pairs += flat(f"{inner}.{index}.{shape.value.serialization.get('name', 'value')}", shape.value, item)
        return pairs
    if isinstance(value, dict):
        members = shape.members if kind == "structure" else {}
        return [pair for member, item in value.items()
                for pair in flat(f"{name}.{member}", members.get(member), item)]
    return [] if value is None else [(name, text(value))]
