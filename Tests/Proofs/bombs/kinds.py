"""What must come of a hostile file."""

SEED = b"payment card 4242 4242 4242 4242\n"

# The seed is found; something is said not to have been read; one of both; or nothing but that it ends.
FOUND, PARTIAL, EITHER, ENDS = "found", "partial", "either", "ends"


def bomb(bombs, must):
    """Adds a function that makes a hostile file to a list."""

    def add(make):
        make.must = must
        bombs.append(make)
        return make

    return add
