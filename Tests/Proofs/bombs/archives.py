"""Archives that lie, grow without end, or hold themselves."""

import bz2
import gzip
import io
import lzma
import struct
import tarfile
import zipfile
import zlib

from bombs.kinds import EITHER, ENDS, FOUND, PARTIAL, SEED, bomb

BOMBS = []
MEGABYTE = 1 << 20


def deflated(data, level=9):
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()


def packed_zeroes(count):
    """What zlib's format makes of `count` megabytes of zeroes: the same bytes for each, so that it takes no time."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    chunk = packer.compress(bytes(MEGABYTE)) + packer.flush(zlib.Z_FULL_FLUSH)
    total = count * MEGABYTE
    return b"\x78\xda" + chunk * count + b"\3\0" + struct.pack(">HH", total % 65521, 1)


def local(name, method, crc, packed, size, flags=0):
    return struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, flags, method, 0, 0, crc, packed, size, len(name), 0) + name


def central(name, method, crc, packed, size, offset, flags=0):
    return struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, flags, method, 0, 0, crc, packed, size, len(name), 0, 0, 0, 0, 0, offset) + name


def end(count, size, offset, comment=b""):
    return struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, offset, len(comment)) + comment


def zipped(members, method=zipfile.ZIP_DEFLATED):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return output.getvalue()


@bomb(BOMBS, PARTIAL)
def zip_whose_members_are_one():
    """A thousand entries of the directory that lead to one stream: full overlap, ratio 100 million."""
    zeroes = bytes(64 * MEGABYTE)
    kernel, crc = deflated(zeroes), zlib.crc32(zeroes)
    body = local(b"a", 8, crc, len(kernel), len(zeroes)) + kernel
    directory = b"".join(central(b"%d" % index, 8, crc, len(kernel), len(zeroes), 0) for index in range(1000))
    return body + directory + end(1000, len(directory), len(body))


@bomb(BOMBS, PARTIAL)
def zip_whose_members_quote_each_other():
    """Fifield's construction: the header of the next member is a stored block of the one before, so that all share one kernel."""
    zeroes = bytes(16 * MEGABYTE)
    body, crc, size, count = deflated(zeroes), 0, len(zeroes), 250
    headers = []
    for index in reversed(range(count)):
        name = b"%04d" % index
        headers.append((name, len(body), size))
        header = local(name, 8, crc, len(body), size)
        quoted = b"\0" + struct.pack("<HH", len(header), len(header) ^ 0xFFFF) + header
        body = quoted + body
        size += len(header)
    whole, offset, directory = body, 0, b""
    for name, packed, unpacked in reversed(headers):
        # Each member begins where its quoted header does.
        offset += 5
        directory += central(name, 8, crc, packed, unpacked, offset)
        offset += 30 + len(name)
    return whole + directory + end(count, len(directory), len(whole))


@bomb(BOMBS, PARTIAL)
def zip_of_zips_of_zips():
    """Like 42.zip: sixteen copies on each of five levels, a hundred megabytes at the bottom of each."""
    data = zipped([("zeroes", bytes(100 * MEGABYTE))])
    for _ in range(5):
        data = zipped([(f"{index}.zip", data) for index in range(16)])
    return data


@bomb(BOMBS, PARTIAL)
def zip_in_zip_a_thousand_deep():
    data = SEED
    for _ in range(1000):
        data = zipped([("in", data)], zipfile.ZIP_STORED)
    return data


@bomb(BOMBS, PARTIAL)
def gzip_in_gzip_five_hundred_deep():
    data = SEED
    for _ in range(500):
        data = gzip.compress(data, 1, mtime=0)
    return data


@bomb(BOMBS, PARTIAL)
def gzip_of_ten_gigabytes():
    return gzip.compress(bytes(100 * MEGABYTE), 9, mtime=0) * 100


@bomb(BOMBS, PARTIAL)
def bzip2_of_gigabytes():
    return bz2.compress(bytes(16 * MEGABYTE)) * 100


@bomb(BOMBS, PARTIAL)
def xz_of_gigabytes():
    return lzma.compress(bytes(16 * MEGABYTE), preset=1) * 100


@bomb(BOMBS, PARTIAL)
def xz_with_a_huge_window():
    """Four gigabytes of dictionary would be needed to read it."""
    filters = [{"id": lzma.FILTER_LZMA2, "preset": 1, "dict_size": 1 << 20}]
    data = bytearray(lzma.compress(SEED * 100, filters=filters))
    place = data.index(b"\x21\x01")
    data[place + 2] = 40
    return bytes(data)


@bomb(BOMBS, ENDS)
def zstd_with_a_huge_window():
    """A frame whose header asks for two gigabytes."""
    return struct.pack("<I", 0xFD2FB528) + b"\x00\xa8" + b"\x01\x00\x00"


@bomb(BOMBS, FOUND)
def gzip_with_a_wrong_size_and_sum():
    data = bytearray(gzip.compress(SEED, mtime=0))
    data[-8:] = b"\xff" * 8
    return bytes(data)


@bomb(BOMBS, FOUND)
def zip_with_wrong_sums():
    data = bytearray(zipped([("a.txt", SEED)]))
    data[14:18] = b"\1\2\3\4"
    place = data.rindex(b"PK\1\2")
    data[place + 16:place + 20] = b"\1\2\3\4"
    return bytes(data)


@bomb(BOMBS, FOUND)
def zip_whose_directory_names_something_else():
    """The header says stored and long, the directory deflated and short."""
    packed = deflated(SEED)
    body = local(b"a.txt", 0, 1, 7, 9) + packed
    directory = central(b"other.txt", 8, zlib.crc32(SEED), len(packed), len(SEED), 0)
    return body + directory + end(1, len(directory), len(body))


@bomb(BOMBS, FOUND)
def zip_with_two_ends():
    """The comment of the first archive is a second one, which other readers take for the first."""
    inner = zipped([("hidden.txt", SEED)])
    outer = bytearray(zipped([("shown.txt", b"nothing\n")]))
    place = outer.rindex(b"PK\5\6")
    outer[place + 20:place + 22] = struct.pack("<H", len(inner))
    return bytes(outer) + inner


@bomb(BOMBS, FOUND)
def zip_with_a_member_that_the_directory_hides():
    body = local(b"a.txt", 0, zlib.crc32(SEED), len(SEED), len(SEED)) + SEED
    shown = local(b"b.txt", 0, zlib.crc32(b"nothing\n"), 8, 8) + b"nothing\n"
    directory = central(b"b.txt", 0, zlib.crc32(b"nothing\n"), 8, 8, len(body))
    return body + shown + directory + end(1, len(directory), len(body) + len(shown))


@bomb(BOMBS, FOUND)
def zip_behind_junk():
    return b"\x7fELF" + bytes(5000) + zipped([("a.txt", SEED)])


@bomb(BOMBS, EITHER)
def zip64_that_lies():
    """Sizes of 2^63 in the field for large files."""
    extra = struct.pack("<HHQQ", 1, 16, 1 << 63, 1 << 63)
    name = b"a.txt"
    body = struct.pack("<IHHHHHIIIHH", 0x04034B50, 45, 0, 0, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra)) + name + extra + SEED
    entry = struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 45, 45, 0, 0, 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, len(name), len(extra), 0, 0, 0, 0, 0)
    directory = entry + name + extra
    return body + directory + end(1, len(directory), len(body))


@bomb(BOMBS, PARTIAL)
def zip_that_claims_a_million_members():
    return zipped([("a.txt", b"nothing\n")])[:-22] + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 65535, 65535, 0xFFFFFF00, 0xFFFFFF00, 0)


@bomb(BOMBS, PARTIAL)
def zip_of_many_empty_members():
    names = [b"%07d" % index for index in range(200_000)]
    body = b"".join(local(name, 0, 0, 0, 0) for name in names)
    directory = b"".join(central(name, 0, 0, 0, 0, 37 * index) for index, name in enumerate(names))
    record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, 45, 45, 0, 0, len(names), len(names), len(directory), len(body))
    locator = struct.pack("<IIQI", 0x07064B50, 0, len(body) + len(directory), 1)
    return body + directory + record + locator + end(0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF)


def header(name, size, **fields):
    info = tarfile.TarInfo(name)
    info.size = 0
    for key, value in fields.items():
        setattr(info, key, value)
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block)


@bomb(BOMBS, EITHER)
def tar_with_a_size_without_end():
    return header("a.txt", b"777777777777") + SEED + bytes(1024)


@bomb(BOMBS, EITHER)
def tar_with_a_negative_size():
    return header("a.txt", b"\xff" * 12) + SEED + bytes(1024)


@bomb(BOMBS, PARTIAL)
def tar_with_a_hole_of_a_terabyte():
    """A file of GNU's kind `S` that is nothing but a hole."""
    info = tarfile.TarInfo("hole")
    info.type = b"S"
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[124:136] = b"00000001000\0"
    block[386:398] = b"17777777000\0"
    block[398:410] = b"00000001000\0"
    block[483:495] = b"\x80" + (1 << 40).to_bytes(11, "big")
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + SEED.ljust(512, b"\0") + bytes(1024)


@bomb(BOMBS, EITHER)
def cpio_that_claims_gigabytes():
    head = b"070701" + b"00000001" + b"000081A4" + b"00000000" * 4 + b"FFFFFFFF" + b"00000000" * 4 + b"00000006" + b"00000000"
    return head + b"a.txt\0" + SEED


@bomb(BOMBS, PARTIAL)
def seven_zip_that_lies():
    return b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<IQQI", 0, 0, 1 << 62, 0) + SEED


@bomb(BOMBS, PARTIAL)
def cab_that_lies():
    return b"MSCF" + struct.pack("<IIIIIBBHHHHH", 0, 1 << 31, 0, 44, 0, 3, 1, 65535, 65535, 0, 1, 0) + bytes(100) + SEED


@bomb(BOMBS, ENDS)
def iso_whose_folder_holds_itself():
    sector = 2048
    record = bytearray(34)
    record[0], record[32] = 34, 1
    record[2:10] = struct.pack("<I", 18) + struct.pack(">I", 18)
    record[10:18] = struct.pack("<I", sector) + struct.pack(">I", sector)
    record[25] = 2
    child = bytes([36]) + bytes(record[1:32]) + b"\x01A\0\0"
    primary = bytearray(sector)
    primary[0:7] = b"\1CD001\1"
    primary[80:88] = struct.pack("<I", 30) + struct.pack(">I", 30)
    primary[120:124], primary[124:128] = struct.pack("<HH", 1, 256), struct.pack("<HH", 1, 256)
    primary[128:132] = struct.pack("<H", sector) + struct.pack(">H", sector)
    primary[156:190] = record
    stop = bytearray(sector)
    stop[0:7] = b"\xffCD001\1"
    folder = (bytes(record) * 2 + child * 20).ljust(sector, b"\0")
    return bytes(16 * sector) + bytes(primary) + bytes(stop) + folder + bytes(11 * sector)
