"""Running text in eight languages: sentences, letters and mails that name a value by its label."""

from documents import Cell, flat

SENTENCES = {
    "en": ["Her {} is {}.", "Please use the following {}: {}.", "We have the {} {} on file for this person.",
           "I can confirm that the {} given at the counter was {}, as agreed.", "{} {} was entered by mistake and has to be corrected.",
           "The {} (as stated in the application of last week) is {}."],
    "de": ["Meine {} lautet {}.", "Bitte tragen Sie {}: {} ein.", "Wie besprochen hier noch {}: {}", "Als {} wurde uns {} genannt.",
           "Für die Unterlagen: {} {}."],
    "fr": ["Votre {} est le {}.", "Merci de noter {} : {}.", "Le dossier indique comme {} {}.", "Voici mon {} : {}"],
    "es": ["Mi {} es {}.", "Le facilito el {}: {}.", "Consta como {} el {}.", "Adjunto {} {} para el expediente."],
    "it": ["Il mio {} è {}.", "Le comunico {}: {}.", "Risulta come {} {}.", "In allegato {} {} per la pratica."],
    "pt": ["O meu {} é {}.", "Segue o {}: {}.", "Consta no processo {} {}."],
    "nl": ["Mijn {} is {}.", "Hierbij {}: {}.", "In het dossier staat als {} {}."],
    "pl": ["Mój {} to {}.", "Podaję {}: {}.", "W aktach widnieje {} {}."],
}
FILLER = {
    "en": ["Thank you for your patience with this request.", "The meeting was moved to the afternoon.", "Nothing else has changed since then."],
    "de": ["Vielen Dank für die schnelle Rückmeldung.", "Die Unterlagen reichen wir in der kommenden Woche nach.", "Sonst hat sich nichts geändert."],
    "fr": ["Merci pour votre retour rapide.", "La réunion a été reportée à la semaine prochaine."],
    "es": ["Gracias por su pronta respuesta.", "La reunión se ha aplazado a la tarde."],
    "it": ["Grazie per la cortese attenzione.", "La riunione è stata spostata al pomeriggio."],
    "pt": ["Obrigado pela atenção.", "A reunião foi adiada para a tarde."],
    "nl": ["Dank voor uw snelle antwoord.", "De vergadering is naar de middag verplaatst."],
    "pl": ["Dziękuję za szybką odpowiedź.", "Spotkanie zostało przełożone na popołudnie."],
}


def prose(rng, columns, rows, language):
    for row in rows:
        for column, value in zip(columns, row):
            if rng.random() < 0.5:
                yield rng.choice(FILLER[language]) + rng.choice([" ", "\n"])
            before, between, after = rng.choice(SENTENCES[language]).split("{}")
            yield before + column.label + between
            yield Cell(column, flat(value))
            yield after + rng.choice([" ", " ", "\n"])
        yield "\n\n"


def mail(rng, columns, rows, language):
    for row in rows:
        yield f"Subject: {rng.choice(['Re: application', 'Your request', 'Update of records'])}\nContent-Type: text/plain; charset=utf-8\n\n"
        yield rng.choice(FILLER[language]) + "\n\n"
        for column, value in zip(columns, row):
            if rng.random() < 0.5:
                yield rng.choice(["", "- ", "> ", "* "]) + column.label + ": "
                yield Cell(column, flat(value))
            else:
                before, between, after = rng.choice(SENTENCES[language]).split("{}")
                yield before + column.label + between
                yield Cell(column, flat(value))
                yield after
            yield "\n"
        yield "\n" + rng.choice(FILLER[language]) + "\n\n"
