"""Archives and compressed files by the tools that make them."""

import io
import subprocess
import tarfile
import tempfile
import zipfile
from pathlib import Path

from texts import maker


def tool(*command, **options):
    subprocess.run([str(part) for part in command], check=True, stdout=options.pop("stdout", subprocess.DEVNULL),
                   stderr=subprocess.DEVNULL, **options)


class Folder:
    """A folder of small texts, one of them in a folder of its own."""

    def __init__(self, author, names=("a.txt", "deep/er/b.csv", "c d.html", "e")):
        self.author, self.names = author, names

    def __enter__(self):
        self.temporary = tempfile.TemporaryDirectory()
        root = Path(self.temporary.name)
        for name in self.names:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            content = self.author.paragraph(20)
            if name.endswith(".html"):
                content = f"<html><body><p>{content}</p></body></html>"
            (root / name).write_text(content + "\n")
        return root

    def __exit__(self, *_):
        self.temporary.cleanup()


def packing(kind, writer, command, oracle="bsdtar", **options):
    """A maker whose files are made by a command in a folder; `{}` stands for the file."""

    def make(path, author):
        path.unlink(missing_ok=True)
        with Folder(author) as root:
            tool("sh", "-c", command.format(path), cwd=root)

    make.__name__ = kind.replace(".", "-").replace(" ", "-") + "-" + writer
    maker(kind, writer, oracle, **options)(make)


packing("zip", "zip", "zip -qr {} .")
packing("zip", "7z", "7z a -bd -tzip {} .")
packing("zip", "bsdtar", "bsdtar -a -cf {} .")
packing("zip", "zip-stream", "zip -qr - . | cat > {}")
packing("tar", "bsdtar-ustar", "bsdtar --format ustar -cf {} .")
packing("tar", "bsdtar-pax", "bsdtar --format pax -cf {} .")
packing("tar", "gnu", "tar --format=gnu -cf {} .")
packing("tar", "v7", "tar --format=v7 -cf {} .")
packing("tar.gz", "tar", "tar -czf {} .")
packing("tar.bz2", "tar", "tar -cjf {} .")
packing("tar.xz", "tar", "tar -cJf {} .")
packing("tar.zst", "zstd", "tar -c . | zstd -q > {}")
packing("tar.lz", "lzip", "tar -c . | lzip > {}")
packing("tar.lzma", "xz", "tar -c . | xz --format=lzma > {}")
packing("tar.lz4", "lz4", "tar -c . | lz4 -q > {}")
packing("tar.Z", "bsdtar", "bsdtar -Z -cf {} .")
packing("7z", "7z", "7z a -bd {} .")
packing("7z", "bsdtar", "bsdtar --format 7zip -cf {} .")
packing("7z", "7z-solid-ppmd", "7z a -bd -m0=PPMd -ms=on {} .")
packing("cpio", "cpio-newc", "find . -type f | cpio --quiet -H newc -o > {}")
packing("cpio", "cpio-odc", "find . -type f | cpio --quiet -H odc -o > {}")
packing("cpio", "cpio-bin", "find . -type f | cpio --quiet -H bin -o > {}")
packing("ar", "ar", "ar rc {} a.txt e 'c d.html' deep/er/b.csv")
packing("xar", "bsdtar", "bsdtar --format xar -cf {} .")
packing("iso", "genisoimage", "genisoimage -quiet -J -R -o {} .")
packing("iso", "xorriso", "xorriso -as mkisofs -quiet -r -o {} .")
packing("gz", "gzip", "gzip -c a.txt > {}", "gunzip")
packing("gz", "gzip-members", "for f in a.txt e; do gzip -c $f; done > {}", "gunzip")
packing("bz2", "bzip2", "cat a.txt e | bzip2 > {}", "unpacked")
packing("xz", "xz", "cat a.txt e | xz > {}", "unpacked")
packing("lzma", "xz", "cat a.txt e | xz --format=lzma > {}", "unpacked")
packing("zst", "zstd", "cat a.txt e | zstd -q > {}", "unpacked")
packing("lz4", "lz4", "cat a.txt e | lz4 -q > {}", "unpacked")
packing("lz", "lzip", "cat a.txt e | lzip > {}", "unpacked")
packing("deb", "dpkg-deb", "mkdir -p DEBIAN; printf 'Package: example\\nVersion: 1\\nArchitecture: all\\nMaintainer: A <a@example.org>\\nDescription: x\\n'"
        " > DEBIAN/control; dpkg-deb -Zxz -b . {}", "planted")


@maker("cab", "cabarchive", "bsdtar", ["en", "de"])
def cabinet(path, author):
    from cabarchive import CabArchive, CabFile
    archive = CabArchive()
    for name in ["a.txt", "b.csv"]:
        archive[name] = CabFile(author.paragraph(20).encode())
    path.write_bytes(archive.save(compress=author.language == "en"))


@maker("zip", "python", "bsdtar", ["en", "de"])
def methods(path, author):
    """Each member with another method, one name in code page 437, and a comment."""
    with zipfile.ZipFile(path, "w") as archive:
        for index, method in enumerate([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]):
            archive.writestr(f"größe{index}.txt", author.paragraph(10), method)
        archive.comment = author.sentence().encode()


@maker("zip", "python", "planted", ["en"], times=3)
def nested(path, author):
    content = author.paragraph(10).encode()
    for index in range(3):
        inner = io.BytesIO()
        if author.random.random() < 0.5:
            with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr("in.bin", content)
        else:
            with tarfile.open(fileobj=inner, mode="w:gz") as archive:
                header = tarfile.TarInfo("in.bin")
                header.size = len(content)
                archive.addfile(header, io.BytesIO(content))
        content = inner.getvalue()
    path.write_bytes(content)


@maker("warc", "warcio", "planted", ["en", "de"])
def web(path, author):
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter
    with open(path, "wb") as file:
        writer = WARCWriter(file, gzip=False)
        for index in range(3):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/plain")], protocol="HTTP/1.0")
            payload = io.BytesIO(author.paragraph(6).encode())
            writer.write_record(writer.create_warc_record(f"http://example.org/{index}", "response", payload=payload, http_headers=headers))


@maker("7z", "py7zr", "bsdtar", ["en", "de"])
def seven(path, author):
    import py7zr
    with py7zr.SevenZipFile(path, "w") as archive:
        for name in ["a.txt", "deep/b.txt"]:
            archive.writestr(author.paragraph(10), name)


@maker("iso", "pycdlib", "bsdtar", ["en"])
def disc(path, author):
    import pycdlib
    image = pycdlib.PyCdlib()
    image.new(joliet=3)
    for index in range(3):
        content = author.paragraph(20).encode()
        image.add_fp(io.BytesIO(content), len(content), f"/FILE{index}.TXT;1", joliet_path=f"/file{index}.txt")
    image.write(str(path))
    image.close()


@maker("jar", "python", "bsdtar", ["en", "de"])
def program(path, author):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
        archive.writestr("app.properties", f"note={author.sentence()}\n")
        archive.writestr("texts/a.txt", author.paragraph(20))
