"""Two users, one of them hostile, share a service under load: see README."""

MINUTES, SEED = 30, None


def prove(scale):
    """To be written with the attacks."""
    return None, "not there yet"
