"""Texts that were written after the detectors were mended for those of `people1.py`."""

CASES = [
    ("a1.eml.txt", """\
Hello «NAME:Marta»,

please book the hotel for our auditor: «NAME:Giancarlo Beltrami», born «DOB:7 September 1966», passport «PASSPORT:YB8841207», phone «PHONE:+39 348 771 2093». He lives at «ADDRESS:Via Torino 61, 20123 Milano».
Invoice goes to our office.

Best,
«NAME:Wendy Atkinson»
"""),
    ("a2.txt", """\
Mietvertrag
zwischen «NAME:Herrn Jürgen Wiesner», «ADDRESS:Rosenweg 8, 70565 Stuttgart» (Vermieter)
und Frau «NAME:Daniela Kostić», geb. «DOB:19.02.1990», derzeit wohnhaft «ADDRESS:Hauptstraße 101, 73207 Plochingen» (Mieterin).
Kaution auf «IBAN:DE95500105172554798841». Rückfragen: «PHONE:0711/4418290».
"""),
    ("a3.csv", """\
id,nachname,vorname,strasse,plz,ort,handy,geb
1,«NAME:Albers»,«NAME:Insa»,«ADDRESS:Deichweg 3»,26506,Norden,«PHONE:01520 8841207»,«DOB:12.03.1987»
2,«NAME:Ziegler»,«NAME:Tom»,«ADDRESS:Bergstr. 17a»,01069,Dresden,«PHONE:0176-44182903»,«DOB:30.11.1994»
"""),
    ("a4.json", "[{\"employee\":{\"name\":\"«NAME:Samuel Okafor»\",\"national_id\":\"«NATID:SR948271C»\",\"bank\":{\"sort_code\":\"«BANK:20-45-77»\",\"account_number\":\"«BANK:73418290»\"},\"address\":\"«ADDRESS:22 Mill Lane, Leeds LS1 4DY»\",\"mobile\":\"«PHONE:07911 882093»\"}}]\n"),
    ("a5.txt", """\
Carissimo Dott. «NAME:Rinaldi»,
in allegato il referto della paziente «NAME:Chiara Fabbri» (C.F. «NATID:RSSMRA78H15F205H»), recapito «PHONE:0532 418829».
"""),
    ("a6.txt", """\
Estimada Sra. «NAME:Quiroga»:
Su número de la Seguridad Social es «HEALTH:28/12345678/40» y su NIF «NATID:17543374-D». Cuenta: «IBAN:ES09 2100 6569 1145 7448 5530». Tfno. «PHONE:91 441 82 90».
"""),
    ("a7.txt", """\
Bonjour «NAME:Sophie»,
le nouveau salarié est M. «NAME:Karim Benali», né le «DOB:5 février 1993», n° SS «NATID:1 78 05 13 987 133 64», domicilié «ADDRESS:27 bis avenue Foch, 54000 Nancy». Portable : «PHONE:07.68.41.88.20».
RIB : «BANK:10278 06101 00020418829 04»
"""),
    ("a8.txt", """\
Lieve oma,

mijn nieuwe nummer is «PHONE:06 1882 9034» en ik woon nu op «ADDRESS:Oudegracht 214, 3511 NR Utrecht».
Groetjes, «NAME:Fleur»
"""),
    ("a9.txt", "Dane kandydata: «NAME:Katarzyna Mazur», ur. «DOB:21.03.1989», PESEL: «NATID:66082564603», zam. «ADDRESS:ul. Piotrkowska 88/3, 90-001 Łódź», tel. kom. «PHONE:691 882 093», e-mail «EMAIL:kasia.mazur@wp.pl»\n"),
    ("a10.txt", "Caro Sr. «NAME:Fonseca», o seu NIF é «TAX:203718712»; telemóvel «PHONE:+351 966 418 829».\n"),
    ("a11.txt", "Meu CPF: «TAX:024.014.337-08. » nascido em «DOB:03/04/1985», CEP «O:01304-001», fone «PHONE:(21) 99418-8290»\n"),
    ("a12.txt", """\
Adı Soyadı: «NAME:Elif Demirtaş»
TC Kimlik No: «NATID:53849093764»
Cep: «PHONE:+90 533 418 82 90»
Doğum Tarihi: «DOB:14/02/1991»
"""),
    ("a13.txt", """\
お客様情報
お名前：«NAME:鈴木 花子»
ご住所：«ADDRESS:大阪府大阪市北区梅田3-1-3»
TEL：«PHONE:06-6441-8829»
生年月日：«DOB:1979/08/21»
口座番号：普通 «BANK:1882903»
"""),
    ("a14.md", """\
## Attendees
- «NAME:Rebecca Lindholm» (rebecca@lindholm.se → «EMAIL:rebecca@lindholm.se»)
- «NAME:Piotr Zawadzki», «PHONE:+48 22 418 82 90»
"""),
    ("a15.txt", """\
Police report
Driver: «NAME:Travis McConnell», DOB «DOB:03-22-1978», DL# «DL:S530-460-78-102-0», vehicle «VIN:1HGCM82633A004352», SSN ending 4482, phone «PHONE:(305) 441-8829»
Passenger: «NAME:Latoya Simmons», age 34
"""),
    ("a16.txt", """\
Claim form — insured: «NAME:Geraldine Foster»
Policy no. PX-4418-2290
Member ID: «HEALTH:XGH882903741»
Medicare number (HICN/MBI): «HEALTH:3FK7-PQ2-RT48»
"""),
    ("a17.txt", """\
Medicare card number: «HEALTH:2953 70105 1» IRN 2, expiry «O:08/2027»
TFN «TAX:940 734 122», driver licence (NSW) no. «DL:18829034»
Address: «ADDRESS:7/18 Acacia Avenue, Parramatta NSW 2150»
"""),
    ("a18.csv", """\
sin,first_name,last_name,health_card
«NATID:595 043 829»,«NAME:Noah»,«NAME:Tremblay»,«HEALTH:5584 486 674 YM»
«NATID:514 270 412»,«NAME:Emma»,«NAME:Gagnon»,«HEALTH:6395 418 829 KL»
"""),
    ("a19.txt", "Persónuupplýsingar: kennitala «NATID:120174-3399», sími «PHONE:+354 618 8290»\n"),
    ("a20.txt", """\
Personnummer: «NATID:840528-2362»
Bankgiro 5050-1055
"""),
    ("a21.txt", "CPR «NATID:240288-8380» – patienten er udskrevet.\n"),
    ("a22.xml", "<Patient><Name>«NAME:Ahti Korhonen»</Name><Hetu>«NATID:160880-253K»</Hetu><Phone>«PHONE:+358 40 418 8290»</Phone></Patient>\n"),
    ("a23.yaml", """\
customers:
  - name: «NAME:Nikos Papadakis»
    afm: «TAX:533774500»
    tel: «PHONE:+30 210 441 8829»
"""),
    ("a24.txt", "CNP «NATID:1920307400768», CI seria RX nr. «NATID:418829»\n"),
    ("a25.txt", "Rodné č.: «NATID:560506/6896», č. účtu «BANK:19-2000145399/0800»\n"),
    ("a26.txt", "Adószám: «COMPANY:20228844-1-42», TAJ: «HEALTH:123 456 788», bankszámla: «BANK:11773016-11111018-00000000»\n"),
    ("a27.txt", "ЕГН «NATID:6108106020»; ЛНЧ; тел: «PHONE:088 844 1882»\n"),
    ("a28.txt", "ID broj: JMBG «NATID:1611985500919», OIB «NATID:31609068267»\n"),
    ("a29.txt", "PPSN: «NATID:4159638KA», eir code D02 X285\n"),
    ("a30.txt", "Numéro de registre national : «NATID:87.07.02-327.34»; GSM : «PHONE:0475/41.88.29»\n"),
    ("a31.txt", "AHV «NATID:756.7135.3356.65», Kontonummer PC 80-470-3, Natel «PHONE:078 418 82 90»\n"),
    ("a32.txt", "SVNR «NATID:8479 170496», E-Card, Tel. «PHONE:0664 418 82 90»\n"),
    ("a33.txt", "El RUT del cliente es «NATID:18.863.901-1» y su teléfono «PHONE:+56 9 4418 8290».\n"),
    ("a34.txt", "CUIL: «TAX:20-05040245-3». CBU «BANK:0170099220000067797370»\n"),
    ("a35.txt", "NIT «TAX:916.752.246-4» cédula «NATID:1.020.418.337» celular «PHONE:310 441 8829»\n"),
    ("a36.txt", "CURP «NATID:GOLM850612MDFRZN00», CLABE «BANK:002834277986702102», NSS «HEALTH:12345678903»\n"),
    ("a37.csv", """\
emp,aadhaar,pan,ifsc,account
E1,«NATID:5072 9256 3856»,«TAX:ABKPX1926C»,SBIN0004418,«BANK:30441882903»
E2,«NATID:6286 3476 4864»,«TAX:ABBPJ5005Y»,HDFC0000123,«BANK:50100441882903»
"""),
    ("a38.txt", "居民身份证 «NATID:110105198008187690» 电话 «PHONE:139 1882 9034»\n"),
    ("a39.txt", "성명: «NAME:김민수», 주민번호 «NATID:881018-1952397», 연락처 «PHONE:010-8829-0341»\n"),
    ("a40.txt", "身分證字號 «NATID:F131104093», 手機 «PHONE:0912-418-829»\n"),
    ("a41.txt", "NRIC/FIN: «NATID:S9812381D»; HP: «PHONE:9418 8290»\n"),
    ("a42.txt", "IRD number «TAX:49-091-850»; NZ mobile «PHONE:021 418 829»\n"),
    ("a43.txt", "SA ID «NATID:8103067854087», tax no., cell no. «PHONE:+27 82 441 8829»\n"),
    ("a44.txt", "ת.ז. «NATID:534036983» טלפון «PHONE:052-441-8829»\n"),
    ("a45.txt", "Emirates ID: «NATID:784-1985-1597731-6», mobile «PHONE:+971 50 441 8829»\n"),
    ("a46.txt", "ИНН «TAX:456185907667», СНИЛС: «NATID:112-233-445 95», тел. «PHONE:+7 916 441-88-29», «O:Иванов Иван»\n"),
    ("a47.sql", "COPY person (id, given_name, family_name, ssn, email) FROM stdin;\n1\t«NAME:Deborah»\t«NAME:Hutchinson»\t«NATID:550-90-6894»\t«EMAIL:deb.hutch@yahoo.com»\n2\t«NAME:Marcus»\t«NAME:Ellison»\t«NATID:579-77-5815»\t«EMAIL:m.ellison@aol.com»\n\\.\n"),
    ("a48.log", """\
May 12 08:12:01 app[331]: created account {"email":"«EMAIL:t.bergstrom@telia.se»","phone":"«PHONE:+46701882903»","dob":"«DOB:1988-10-05»"}
May 12 08:12:09 app[331]: card 4562-9501-5042-2994 declined => «CARD:4562-9501-5042-2994»
"""),
    ("a49.txt", "AMEX «CARD:3441 882903 41880» exp «EXP:04/27», CID «CVV:4418»\n"),
    ("a50.txt", """\
My location: «COORD:51.5007,-0.1246» (GPS), shared at 12:40.
https://maps.google.com/?q=«COORD:48.8583701,2.2944813»
"""),
    ("a51.json", "{\"type\":\"Point\",\"coordinates\":[«COORD:13.404954,52.520008»]}\n"),
    ("a52.txt", "IMEI 1: «IMEI:356401755639515», ICCID «O:8949812769746235678»\n"),
    ("a53.txt", "VAT: «TAX:GB 879 7053 26», «TAX:FR 40 303 265 045», «TAX:PL5621336762», «TAX:BE0291590314», «TAX:CHE-568.788.125 MWST»\n"),
    ("a54.txt", "Überweisung an: «IBAN:AT23 2011 1325 3770 5358», Empfänger «NAME:Florian Huemer»\n"),
    ("a55.txt", "To whom it may concern: Ms «NAME:Adwoa Mensah» (d.o.b. «DOB:1994/06/30») was employed as a nurse. Contact: «EMAIL:adwoa.mensah@nhs.net».\n"),
    ("a56.txt", """\
Kundin: «NAME:Brigitte Sommerfeld»
Strasse: «ADDRESS:Am Stadtpark 12»
PLZ/Ort: 90409 Nürnberg
Telefon: «PHONE:0911 - 44 18 82»
"""),
    ("a57.vcf", """\
BEGIN:VCARD
VERSION:3.0
N:«NAME:Okonkwo;Chidi»;;;
FN:«NAME:Chidi Okonkwo»
TEL;TYPE=CELL:«PHONE:+2348034418829»
EMAIL:«EMAIL:chidi@okonkwo.ng»
ADR;TYPE=HOME:;;«ADDRESS:14 Allen Avenue»;Ikeja;;;Nigeria
BDAY:«DOB:19870412»
END:VCARD
"""),
    ("a58.ics", """\
BEGIN:VEVENT
ORGANIZER;CN="«NAME:Helen Strand»":mailto:«EMAIL:helen.strand@contoso.com»
ATTENDEE;CN=«NAME:Omar Haddad»:mailto:«EMAIL:omar.haddad@contoso.com»
END:VEVENT
"""),
    ("a59.txt", """\
Reisepass Nr. «PASSPORT:C4VN9WX06», ausgestellt für «NAME:Wolfgang Ritter»
Passport (India): «PASSPORT:M8841207»
Número de pasaporte: «PASSPORT:PAB418829»
"""),
    ("a60.txt", """\
Kfz-Kennzeichen «PLATE:HH-AB 1234», FIN «VIN:WBA3A5C51CF256651»
Registration «PLATE:AB12 CDE»
"""),
    ("a61.txt", """\
patient_id,name,icd10,nhs_no
881,«NAME:Olive Pemberton»,F32.1,«HEALTH:0731644026»
"""),
    ("a62.txt", "Ticket 8821: user says \"my email is «EMAIL:jo.lindqvist+shop@gmail.com» and my number is «PHONE:+1 (415) 441-8829», please call before 5pm\"\n"),
    ("a63.txt", """\
Name:  «NAME:Oyelaran Adebisi»
Sex:   F
D.O.B: «DOB:02 Jan 1982»
"""),
    ("a64.txt", "Signed: «NAME:Theodora Winslow», 14 March 2026\n"),
    ("a65.html", "<label>Full name</label><span>«NAME:Jasper Thorne»</span><label>Phone</label><span>«PHONE:+31 6 18829034»</span>\n"),
    ("a66.txt", """\
BTC: «CRYPTO:1BoatSLRHtKNngkdXEeobR76b53LETtpyT»
XMR none
"""),
    ("a67.txt", "Credit card: Visa ending 4242; full PAN «CARD:4381 4015 7784 8774», name on card: «NAME:MARGARET O'DONNELL», expires «EXP:10/2028», security code «CVV:318»\n"),
    ("a68.txt", """\
Bewerbung
«NAME:Leonie Achterberg»
«ADDRESS:Schulstraße 5
48143 Münster»
«PHONE:0251 4418829»
«EMAIL:leonie.achterberg@posteo.de»
geboren am «DOB:17. Mai 1998» in Greven
"""),
    ("a69.txt", "Αγαπητέ κύριε «NAME:Παπαδόπουλε», ο ΑΦΜ σας είναι «TAX:608995781».\n"),
    ("a70.txt", "EIN: «TAX:22-1157536»; ABA «BANK:028031035»; acct «BANK:8841882903»\n"),
    ("b1.txt", """\
Subject: RE: onboarding
Please add «NAME:Ngozi Chukwu» to payroll. NI «NATID:PW837261B», sort code «BANK:40-12-76» acct «BANK:51829034», start 1 Feb. Personal email «EMAIL:ngozi.c@outlook.com».
"""),
    ("b2.txt", """\
Arztbrief
Patient: «NAME:Kurt Eberle», geb. «DOB:04.11.1951», Vers.-Nr. «HEALTH:M441882905»
Wir berichten über o.g. Patienten, wohnhaft in «ADDRESS:Gartenweg 22, 88212 Ravensburg».
"""),
    ("b3.csv", """\
Name,Adresse,Telefon,E-Mail
«NAME:Heike Baumgartner»,"«ADDRESS:Ulmenstr. 5, 18057 Rostock»",«PHONE:0381 441882»,«EMAIL:h.baumgartner@t-online.de»
"""),
    ("b4.txt", """\
Guten Morgen Frau «NAME:Schimmelpfennig»,
Ihre Kundenkarte ist da. Rückruf bitte unter «PHONE:+49 40 4418829».
"""),
    ("b5.txt", """\
Objet : changement d'adresse
M. «NAME:Thibault Garnier» habite désormais au «ADDRESS:5, allée des Chênes, 33700 Mérignac». Tél «PHONE:05 56 41 88 29», né le «DOB:28.07.1974».
"""),
    ("b6.txt", "Sig.ra «NAME:Ornella Conti», C.F. «NATID:RSSMRA78H15F205H», Corso Vittorio: «ADDRESS:Corso Vittorio Emanuele II 101, 10128 Torino», cell. «PHONE:333 441 8829»\n"),
    ("b7.txt", "Hola, soy «NAME:Marcos Ibáñez». Mi DNI es «NATID:39936069L», vivo en «ADDRESS:Avda. de la Constitución 14, 41001 Sevilla» y mi móvil es «PHONE:644 188 290».\n"),
    ("b8.txt", "De heer «NAME:P. Hoekstra», geboren «DOB:3 juni 1959», BSN «NATID:217892206», tel «PHONE:0513-441882».\n"),
    ("b9.txt", "Pani «NAME:Grażyna Nowicka», PESEL «NATID:62051567385», nr konta «BANK:27 1090 1014 6126 4013 0502 4746», tel. «PHONE:22 441 88 29»\n"),
    ("b10.json", "{\"customer\":{\"fullName\":\"«NAME:Hanna Lindgren»\",\"ssn\":\"«NATID:840528-2362»\",\"phone\":\"«PHONE:+46 73 441 88 29»\",\"address\":{\"street\":\"«ADDRESS:Kungsgatan 12»\",\"zip\":\"111 35\",\"city\":\"Stockholm\"}}}\n"),
    ("b11.txt", "TC Kimlik: «NATID:46891873040», İrtibat: «PHONE:0 (544) 441 88 29», e-posta «EMAIL:ayse.kaya@hotmail.com»\n"),
    ("b12.txt", """\
申込者氏名: «NAME:高橋 美咲»
連絡先: «PHONE:03-4418-8290»
メール: «EMAIL:m.takahashi@example.co.jp»
"""),
    ("b13.txt", "Employee #441: SSN «NATID:550-90-6894»; DL «DL:D4418829» (CA); DOB «DOB:Mar 3, 1985»; emergency contact: «NAME:Robert Hale» «PHONE:(503) 441-8829»\n"),
    ("b14.sql", "INSERT INTO patients(name,birthdate,nhs,phone) VALUES('«NAME:Edith Crawley»','«DOB:1941-05-09»','«HEALTH:1327380676»','«PHONE:01904 441882»');\n"),
    ("b15.log", "user.update {\"id\":44,\"email\":\"«EMAIL:peter.novak@gmail.com»\",\"iban\":\"«IBAN:AT232011132537705358»\",\"card\":\"«CARD:4301397118196250»\"}\n"),
    ("b16.yaml", """\
contacts:
  - first: «NAME:Ingeborg»
    last: «NAME:Thalmann»
    birth: «DOB:1962-12-01»
    mobile: "«PHONE:+43 664 4418829»"
"""),
    ("b17.xml", "<customer><ssn>«NATID:579-77-5815»</ssn><cc>«CARD:4381401577848774»</cc><cvv>«CVV:318»</cvv></customer>\n"),
    ("b18.txt", "Kreditkarte Visa «CARD:4562 9501 5042 2994», gültig bis «EXP:08/29», Prüfziffer «CVV:771»\n"),
    ("b19.txt", "USt-IdNr «TAX:DE834462227», Steuernummer «TAX:39/029/92622», HRB 44182 B\n"),
    ("b20.txt", "Passport number: «PASSPORT:N44188290» / Numéro de passeport «PASSPORT:18AK44829» / Reisepassnummer «PASSPORT:C4418829K»\n"),
    ("b21.txt", "CPF «TAX:852.666.182-56», CNH «DL:02650306461», celular «PHONE:+55 21 99441-8829»\n"),
    ("b22.txt", "Aadhaar «NATID:628634764864», DL No «DL:MH12 20110044188», mobile «PHONE:98441 88290»\n"),
    ("b23.txt", "身份证: «NATID:110105198108080452», 护照号码 «PASSPORT:E44188290», 邮箱 «EMAIL:wang.fang@163.com»\n"),
    ("b24.txt", "Ime i prezime: «NAME:Marko Horvat», OIB: «NATID:95297172181», mob: «PHONE:091 441 8829»\n"),
    ("b25.txt", """\
Dear Ms. «NAME:Featherstonehaugh»,
your reference number is 8829. We have your address as «ADDRESS:3 Church Lane, Ely, CB7 4JU».
"""),
    ("c1.txt", """\
Hi HR,
my new address from 1 March: «ADDRESS:Flat 12B, Carlton House, 9 Queen's Road, London SE15 2PT». Landline «PHONE:020 7946 0958», bank unchanged.
«NAME:Siobhán O'Rourke»
"""),
    ("c2.txt", "Bitte ändern Sie meine Bankverbindung: «IBAN:DE95 5001 0517 2554 7988 41», Kontoinhaberin «NAME:Mechthild Brandes», Telefon tagsüber «PHONE:(0511) 44 18 82-9».\n"),
    ("c3.txt", "Numéro de téléphone fixe : «PHONE:04.91.44.18.82», mobile : «PHONE:+33644188290». Adresse : «ADDRESS:12 ter boulevard Longchamp, 13001 Marseille».\n"),
    ("c4.txt", "Nº de la Seguridad Social: «HEALTH:281234567840». Domicilio: «ADDRESS:C/ Mayor 7, 2º izq., 50001 Zaragoza». Tel. fijo «PHONE:976 44 18 82».\n"),
    ("c5.txt", "Codice fiscale: «NATID:RSSMRA78H15F205H» - Residenza: «ADDRESS:Piazza Dante 3, 80135 Napoli (NA)» - Telefono «PHONE:081 4418829» - nato il «DOB:1 gennaio 1978»\n"),
    ("c6.txt", "Sofinummer/BSN: «NATID:280550406». Woonplaats: Rotterdam. Adres: «ADDRESS:Lijnbaan 44, 3012 EL Rotterdam». GSM: «PHONE:+31 (0)6 44188290»\n"),
    ("c7.txt", "Numer PESEL: «NATID:79010650646»; seria i nr dowodu: «NATID:ABA300000»; adres zamieszkania: «ADDRESS:os. Kolorowe 8/12, 31-939 Kraków»; telefon kontaktowy: «PHONE:+48 606 441 882»\n"),
    ("c8.txt", "NIF: «TAX:225945916» | Morada: «ADDRESS:Av. da Liberdade 110, 3.º Dto, 1250-146 Lisboa» | Tlm: «PHONE:931 441 882»\n"),
    ("c9.txt", "Endereço: «ADDRESS:Av. Paulista, 1578, Bela Vista, São Paulo/SP, CEP 01310-200» — CPF/MF «TAX:086.403.294-35» — Tel.: «PHONE:(11) 3441-8829»\n"),
    ("c10.txt", "Adres: Atatürk Cad. No:12 D:4 Kadıköy/İstanbul, Tel: «PHONE:0216 441 88 29», Doğum tarihi «DOB:3 Mayıs 1979», TCKN «NATID:43456312402»\n"),
    ("c11.txt", """\
郵便番号 150-0002
氏　名　«NAME:山田 太郎»
電話　«PHONE:080-4418-8290»
生年月日　«DOB:昭和60年4月12日»
"""),
    ("c12.csv", """\
first,last,email,ssn,dob,cc_number,cc_exp,cvv
«NAME:Brandon»,«NAME:Mcclure»,«EMAIL:bmcclure@me.com»,«NATID:562951022»,«DOB:4/9/1977»,«CARD:4562950150422994»,«EXP:11/28»,«CVV:902»
"""),
    ("c13.csv", """\
Kunde;Geb.;Straße;PLZ Ort;Mobil;IBAN
«NAME:Sabine Kruse»;«DOB:09.09.1981»;«ADDRESS:Am Anger 7»;99084 Erfurt;«PHONE:0157/44188290»;«IBAN:DE69500105171759253615»
"""),
    ("c14.json", "{\"dateOfBirth\":\"«DOB:1969-07-20»\",\"socialSecurityNumber\":\"«NATID:579775815»\",\"driversLicenseNumber\":\"«DL:F4418829»\",\"passport\":{\"number\":\"«PASSPORT:533401372»\",\"country\":\"US\"},\"phoneNumbers\":[\"«PHONE:+1-202-441-8829»\"]}\n"),
    ("c15.xml", "<Employee><Name><First>«NAME:Julia»</First><Last>«NAME:Fernández»</Last></Name><NationalID type=\"DNI\">«NATID:17543374D»</NationalID><Mobile>«PHONE:+34 644 188 290»</Mobile></Employee>\n"),
    ("c16.log", "WARN kyc name=\"«NAME:Oliver Grant»\" nino=«NATID:JG103759A» dob=«DOB:14/02/1980» postcode=LS1 4DY phone=«PHONE:+447911882093»\n"),
    ("c17.txt", """\
Führerschein-Nr.: «DL:B072RRE2I55», ausgestellt am 12.04.2015; Personalausweis: «O:L01X00T471»
Krankenkasse: AOK, Versichertennr. «HEALTH:A123456780»
"""),
    ("c18.txt", "Medical record: patient «NAME:Leroy Jenkins», MRN: 44188290, dx E11.9, Medicare «HEALTH:1EG4-TE5-MK73», policy holder phone «PHONE:617.441.8829»\n"),
    ("c19.txt", "Wire instructions: beneficiary «NAME:Amara Diallo», IBAN «IBAN:FR7630006000011234567890189», SWIFT «BANK:AGRIFRPP»\n"),
    ("c20.txt", "ABN: «COMPANY:90 100 001 862», contact «NAME:Lachlan Murray», «PHONE:(02) 9441 8829», «ADDRESS:Unit 4, 88 Pacific Highway, North Sydney NSW 2060»\n"),
    ("c21.txt", "SIN: «NATID:595-043-829»; adresse: «ADDRESS:4418 Rue Saint-Denis, Montréal (Québec) H2J 2L1»; cell.: «PHONE:514 441-8829»\n"),
    ("c22.txt", """\
Nume: «NAME:Andrei Popescu», CNP: «NATID:1650110400148», tel: «PHONE:+40 722 441 882»
Név: «NAME:Kovács Péter», TAJ szám: «HEALTH:123 456 788»
Meno: «NAME:Zuzana Horváthová», r.č. «NATID:910221/7069»
"""),
    ("c23.txt", "Personnr: «NATID:21056774855» Mobil: «PHONE:412 34 817» (Norge). Kennitala: «NATID:120174-3399».\n"),
    ("c24.txt", "Henkilötunnus: «NATID:180966-622Y». Osoite: «ADDRESS:Mannerheimintie 12 A 5, 00100 Helsinki». Puh. «PHONE:050 441 8829»\n"),
    ("c25.txt", "Isikukood «NATID:39303022377», asmens kodas «NATID:35601249365», personas kods «NATID:161175-19997»\n"),
    ("c26.txt", "ФИО: «NAME:Кузнецова Ольга Петровна», дата рождения «DOB:12.04.1983», телефон «PHONE:8 (903) 441-88-29», СНИЛС «NATID:112-233-445 95»\n"),
    ("c27.txt", "الاسم: محمد، رقم الهاتف: «PHONE:+966 50 441 8829»\n"),
    ("c28.txt", "Driver: «NAME:Carlos Menéndez»; placa «PLATE:ABC-1234»; licencia de conducir Q4418829; RFC «TAX:GOLM850612H39»\n"),
    ("d1.txt", "Ihre Anfrage vom 3.3.: Der Versicherungsnehmer «NAME:Torsten Wilhelmi», «ADDRESS:Kastanienallee 17, 10435 Berlin», geb. «DOB:30.1.67», Tel. mobil «PHONE:0160 44188290» hat Schaden gemeldet. FIN: «VIN:WVWZZZ1JZ3W386752».\n"),
    ("d2.txt", "Buongiorno, sono «NAME:Alessio Ferri», la mia carta è la «CARD:4562950150422994» scad. «EXP:11/27» cvv «CVV:204». IBAN per rimborso «IBAN:IT60L0200801600000392204567».\n"),
    ("d3.txt", "Le patient «NAME:Didier Lambert» (né le «DOB:09/09/1961», NIR «NATID:1 78 05 13 362 655 56») est joignable au «PHONE:06 44 18 82 90».\n"),
    ("d4.txt", "El paciente D. «NAME:Alberto Ruiz», NHC 44188, DNI «NATID:73201270K», fecha nac. «DOB:12-03-1950», tel. contacto «PHONE:644188290»\n"),
    ("d5.txt", "Geachte heer «NAME:De Vries», uw polis is gewijzigd. Geboortedatum: «DOB:12 april 1969». Rekening: «IBAN:NL14INGB0966299703». Tel: «PHONE:030 - 441 88 29».\n"),
    ("d6.txt", "Wnioskodawca: «NAME:Zbigniew Pawlak», data ur. «DOB:21.03.1989 r.», NIP «TAX:301-437-18-54», REGON «COMPANY:248001013», e-mail: «EMAIL:z.pawlak@onet.pl»\n"),
    ("d7.txt", "Paciente: «NAME:Fernanda Lopes»; nasc. «DOB:03/04/1985»; cartão SUS no balcão; fone «PHONE:21 99441-8829»\n"),
    ("d8.txt", "Hasta: «NAME:Ayşe Yılmaz», T.C. No: «NATID:46891873040», GSM: «PHONE:05334418829»\n"),
    ("d9.txt", "患者氏名：«NAME:伊藤 誠»、生年月日：«DOB:1970年1月1日»、電話番号：«PHONE:045-441-8829»、保険証番号 12345678\n"),
    ("d10.csv", """\
Nom complet,Téléphone,Adresse,N° sécu
«NAME:Camille Rousseau»,«PHONE:01 44 18 82 90»,"«ADDRESS:3 place Bellecour, 69002 Lyon»",«NATID:178051316553176»
"""),
    ("d11.tsv", """\
full_name	mobile	passport_no	date_of_birth
«NAME:Ivan Petrov»	«PHONE:+79164418829»	«PASSPORT:720418829»	«DOB:1990-04-12»
"""),
    ("d12.md", "**Contact:** «NAME:Margaret Okoye» — «PHONE:+44 7911 882093» — «EMAIL:margaret.okoye@kings.sch.uk»\n"),
    ("d13.txt", "I, «NAME:Jonathan Pryce», of «ADDRESS:18 Station Road, Harrogate, HG1 1TX», hereby appoint «NAME:Susan Pryce» as my attorney. Date of birth: «DOB:11th March 1955».\n"),
    ("d14.txt", "SSN: «NATID:550 90 6894» / alternate «NATID:579775815» ; EIN «TAX:25-4455597»\n"),
    ("d15.log", """\
[INFO] sms to «PHONE:+4915144188290» for user «EMAIL:lena.kurz@gmx.net» sent; otp=******
[INFO] geo lat=«COORD:52.520008» lon=«COORD:13.404954»
"""),
    ("d16.json", "{\"holder\":\"«NAME:RENATE KOWALSKI»\",\"pan\":\"«CARD:4381-4015-7784-8774»\",\"expiryMonth\":\"11\",\"iban\":\"«IBAN:de40 5001 0517 2836 6558 35»\"}\n"),
    ("d17.sql", "UPDATE person SET tax_id='«TAX:60514698620»', phone='«PHONE:0171/4418829»' WHERE email='«EMAIL:j.mohr@arcor.de»';\n"),
    ("d18.txt", "Kennzeichen «PLATE:B-XY 4418», Halter «NAME:Norbert Fink», Telefon «PHONE:030/4418829»\n"),
    ("d19.txt", """\
Member number for her health plan: subscriber ID «HEALTH:YRT441882903», group 88.
NPI «HEALTH:1245319599», DEA «HEALTH:AB1234563»
"""),
    ("d20.txt", "Please ship to «NAME:Chloe Bennett», «ADDRESS:4418 Elm Street, Apt 2C, Denver, CO 80203», tel «PHONE:720-441-8829».\n"),
]
