"""OpenDocument files by odfpy, and books by ebooklib."""

from odf import draw, office, style, table, text
from odf.opendocument import OpenDocumentPresentation, OpenDocumentSpreadsheet, OpenDocumentText

from texts import maker

WIDE = ["en", "de", "fr", "pl", "ru", "el", "ja", "zh"]
SOME = ["en", "de", "ru"]


@maker("odt", "odfpy", "libreoffice", WIDE)
def letter(path, author):
    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text=author.term()))
    for _ in range(12):
        paragraph = text.P(text=author.sentence())
        paragraph.addText(" ")
        paragraph.addElement(text.Span(text=author.say(author.word())))
        paragraph.addElement(text.S(c=3))
        paragraph.addElement(text.Tab())
        paragraph.addText(author.sentence())
        paragraph.addElement(text.LineBreak())
        paragraph.addText(author.sentence())
        document.text.addElement(paragraph)
    items = text.List()
    for _ in range(4):
        item = text.ListItem()
        item.addElement(text.P(text=author.sentence()))
        items.addElement(item)
    document.text.addElement(items)
    document.save(str(path))


def grid(author, rows, name=None):
    result = table.Table(name=name or author.term())
    for values in rows:
        row = table.TableRow()
        for value in values:
            cell = table.TableCell(valuetype="string")
            cell.addElement(text.P(text=value))
            row.addElement(cell)
        result.addElement(row)
    return result


@maker("odt", "odfpy", "planted", SOME)
def annotated(path, author):
    document = OpenDocumentText()
    for _ in range(4):
        paragraph = text.P(text=author.sentence())
        note = text.Note(noteclass="footnote")
        note.addElement(text.NoteCitation(text="1"))
        body = text.NoteBody()
        body.addElement(text.P(text=author.sentence()))
        note.addElement(body)
        paragraph.addElement(note)
        comment = office.Annotation()
        comment.addElement(text.P(text=author.sentence()))
        paragraph.addElement(comment)
        paragraph.addElement(text.A(href=author.say("https://example.org/" + author.word()), text=author.term()))
        document.text.addElement(paragraph)
        frame = draw.Frame(width="5cm", height="2cm")
        box = draw.TextBox()
        box.addElement(text.P(text=author.sentence()))
        frame.addElement(box)
        paragraph.addElement(frame)
    document.text.addElement(grid(author, author.table()))
    page = style.MasterPage(name="Standard", pagelayoutname="layout")
    layout = style.PageLayout(name="layout")
    document.automaticstyles.addElement(layout)
    header = style.Header()
    header.addElement(text.P(text=author.sentence()))
    footer = style.Footer()
    footer.addElement(text.P(text=author.sentence()))
    page.addElement(header)
    page.addElement(footer)
    document.masterstyles.addElement(page)
    document.save(str(path))


@maker("ods", "odfpy", "libreoffice", WIDE)
def calculation(path, author):
    document = OpenDocumentSpreadsheet()
    for _ in range(2):
        sheet = grid(author, author.table(8, 5), author.word())
        row = table.TableRow()
        for _ in range(3):
            number = author.number()
            cell = table.TableCell(valuetype="float", value=number)
            cell.addElement(text.P(text=str(number)))
            row.addElement(cell)
        row.addElement(table.TableCell(numbercolumnsrepeated=900))
        last = table.TableCell(valuetype="string")
        last.addElement(text.P(text=author.term()))
        row.addElement(last)
        sheet.addElement(table.TableRow(numberrowsrepeated=2000))
        sheet.addElement(row)
        document.spreadsheet.addElement(sheet)
    document.save(str(path))


@maker("odp", "odfpy", "libreoffice", WIDE)
def talk(path, author):
    document = OpenDocumentPresentation()
    layout = style.PageLayout(name="layout")
    document.automaticstyles.addElement(layout)
    document.masterstyles.addElement(style.MasterPage(name="master", pagelayoutname=layout))
    for _ in range(3):
        page = draw.Page(masterpagename="master", name=author.word())
        document.presentation.addElement(page)
        for index in range(3):
            frame = draw.Frame(width="20cm", height="4cm", x="2cm", y=f"{2 + 5 * index}cm")
            box = draw.TextBox()
            box.addElement(text.P(text=author.sentence()))
            box.addElement(text.P(text=author.sentence()))
            frame.addElement(box)
            page.addElement(frame)
    document.save(str(path))


@maker("epub", "ebooklib", "planted", SOME)
def book(path, author):
    from ebooklib import epub
    result = epub.EpubBook()
    result.set_title(author.repeated(author.term()))
    result.set_language(author.language)
    chapters = []
    for index in range(3):
        chapter = epub.EpubHtml(title=author.repeated(author.term()), file_name=f"{index}.xhtml", lang=author.language)
        chapter.content = f"<h1>{author.term()}</h1>" + "".join(f"<p>{author.paragraph()}</p>" for _ in range(3))
        result.add_item(chapter)
        chapters.append(chapter)
    result.toc, result.spine = chapters, chapters
    result.add_item(epub.EpubNcx())
    epub.write_epub(str(path), result)
