"""Documents of Office by python-docx, openpyxl, XlsxWriter, python-pptx and xlwt, and mails of Outlook by aspose-email-foss."""

import datetime
import io
import zipfile

import docx
import openpyxl
import pptx
import pptx.chart.data
import pptx.enum.chart
import xlsxwriter
import xlwt
from docx.enum.section import WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from pptx.util import Inches

from texts import maker

WIDE = ["en", "de", "fr", "pl", "ru", "el", "ja", "zh"]
SOME = ["en", "de", "ru"]


@maker("docx", "python-docx", "libreoffice", WIDE)
def prose(path, author):
    document = docx.Document()
    document.core_properties.title = author.repeated(author.sentence())
    document.core_properties.comments = author.sentence()
    document.add_heading(author.term())
    for style in ["Normal", "List Bullet", "List Number", "Quote", "Intense Quote"] * 3:
        document.add_paragraph(author.paragraph(3), style)
    document.add_page_break()
    document.add_heading(author.term(), 2)
    document.save(path)


@maker("docx", "python-docx", "libreoffice", SOME)
def tables(path, author):
    document = docx.Document()
    for _ in range(3):
        rows = author.table()
        table = document.add_table(len(rows), len(rows[0]), "Table Grid")
        for row, values in zip(table.rows, rows):
            for cell, value in zip(row.cells, values):
                cell.text = value
        table.cell(0, 0).merge(table.cell(0, 1))
        inner = table.cell(1, 1).add_table(2, 2)
        inner.cell(0, 0).text, inner.cell(1, 1).text = author.term(), author.term()
        document.add_paragraph(author.sentence())
    document.save(path)


@maker("docx", "python-docx", "libreoffice", SOME)
def runs(path, author):
    """Words that are split into runs, with marks of spelling and bookmarks between."""
    document = docx.Document()
    for _ in range(12):
        paragraph, text = document.add_paragraph(), author.paragraph(2)
        while text:
            count = author.random.randint(1, 7)
            run = paragraph.add_run(text[:count])
            run.bold, text = author.random.random() < 0.3, text[count:]
            if author.random.random() < 0.3:
                paragraph._p.append(OxmlElement("w:proofErr"))
            if author.random.random() < 0.1:
                run._r.append(OxmlElement("w:lastRenderedPageBreak"))
    document.save(path)


@maker("docx", "python-docx", "libreoffice", SOME)
def sections(path, author):
    document = docx.Document()
    for index in range(3):
        section = document.sections[0] if index == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        section.different_first_page_header_footer = True
        for part in [section.header, section.footer, section.first_page_header, section.first_page_footer]:
            part.is_linked_to_previous = False
            part.paragraphs[0].text = author.sentence()
        columns = OxmlElement("w:cols")
        columns.set(qn("w:num"), "2")
        section._sectPr.append(columns)
        document.add_paragraph(author.paragraph(8))
    document.save(path)


def revision(kind, author, text_tag="w:t"):
    change, run, text = OxmlElement(kind), OxmlElement("w:r"), OxmlElement(text_tag)
    change.set(qn("w:id"), str(author.number()))
    change.set(qn("w:author"), author.term())
    text.text = author.sentence()
    text.set(qn("xml:space"), "preserve")
    run.append(text)
    change.append(run)
    return change


@maker("docx", "python-docx", "planted", SOME)
def reviewed(path, author):
    """Comments, insertions, deletions, hidden text, fields and content controls."""
    document = docx.Document()
    for _ in range(4):
        paragraph = document.add_paragraph(author.sentence())
        document.add_comment(paragraph.runs, text=author.sentence(), author=author.term(), initials="AB")
        paragraph._p.append(revision("w:ins", author))
        paragraph._p.append(revision("w:del", author, "w:delText"))
        hidden = paragraph.add_run(author.sentence())
        hidden.font.hidden = True
        control, content, run = OxmlElement("w:sdt"), OxmlElement("w:sdtContent"), OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = author.sentence()
        run.append(text)
        content.append(run)
        control.append(content)
        paragraph._p.append(control)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), f'HYPERLINK "https://example.org/{author.say(author.word())}"')
        paragraph._p.append(field)
    document.save(path)


@maker("docm", "python-docx", "libreoffice", SOME)
def macros(path, author):
    prose(path, author)
    retyped(path, "wordprocessingml.document.main+xml", "ms-word.document.macroEnabled.main+xml")


@maker("dotx", "python-docx", "libreoffice", ["en", "de"])
def wordtemplate(path, author):
    tables(path, author)
    retyped(path, "wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")


def retyped(path, old, new):
    """Packs a document again with another content type, and its parts in another order."""
    output = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            data = source.read(name)
            if name == "[Content_Types].xml":
                word = b"vnd.openxmlformats-officedocument." + old.encode()
                data = data.replace(word, (b"vnd." if new.startswith("ms-") else b"vnd.openxmlformats-officedocument.") + new.encode())
            target.writestr(name, data)
    path.write_bytes(output.getvalue())


@maker("xlsx", "openpyxl", "libreoffice", WIDE)
def sheets(path, author):
    book = openpyxl.Workbook()
    for index in range(3):
        sheet = book.active if index == 0 else book.create_sheet()
        sheet.title = author.term()
        for row in author.table(8, 5):
            sheet.append(row)
        sheet.append([author.number(), author.number() / 8, datetime.date(2031, 4, 5), True, 1e-7])
    book.save(path)


@maker("xlsx", "openpyxl", "planted", SOME)
def hiddensheets(path, author):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"] = author.sentence()
    sheet["B3"].comment = openpyxl.comments.Comment(author.sentence(), author.term())
    sheet["C4"].hyperlink = "https://example.org/" + author.repeated(author.say(author.word()))
    sheet.row_dimensions[3].hidden = True
    sheet.oddHeader.center.text, sheet.oddFooter.left.text = author.sentence(), author.sentence()
    validation = openpyxl.worksheet.datavalidation.DataValidation(type="list", formula1=f'"{author.word()},{author.word()}"', prompt=author.sentence())
    validation.add("D1")
    sheet.add_data_validation(validation)
    for state in ["hidden", "veryHidden"]:
        other = book.create_sheet(author.term())
        other.sheet_state, other["A1"] = state, author.sentence()
    name = openpyxl.workbook.defined_name.DefinedName("Note", attr_text=f'"{author.sentence()}"')
    book.defined_names["Note"] = name
    book.properties.title, book.properties.creator = author.sentence(), author.term()
    book.save(path)


@maker("xlsx", "XlsxWriter", "libreoffice", WIDE)
def formatted(path, author):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    formats = ["0.00", "#,##0", "yyyy-mm-dd", "#,##0.00 [$EUR]", "yyyy-mm-dd hh:mm", "@"]
    sheet.set_column(0, 12, 30)
    for row, code in enumerate(formats):
        style = book.add_format({"num_format": code})
        sheet.write(row, 0, author.term())
        for column in range(1, 4):
            sheet.write(row, column, author.random.randint(20_000, 60_000) + (0.25 if "." in code else 0), style)
    for row in range(12, 30):
        sheet.write_row(row, 0, [author.term(), author.number(), author.number(), author.sentence()])
    sheet.write_rich_string(32, 0, author.say(author.word()) + " ", book.add_format({"bold": True}), author.say(author.word()), " end")
    sheet.write_formula(33, 0, "=SUM(B13:B30)", None, 12345)
    sheet.write_formula(34, 0, '="x"&"y"', None, "xy")
    book.close()


@maker("xlsx", "XlsxWriter", "planted", SOME)
def patterned(path, author):
    """Numbers with leading zeroes and with signs between, which converters take away."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    for row in range(20):
        number = author.random.randint(1_000_000, 9_999_999)
        digits = f"{number:010}"
        sheet.write(row, 0, number, book.add_format({"num_format": "0000000000"}))
        sheet.write(row, 1, number, book.add_format({"num_format": "000-000-0000"}))
        author.texts += [digits, f"{digits[:3]}-{digits[3:6]}-{digits[6:]}"]
        sheet.write(row, 2, author.term())
    book.close()


@maker("xlsx", "XlsxWriter", "libreoffice", SOME)
def constant(path, author):
    """Rows that are written at once have their strings in them and not in a table."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet(author.word())
    for row, values in enumerate(author.table(40, 6)):
        sheet.write_row(row, row % 5, values)
    book.close()


@maker("xlsx", "XlsxWriter", "planted", SOME)
def drawings(path, author):
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_column(0, 0, [1, 2, 3])
    sheet.insert_textbox(4, 4, author.sentence())
    sheet.write_comment(1, 1, author.sentence(), {"author": author.term()})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Sheet1!$A$1:$A$3", "name": author.repeated(author.term())})
    chart.set_title({"name": author.sentence()})
    sheet.insert_chart(10, 1, chart)
    sheet.set_header("&C" + author.sentence())
    sheet.write_url(5, 0, author.say("https://example.org/" + author.word()), string=author.term(), tip=author.sentence())
    book.set_properties({"title": author.sentence(), "comments": author.sentence()})
    book.set_custom_property("Reference", author.sentence())
    book.close()


@maker("xlsm", "openpyxl", "libreoffice", SOME)
def bookmacros(path, author):
    sheets(path, author)
    retyped(path, "spreadsheetml.sheet.main+xml", "ms-excel.sheet.macroEnabled.main+xml")


@maker("xls", "xlwt", "libreoffice", WIDE)
def oldbook(path, author):
    book = xlwt.Workbook()
    for _ in range(2):
        sheet = book.add_sheet(author.word())
        for row, values in enumerate(author.table(20, 5)):
            for column, value in enumerate(values):
                sheet.write(row, column, value)
        date = xlwt.easyxf(num_format_str="yyyy-mm-dd")
        for column, value in enumerate([author.number(), 0.125, 1234567.5, 1e10]):
            sheet.write(25, column, value)
        sheet.write(26, 0, datetime.date(2030, 3, 4), date)
    book.save(str(path))


def slides(author, count=4):
    show = pptx.Presentation()
    for index in range(count):
        slide = show.slides.add_slide(show.slide_layouts[index % 2])
        slide.shapes.title.text = author.term()
        slide.placeholders[1].text = author.paragraph(2)
        box = slide.shapes.add_textbox(Inches(1), Inches(5), Inches(6), Inches(1))
        for word in author.sentence().split(" "):
            box.text_frame.paragraphs[0].add_run().text = word + " "
    return show


@maker("pptx", "python-pptx", "libreoffice", WIDE)
def slideshow(path, author):
    slides(author).save(path)


@maker("pptx", "python-pptx", "planted", SOME)
def slidenotes(path, author):
    show = slides(author, 2)
    for slide in show.slides:
        slide.notes_slide.notes_text_frame.text = author.paragraph()
        table = slide.shapes.add_table(3, 3, Inches(1), Inches(1), Inches(6), Inches(2)).table
        for row, values in enumerate(author.table(3, 3)):
            for column, value in enumerate(values):
                table.cell(row, column).text = value
        group = slide.shapes.add_group_shape()
        group.shapes.add_textbox(0, 0, Inches(3), Inches(1)).text_frame.text = author.sentence()
    slide._element.set("show", "0")
    data = pptx.chart.data.CategoryChartData()
    data.categories = [author.repeated(author.term()) for _ in range(2)]
    data.add_series(author.repeated(author.term()), (1, 2))
    slide.shapes.add_chart(pptx.enum.chart.XL_CHART_TYPE.PIE, 0, 0, Inches(3), Inches(3), data)
    show.core_properties.subject = author.sentence()
    show.save(path)


@maker("ppsx", "python-pptx", "libreoffice", ["en", "de"])
def selfrunning(path, author):
    slides(author).save(path)
    retyped(path, "presentationml.presentation.main+xml", "presentationml.slideshow.main+xml")


@maker("msg", "aspose-email-foss", "planted", SOME)
def outlook(path, author):
    from aspose.email_foss import msg
    message = msg.MapiMessage.create(author.sentence(), author.paragraph() + "\r\n" + author.paragraph())
    message.set_property(msg.PropertyId.SENDER_NAME, author.term())
    message.add_recipient(author.repeated(author.say(author.word()) + "@example.org"), display_name=author.repeated(author.term()))
    message.add_attachment(author.repeated(author.say(author.word())) + ".txt", author.paragraph().encode(), mime_type="text/plain")
    message.save(path)


@maker("msg", "aspose-email-foss", "planted", SOME)
def converted(path, author):
    """A mail with a page and an attachment, as Outlook keeps it."""
    from email.message import EmailMessage

    from aspose.email_foss import msg
    mail = EmailMessage()
    mail["From"], mail["To"] = (author.repeated(author.say(author.word())) + "@example.org" for _ in range(2))
    mail["Subject"] = author.sentence()
    mail.set_content(author.paragraph())
    mail.add_alternative(f"<html><body><p>{author.paragraph()}</p></body></html>", subtype="html")
    mail.add_attachment(author.paragraph(), filename="note.txt")
    msg.MapiMessage.from_email_message(mail).save(path)
