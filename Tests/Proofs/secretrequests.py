"""Requests of Secrets Manager as SDKs write them."""

import json
import uuid

# Operations that make a version: SDKs give each a token of its own, so that the same request may come twice.
MAKES_VERSIONS = {"CreateSecret", "PutSecretValue", "RotateSecret", "UpdateSecret"}


def with_token(operation, parameters):
    """The parameters, with a token where the operation needs one and none was chosen."""
    if operation not in MAKES_VERSIONS or "ClientRequestToken" in parameters:
        return parameters
    return {**parameters, "ClientRequestToken": str(uuid.uuid4())}


def line(operation, parameters):
    """A request as it is written to the control socket."""
    return f"secretsmanager:{operation} {json.dumps(with_token(operation, parameters))}\n".encode()
