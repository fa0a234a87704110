"""What is refused here whatever is asked, and why some answers differ from AWS's."""

import re

# Operations that are about something that there is not on a file server.
REFUSED = {
}

# Service, operation, kind and path as patterns: the reason.
DIFFERENCES = []


def of(service, operation, kind, path):
    """Why an answer may differ; none where it may not."""
    for pattern, reason in DIFFERENCES:
        if re.fullmatch(pattern, f"{service} {operation} {kind} {path}"):
            return reason
    return None
