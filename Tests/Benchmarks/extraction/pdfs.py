"""PDF files by reportlab, fpdf2, weasyprint, matplotlib, cairo and borb."""

import io
import warnings

from fpdf import FPDF
from fpdf.fonts import FontFace
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from texts import LATIN, maker

FONTS = "/usr/share/fonts/truetype/"
WIDE = ["en", "de", "fr", "pl", "ru", "el"]
warnings.filterwarnings("ignore")


def fonts():
    """The fonts of Debian's fonts-dejavu-core and fonts-liberation, for reportlab."""
    names = {"DejaVu": "dejavu/DejaVuSans.ttf", "DejaVuSerif": "dejavu/DejaVuSerif.ttf", "Mono": "dejavu/DejaVuSansMono.ttf",
             "Liberation": "liberation/LiberationSerif-Regular.ttf", "Narrow": "liberation/LiberationSans-Regular.ttf"}
    for name, file in names.items():
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, FONTS + file))
    return list(names)


@maker("pdf", "reportlab", "pdftotext", LATIN)
def flowing(path, author):
    style = getSampleStyleSheet()
    story = [Paragraph(author.term(), style["Title"])]
    for _ in range(14):
        story += [Paragraph(author.paragraph(), style["Normal"]), Spacer(1, 4 * mm)]

    def decorate(page, document):
        page.setFont("Helvetica", 8)
        page.drawString(20 * mm, 285 * mm, author.sentence())
        page.drawCentredString(105 * mm, 10 * mm, author.sentence())

    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=decorate, onLaterPages=decorate)


@maker("pdf", "reportlab", "pdftotext", LATIN)
def columns(path, author):
    style = getSampleStyleSheet()["Normal"]
    style.alignment = 4
    document = BaseDocTemplate(str(path), pagesize=A4)
    width = document.width / 2 - 6
    frames = [Frame(document.leftMargin + n * (width + 12), document.bottomMargin, width, document.height) for n in range(2)]
    document.addPageTemplates(PageTemplate(frames=frames))
    document.build([Paragraph(author.paragraph(6), style) for _ in range(16)])


@maker("pdf", "reportlab", "pdftotext", WIDE)
def manyfonts(path, author):
    page = canvas.Canvas(str(path), pagesize=A4)
    for number in range(2):
        for index in range(20):
            page.setFont(fonts()[index % 5], 8 + index % 4)
            page.drawString(15 * mm, (280 - 12 * index) * mm, author.sentence())
        page.showPage()
    page.save()


@maker("pdf", "reportlab", "pdftotext", ["en", "de"])
def cells(path, author):
    rows = author.table(30, 4)
    table = Table(rows)
    table.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("FONTSIZE", (0, 0), (-1, -1), 8)]))
    SimpleDocTemplate(str(path), pagesize=A4).build([table])


@maker("pdf", "reportlab", "pdftotext", LATIN)
def turned(path, author):
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setFont("Times-Roman", 10)
    for index, angle in enumerate([0, 90, 180, 270, 30]):
        page.saveState()
        page.translate(105 * mm, 148 * mm)
        page.rotate(angle)
        for line in range(3):
            page.drawString(30 * mm, (10 + 6 * line) * mm, author.term() + " " + author.term())
        page.restoreState()
    page.showPage()
    page.setPageRotation(90)
    page.setFont("Courier", 9)
    for line in range(20):
        page.drawString(20 * mm, (20 + 10 * line) * mm, author.sentence())
    page.save()


@maker("pdf", "reportlab", "pdftotext", ["en", "de"])
def glyphs(path, author):
    """Each character is set on its own, with kerning, tracking and stretched words."""
    page = canvas.Canvas(str(path), pagesize=A4)
    y = 280
    for index in range(16):
        font, size = [("Helvetica", 10), ("Times-Roman", 12), ("Liberation" if fonts() else "", 9)][index % 3]
        sentence, x = author.sentence(), 20 * mm
        page.setFont(font, size)
        for character in sentence:
            if character != " ":
                page.drawString(x, y * mm, character)
            x += pdfmetrics.stringWidth(character, font, size) * [1, 1.04, 0.97][index % 3]
        y -= 7
    for space in [0.4, 1.2]:
        text = page.beginText(20 * mm, y * mm)
        text.setFont("Helvetica", 11)
        text.setCharSpace(space)
        text.setWordSpace(3)
        text.setHorizScale(90)
        for _ in range(4):
            text.textLine(author.sentence())
        page.drawText(text)
        y -= 30
    page.save()


@maker("pdf", "reportlab", "planted", ["en", "de", "fr"])
def fields(path, author):
    """Fields, bookmarks, links, properties: what a reader shows beside the pages."""
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setTitle(author.sentence())
    page.setAuthor(author.term())
    page.setSubject(author.sentence())
    page.setKeywords(author.term())
    page.setFont("Helvetica", 10)
    for index in range(8):
        y = (270 - 20 * index) * mm
        page.drawString(20 * mm, y, author.term())
        page.acroForm.textfield(name=f"field{index}", tooltip=author.term(), value=author.term(), x=80 * mm, y=y, width=200, height=18)
    options = [author.term(), author.term()]
    page.acroForm.choice(name="choice", tooltip=author.term(), value=options[0], options=options, x=80 * mm, y=100 * mm, width=200, height=18)
    for level, key in enumerate(["start", "more"]):
        page.bookmarkPage(key)
        page.addOutlineEntry(author.sentence(), key, level)
    page.linkURL(author.say("https://example.org/" + author.word()), (20 * mm, 20 * mm, 60 * mm, 30 * mm))
    page.save()


def paper(author):
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", size=11)
    return page


@maker("pdf", "fpdf2", "pdftotext", LATIN)
def plain(path, author):
    page = paper(author)
    for _ in range(12):
        page.multi_cell(0, 5, author.paragraph())
        page.ln(3)
    page.output(str(path))


@maker("pdf", "fpdf2", "pdftotext", WIDE)
def subset(path, author):
    page = paper(author)
    page.add_font("DejaVu", fname=FONTS + "dejavu/DejaVuSans.ttf")
    page.add_font("Serif", fname=FONTS + "liberation/LiberationSerif-Regular.ttf")
    for index in range(12):
        page.set_font(["DejaVu", "Serif"][index % 2], size=8 + index % 5)
        page.multi_cell(0, 6, author.paragraph(), align="LJ"[index % 2], new_x="LMARGIN", new_y="NEXT")
    page.output(str(path))


@maker("pdf", "fpdf2", "pdftotext", LATIN)
def shaped(path, author):
    page = paper(author)
    page.add_font("Serif", fname=FONTS + "liberation/LiberationSerif-Regular.ttf")
    page.set_font("Serif", size=12)
    with page.text_columns(ncols=2, gutter=8, text_align="J") as text:
        for _ in range(6):
            text.write(author.paragraph() + "\n\n")
    page.output(str(path))


@maker("pdf", "fpdf2", "pdftotext", ["en", "de"])
def ruled(path, author):
    page = paper(author)
    with page.table(headings_style=FontFace(emphasis="BOLD")) as table:
        for row in author.table(20, 3):
            cells = table.row()
            for cell in row:
                cells.cell(cell)
    page.output(str(path))


@maker("pdf", "fpdf2", "planted", ["en", "de"])
def noted(path, author):
    page = paper(author)
    page.set_title(author.sentence())
    page.start_section(author.repeated(author.term()))
    page.multi_cell(0, 5, author.paragraph())
    page.text_annotation(50, 100, author.sentence(), title=author.term())
    page.free_text_annotation(author.sentence(), x=20, y=150, w=100, h=20)
    page.embed_file(bytes=author.paragraph().encode(), basename="note.txt", desc=author.sentence())
    page.output(str(path))


HTML = """<html lang="{lang}"><head><title>{title}</title><style>
@page {{ size: A4; margin: 2cm; @top-center {{ content: "{head}" }} @bottom-right {{ content: counter(page) }} }}
body {{ font: 10pt {font}; text-align: justify; hyphens: auto }} .two {{ column-count: 2 }}
td {{ border: 1px solid; padding: 2pt }} .side {{ float: right; width: 40%; margin-left: 12pt }} .vertical {{ transform: rotate(-90deg) }}
sup {{ font-size: 60% }}</style></head><body><h1>{title}</h1>{body}</body></html>"""


def web(path, author, body, font):
    import logging

    import weasyprint
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    content = HTML.format(lang=author.language, title=author.repeated(author.term()), head=author.sentence(), body=body, font=font)
    weasyprint.HTML(string=content).write_pdf(str(path))


@maker("pdf", "weasyprint", "pdftotext", WIDE)
def styled(path, author):
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in author.table())
    notes = "".join(f"<p>{author.paragraph()}<sup>{index}</sup></p>" for index in range(5))
    web(path, author, f"{notes}<table>{cells}</table><div class=side>{author.paragraph(2)}</div><p>{author.paragraph()}</p>", "'DejaVu Serif'")


@maker("pdf", "weasyprint", "pdftotext", LATIN)
def hyphenated(path, author):
    web(path, author, "<div class=two>" + "".join(f"<p>{author.paragraph(6)}</p>" for _ in range(12)) + "</div>", "'Liberation Serif'")


@maker("pdf", "cairo", "pdftotext", WIDE)
def drawn(path, author):
    import cairosvg
    lines = "".join(f'<text x="20" y="{30 + 20 * index}" font-family="{font}" font-size="{9 + index % 3}">{author.sentence()}</text>'
                    for index, font in enumerate(["DejaVu Sans", "Liberation Serif", "DejaVu Sans Mono"] * 8))
    cairosvg.svg2pdf(f'<svg xmlns="http://www.w3.org/2000/svg" width="700" height="560">{lines}</svg>'.encode(), write_to=str(path))


@maker("pdf", "matplotlib", "pdftotext", ["en", "de", "ru"], times=2)
def figure(path, author):
    import matplotlib
    matplotlib.use("pdf")
    from matplotlib import pyplot
    matplotlib.rcParams["pdf.fonttype"] = 3 if author.random.random() < 0.5 else 42
    drawing, axes = pyplot.subplots(figsize=(10, 7))
    axes.bar([author.term() for _ in range(4)], [3, 1, 4, 1])
    axes.set_title(author.sentence())
    axes.set_xlabel(author.sentence())
    axes.set_ylabel(author.term())
    for index in range(5):
        axes.text(0, 3.5 - index / 3, author.sentence(), fontsize=9)
    drawing.savefig(path)
    pyplot.close(drawing)


def rewritten(source, path, **options):
    import pikepdf
    with pikepdf.open(io.BytesIO(source)) as document:
        document.save(str(path), **options)


@maker("pdf", "qpdf", "pdftotext", ["en", "de"])
def objectstreams(path, author):
    import pikepdf
    plain(path, author)
    rewritten(path.read_bytes(), path, object_stream_mode=pikepdf.ObjectStreamMode.generate, linearize=True)


@maker("pdf", "qpdf", "pdftotext", ["en", "de"])
def emptypassword(path, author):
    import pikepdf
    subset(path, author)
    rewritten(path.read_bytes(), path, encryption=pikepdf.Encryption(owner="owner", user="", R=author.random.choice([4, 6])))


@maker("pdf", "pypdf", "pdftotext", ["en", "de"])
def updated(path, author):
    """A file that was changed twice, each time behind its end."""
    from pypdf import PdfReader, PdfWriter
    plain(path, author)
    keyword = ""
    for _ in range(2):
        writer = PdfWriter(io.BytesIO(path.read_bytes()), incremental=True)
        # What was changed is no longer there, and so is remembered only once.
        author.texts = [text for text in author.texts if text != keyword]
        keyword = author.term()
        writer.add_metadata({"/Keywords": keyword})
        path.write_bytes(b"")
        with open(path, "wb") as file:
            writer.write(file)


@maker("pdf", "pypdf", "pdftotext", ["en", "de"])
def merged(path, author):
    from pypdf import PdfReader, PdfWriter
    writer = PdfWriter()
    for make in (plain, subset, flowing):
        make(path, author)
        writer.append(PdfReader(io.BytesIO(path.read_bytes())))
    writer.write(str(path))


@maker("pdf", "reportlab", "pdftotext", ["ja", "zh"])
def eastern(path, author):
    """Fonts that only their character collections describe."""
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    name = {"ja": "HeiseiMin-W3", "zh": "STSong-Light"}[author.language]
    pdfmetrics.registerFont(UnicodeCIDFont(name))
    page = canvas.Canvas(str(path), pagesize=A4)
    page.setFont(name, 10)
    for line in range(20):
        page.drawString(20 * mm, (280 - 8 * line) * mm, author.sentence())
    page.save()
