"""Hard negatives: what looks like a sensitive value and is none, under the labels that it has in real files."""

import base64
import string

from checks import ean_digit, isbn10_digit, luhn_digit
from kinds import digits, grouped, letters, negative
from money import TEST_CARDS

HEX = "0123456789abcdef"


def hexadecimal(rng, count):
    return letters(rng, count, HEX)


def uuid(rng):
    text = hexadecimal(rng, 32)
    return grouped(text[:12] + "4" + text[13:16] + rng.choice("89ab") + text[17:], 8, 4, 4, 4, by="-")


def stamp(rng):
    seconds = rng.randint(1_500_000_000, 1_790_000_000)
    return rng.choice([str(seconds), str(seconds * 1000 + rng.randint(0, 999)), f"{seconds}.{rng.randint(0, 999999):06d}"])


def when(rng):
    return (f"20{rng.randint(10, 26)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            f"{rng.choice('T ')}{rng.randint(0, 23):02d}:{rng.randint(0, 59):02d}:{rng.randint(0, 59):02d}{rng.choice(['', 'Z', '.' + digits(rng, 3) + 'Z'])}")


def order(rng):
    # By chance one in ten is a valid number of a card; all of ours are.
    if rng.random() < 0.4:
        text = rng.choice("456") + digits(rng, 14)
        return text + luhn_digit(text)
    return rng.choice([digits(rng, n, "123456789") for n in (8, 9, 10, 11, 12)] + [f"{digits(rng, 3)}-{digits(rng, 7)}-{digits(rng, 7)}"])


def tracking(rng):
    return rng.choice(["1Z" + letters(rng, 16, "0123456789ABCDEFGHJKLMNP"), digits(rng, 12, "123456789"), "94" + digits(rng, 20),
                       letters(rng, 2) + digits(rng, 9) + rng.choice(["DE", "GB", "US", "CN"]), "00340434" + digits(rng, 12)])


def invoice(rng):
    return rng.choice([f"RE-{rng.randint(2019, 2026)}-{digits(rng, 5)}", digits(rng, 9, "123456789"), digits(rng, 10, "123456789"),
                       f"INV{digits(rng, 8)}", f"{rng.randint(2019, 2026)}{digits(rng, 7)}"])


def isbn(rng):
    if rng.random() < 0.5:
        text = "978" + rng.choice("0123") + digits(rng, 8)
        text += ean_digit(text)
        return rng.choice([text, f"{text[:3]}-{text[3]}-{text[4:7]}-{text[7:12]}-{text[12]}"])
    text = rng.choice("03") + digits(rng, 8)
    return text + isbn10_digit(text)


def ean(rng):
    text = rng.choice("40 50 87 76 30 84 59".split()) + digits(rng, 10)
    return text + ean_digit(text)


def part(rng):
    return rng.choice([f"{letters(rng, 2)}{digits(rng, 6)}", f"{digits(rng, 3)}-{digits(rng, 4)}-{digits(rng, 2)}", f"{digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 4)}",
                       f"A{digits(rng, 3)} {digits(rng, 3)} {digits(rng, 2)} {digits(rng, 2)}", digits(rng, 9), letters(rng, 1) + digits(rng, 7), f"{digits(rng, 4)}.{digits(rng, 2)}.{digits(rng, 5)}"])


def serial(rng):
    return rng.choice([letters(rng, 12, string.ascii_uppercase + string.digits), f"SN{digits(rng, 9)}", letters(rng, 3) + digits(rng, 8), digits(rng, 11), letters(rng, 17, "ABCDEFGHJKLMNPRSTUVWXYZ0123456789")])


def same(rng):
    digit = rng.choice(string.digits)
    return rng.choice([digit * 9, digit * 16, f"{digit*3}-{digit*2}-{digit*4}", digit * 10, digit * 11])


def sequence(rng):
    return rng.choice(["123456789", "1234567890", "0123456789", "123-45-6789", "12345678901", "1234567890123456", "9876543210", "1234 5678 9012 3456", "987-65-4321", "078-05-1120"])


def network(rng):
    return ".".join(str(rng.randint(1, 254)) for _ in range(4)) + rng.choice(["", f":{rng.randint(1024, 65000)}", "/24"])


def encoded(rng):
    return base64.b64encode(bytes(rng.randrange(256) for _ in range(rng.choice([24, 48, 90])))).decode()


def reserved_mail(rng):
    return f"{rng.choice(['user', 'jane', 'admin', 'test', 'noreply', 'foo'])}@{rng.choice(['example.com', 'example.org', 'example.net', 'host.invalid', 'service.local', 'app.test', 'localhost'])}"


def not_mail(rng):
    return rng.choice([f"logo@{rng.choice('23')}x.png", "git@github.com:acme/widgets.git", f"lodash@{rng.randint(1, 4)}.17.{rng.randint(1, 30)}", "@types/node@20.1.0",
                       f"<{digits(rng, 14)}.{hexadecimal(rng, 10)}@mailer.local>"])


LABELS = {
    "order": {"en": ["order number", "order id", "order no.", "Order #"], "de": ["Bestellnummer", "Auftragsnummer", "Bestell-Nr."],
              "fr": ["numéro de commande", "commande n°"], "es": ["número de pedido", "pedido"], "it": ["numero ordine", "ordine n."],
              "pt": ["número do pedido"], "nl": ["ordernummer", "bestelnummer"], "pl": ["numer zamówienia"]},
    "invoice": {"en": ["invoice number", "invoice no.", "Invoice #"], "de": ["Rechnungsnummer", "Rechnungs-Nr."], "fr": ["numéro de facture", "facture n°"],
                "es": ["número de factura"], "it": ["numero fattura"], "pt": ["número da fatura", "fatura"], "nl": ["factuurnummer"], "pl": ["numer faktury"]},
    "tracking": {"en": ["tracking number", "tracking id", "shipment"], "de": ["Sendungsnummer", "Paketnummer"], "fr": ["numéro de suivi"],
                 "es": ["número de seguimiento"], "it": ["numero di spedizione"], "pt": ["código de rastreio"], "nl": ["track & trace"], "pl": ["numer przesyłki"]},
    "part": {"en": ["part number", "part no.", "SKU", "item number", "model"], "de": ["Artikelnummer", "Teilenummer", "Art.-Nr."], "fr": ["référence article"],
             "es": ["referencia", "código de artículo"], "it": ["codice articolo"], "pt": ["código do artigo"], "nl": ["artikelnummer"], "pl": ["numer katalogowy"]},
    "serial": {"en": ["serial number", "serial", "S/N", "device id"], "de": ["Seriennummer", "Serien-Nr."], "fr": ["numéro de série"], "es": ["número de serie"],
               "it": ["numero di serie", "matricola"], "pt": ["número de série"], "nl": ["serienummer"], "pl": ["numer seryjny"]},
}
for name, make, weight in (("order", order, 4), ("invoice", invoice, 3), ("tracking", tracking, 3), ("part", part, 3), ("serial", serial, 2)):
    negative(name, make, LABELS[name], weight=weight)
negative("isbn", isbn, {"en": ["ISBN", "ISBN-13", "book"], "de": ["ISBN"], "fr": ["ISBN"], "es": ["ISBN"], "it": ["ISBN"], "pl": ["ISBN"]}, weight=2)
negative("ean", ean, {"en": ["EAN", "GTIN", "barcode", "UPC"], "de": ["EAN", "Strichcode"], "fr": ["code-barres"], "es": ["código de barras"], "it": ["codice a barre"]}, weight=2)
negative("uuid", uuid, {"en": ["uuid", "request id", "session", "id", "correlation id"], "de": ["Vorgangs-ID"], "fr": ["identifiant"], "es": ["identificador"]}, exotic=False, weight=3)
negative("timestamp", stamp, {"en": ["timestamp", "created", "updated_at", "ts", "mtime"], "de": ["Zeitstempel"], "fr": ["horodatage"], "es": ["marca de tiempo"]}, exotic=False, weight=3)
negative("time", when, {"en": ["created at", "last login", "date", "shipped on", "modified"], "de": ["Datum", "erstellt am"], "fr": ["date", "créé le"], "es": ["fecha"],
                        "it": ["data"], "pt": ["data"], "nl": ["datum"], "pl": ["data"]}, exotic=False, weight=2)
negative("float", lambda r: f"{r.choice(['', '-'])}{r.randint(0, 180)}.{digits(r, r.randint(4, 15))}", {"en": ["score", "value", "loss", "weight", "elapsed"], "de": ["Wert"], "fr": ["valeur"]}, exotic=False, weight=2)
negative("version", lambda r: ".".join(str(r.randint(0, 40)) for _ in range(r.choice([3, 4]))) + r.choice(["", "-rc1", f"+{r.randint(1000, 99999)}"]), {
    "en": ["version", "release", "build", "firmware"], "de": ["Version"], "fr": ["version"], "es": ["versión"], "it": ["versione"]}, exotic=False, weight=2)
negative("git hash", lambda r: hexadecimal(r, 40), {"en": ["commit", "revision", "sha", "parent", "object"]}, exotic=False, weight=2)
negative("digest", lambda r: hexadecimal(r, r.choice([32, 64])), {"en": ["md5", "sha256", "checksum", "etag", "digest"], "de": ["Prüfsumme"]}, exotic=False, weight=2)
negative("all equal", same, {"en": ["number", "placeholder", "SSN", "phone", "card number", "NPI", "account"], "de": ["Steuer-ID", "Telefon"], "fr": ["SIREN"], "pl": ["NIP"]}, weight=2)
negative("sequence", sequence, {"en": ["number", "SSN", "sample", "account number example", "phone"], "de": ["Nummer"], "es": ["número"]}, exotic=False, weight=2)
negative("test card", lambda r: r.choice(TEST_CARDS), {"en": ["card number", "test card", "cc", "card"], "de": ["Kreditkarte"], "fr": ["carte bancaire"]}, exotic=False, weight=2)
negative("reserved mail", reserved_mail, {"en": ["email", "contact", "sender"], "de": ["E-Mail"], "fr": ["courriel"], "es": ["correo"]}, exotic=False, weight=2)
negative("no mail", not_mail, {"en": ["source", "image", "package", "message id"]}, exotic=False, weight=1)
negative("555", lambda r: r.choice(["(212) 555-01{}", "212-555-01{}", "+1 415 555 01{}"]).format(digits(r, 2)), {"en": ["phone", "tel", "call"]}, exotic=False, weight=1)
negative("address of a network", network, {"en": ["host", "ip", "peer", "listen", "server"], "de": ["Rechner"], "fr": ["hôte"]}, exotic=False, weight=2)
negative("base64", encoded, {"en": ["payload", "thumbnail", "data", "blob", "image"]}, exotic=False, weight=1.5)
negative("id like a phone", lambda r: f"{digits(r, 3)}-{digits(r, 3)}-{digits(r, 4)}", {"en": ["ticket", "case id", "reference", "claim id", "policy"], "de": ["Vorgang"], "fr": ["dossier"]}, exotic=False, weight=2)
negative("plain number", lambda r: digits(r, r.choice([6, 7, 8, 9, 10, 11, 12, 13]), "123456789"), {
    "en": ["id", "count", "bytes", "offset", "total", "customer id", "user id", "size"], "de": ["Kundennummer", "Anzahl"], "fr": ["numéro de client", "total"],
    "es": ["número de cliente"], "it": ["codice cliente"], "pt": ["código do cliente"], "nl": ["klantnummer"], "pl": ["numer klienta"]}, weight=4)
negative("amount", lambda r: r.choice([f"{r.randint(1, 999)},{digits(r, 3)}.{digits(r, 2)}", f"{r.randint(1, 999)}.{digits(r, 3)},{digits(r, 2)}", f"{r.randint(10, 99999)}.{digits(r, 2)}"]), {
    "en": ["amount", "price", "total"], "de": ["Betrag", "Summe"], "fr": ["montant"], "es": ["importe"], "it": ["importo"], "pt": ["valor"], "nl": ["bedrag"], "pl": ["kwota"]}, exotic=False, weight=2)
negative("words", lambda r: r.choice(["Quarterly Report", "New York", "Blue Widget", "Main Office", "North Region", "Sales Team", "Status Update", "Premium Plan", "Data Center", "Open Source"]), {
    "en": ["product name", "file name", "region", "plan", "title", "department", "display name", "host name"], "de": ["Bezeichnung", "Abteilung", "Produktname"], "fr": ["libellé", "nom du produit"],
    "es": ["nombre del producto"], "it": ["descrizione"], "pt": ["nome do produto"], "nl": ["productnaam"], "pl": ["nazwa produktu"]}, exotic=False, weight=4)
