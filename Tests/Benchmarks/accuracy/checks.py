"""Check digits, from the definitions that states and standards publish."""


def luhn_digit(text: str) -> str:
    """The digit that completes `text` (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, letter in enumerate(reversed(text)):
        value = int(letter) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def weighted(text: str, weights) -> int:
    return sum(int(letter) * weight for letter, weight in zip(text, weights))


def mod97_digits(text: str) -> str:
    """Two check digits of ISO 7064 MOD 97-10 for what `text` says with letters as 10 to 35."""
    number = int("".join(str(int(letter, 36)) for letter in text) + "00")
    return f"{98 - number % 97:02d}"


def mod11_10(text: str) -> str:
    """The check digit of ISO 7064 MOD 11,10."""
    product = 10
    for letter in text:
        total = (int(letter) + product) % 10 or 10
        product = total * 2 % 11
    return str((11 - product) % 10)


def mod11_2(text: str) -> str:
    """The check character of ISO 7064 MOD 11-2."""
    total = 0
    for letter in text:
        total = (total + int(letter)) * 2 % 11
    value = (12 - total) % 11
    return "X" if value == 10 else str(value)


def ean_digit(text: str) -> str:
    """The check digit of GS1 for numbers of any length."""
    total = sum(int(letter) * (3 if place % 2 == 0 else 1) for place, letter in enumerate(reversed(text)))
    return str(-total % 10)


def isbn10_digit(text: str) -> str:
    total = sum(int(letter) * (10 - place) for place, letter in enumerate(text))
    value = -total % 11
    return "X" if value == 10 else str(value)


VERHOEFF_D = [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 2, 3, 4, 0, 6, 7, 8, 9, 5], [2, 3, 4, 0, 1, 7, 8, 9, 5, 6],
    [3, 4, 0, 1, 2, 8, 9, 5, 6, 7], [4, 0, 1, 2, 3, 9, 5, 6, 7, 8], [5, 9, 8, 7, 6, 0, 4, 3, 2, 1],
    [6, 5, 9, 8, 7, 1, 0, 4, 3, 2], [7, 6, 5, 9, 8, 2, 1, 0, 4, 3], [8, 7, 6, 5, 9, 3, 2, 1, 0, 4],
    [9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
]
VERHOEFF_P = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], [1, 5, 7, 6, 2, 8, 3, 0, 9, 4]]
for _ in range(6):
    VERHOEFF_P.append([VERHOEFF_P[-1][VERHOEFF_P[1][i]] for i in range(10)])


def verhoeff_digit(text: str) -> str:
    check = 0
    for place, letter in enumerate(reversed(text)):
        check = VERHOEFF_D[check][VERHOEFF_P[(place + 1) % 8][int(letter)]]
    return str(VERHOEFF_D[check].index(0))


def mrz_digit(text: str) -> str:
    """The check digit of ICAO Doc 9303, part 3."""
    def value(letter):
        return 0 if letter == "<" else int(letter, 36)

    return str(sum(value(letter) * (7, 3, 1)[place % 3] for place, letter in enumerate(text)) % 10)


BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def base58check(data: bytes) -> str:
    from hashlib import sha256

    data += sha256(sha256(data).digest()).digest()[:4]
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = BASE58[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def bech32(prefix: str, values: list[int], constant: int = 1) -> str:
    """An address of BIP 173 (`constant` 1) or BIP 350 (0x2bc830a3)."""
    def polymod(items):
        check = 1
        for item in items:
            top = check >> 25
            check = (check & 0x1FFFFFF) << 5 ^ item
            for bit, generator in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
                check ^= generator if top >> bit & 1 else 0
        return check

    expanded = [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix]
    check = polymod(expanded + values + [0] * 6) ^ constant
    return prefix + "1" + "".join(BECH32[v] for v in values + [check >> 5 * (5 - i) & 31 for i in range(6)])


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it (padding 0x01)."""
    mask = (1 << 64) - 1

    def rotate(value, count):
        return (value << count | value >> 64 - count) & mask if count else value

    state = [[0] * 5 for _ in range(5)]
    data += b"\x01" + bytes(-(len(data) + 2) % 136) + b"\x80" if (len(data) + 1) % 136 else b"\x81"
    for start in range(0, len(data), 136):
        for lane in range(17):
            state[lane % 5][lane // 5] ^= int.from_bytes(data[start + 8 * lane : start + 8 * lane + 8], "little")
        register = 1
        for _ in range(24):
            parity = [state[x][0] ^ state[x][1] ^ state[x][2] ^ state[x][3] ^ state[x][4] for x in range(5)]
            mixed = [parity[(x - 1) % 5] ^ rotate(parity[(x + 1) % 5], 1) for x in range(5)]
            state = [[state[x][y] ^ mixed[x] for y in range(5)] for x in range(5)]
            x, y, current = 1, 0, state[1][0]
            for turn in range(24):
                x, y = y, (2 * x + 3 * y) % 5
                current, state[x][y] = state[x][y], rotate(current, (turn + 1) * (turn + 2) // 2 % 64)
            for y in range(5):
                row = [state[x][y] for x in range(5)]
                for x in range(5):
                    state[x][y] = row[x] ^ ~row[(x + 1) % 5] & mask & row[(x + 2) % 5]
            for step in range(7):
                register = (register << 1 ^ (register >> 7) * 0x71) % 256
                if register & 2:
                    state[0][0] ^= 1 << ((1 << step) - 1)
    return b"".join(state[lane % 5][lane // 5].to_bytes(8, "little") for lane in range(4))
