"""Texts with data of people, as they write them; a value that a person would call sensitive is between « and », behind its kind."""

CASES = [
    ("mail1.txt", """\
From: «NAME:Henrike Osterkamp» <«EMAIL:h.osterkamp@nordlicht-reha.de»>
To: «EMAIL:aufnahme@klinik-am-deich.de»
Subject: Unterlagen Patientin

Guten Tag,

anbei die Daten von Frau «NAME:Osterkamp», geboren am «DOB:14.03.1968», wohnhaft «ADDRESS:Lindenallee 23a, 26382 Wilhelmshaven».
Versichertennummer «HEALTH:A123456780». Sie ist tagsüber unter «PHONE:04421 / 77 83 12» oder mobil «PHONE:0171-2345678» zu erreichen.

Mit freundlichen Grüßen
«NAME:Dr. Jörg Petersen»
"""),
    ("mail2.txt", """\
Hi «NAME:Priya»,

can you update the payroll record please? New account is «IBAN:GB92NWBK60161331047156», and my NI number is «NATID:JG103759A».
My UTR is «TAX:1838899273» if finance asks. Mobile is still «PHONE:07700 900 118».. no wait, that's the old one: «PHONE:07911 345 672».

Thanks,
«NAME:Callum Whitfield»
«ADDRESS:14 Beech Grove, Otley, LS21 3NQ»
"""),
    ("hr1.csv", """\
employee_id,first_name,last_name,dob,ssn,home_address,city,state,zip,phone
10233,«NAME:Marisol»,«NAME:Quintero»,«DOB:1984-07-19»,«NATID:550-90-6894»,«ADDRESS:4418 Sycamore Ridge Dr»,Plano,TX,75024,«PHONE:(972) 418-7733»
10234,«NAME:Devon»,«NAME:Abernathy»,«DOB:1991-11-02»,«NATID:579-77-5815»,«ADDRESS:77 W Fulton St Apt 5B»,Grand Rapids,MI,49503,«PHONE:(616) 284-9021»
10235,«NAME:Thuy»,«NAME:Nguyen»,«DOB:1979-01-30»,«NATID:562-95-1022»,«ADDRESS:209 Harbor View Ln»,Gloucester,MA,01930,«PHONE:(978) 632-1147»
"""),
    ("hr2.csv", """\
Personalnr;Name;Vorname;Geburtsdatum;Steuer-ID;SV-Nummer;IBAN
4711;«NAME:Brinkmann»;«NAME:Heiko»;«DOB:03.09.1975»;«TAX:85423981080»;«NATID:65030975B016»;«IBAN:DE40500105172836655835»
4712;«NAME:Yıldırım»;«NAME:Aylin»;«DOB:21.12.1988»;«TAX:60514698620»;«NATID:12211288Y507»;«IBAN:DE95500105172554798841»
"""),
    ("fr1.txt", """\
Madame, Monsieur,

Je soussignée «NAME:Clémence Vasseur», née le «DOB:13/05/1978» à Lille, demeurant au «ADDRESS:18 rue des Capucins, 69001 Lyon», numéro de sécurité sociale «NATID:1 78 05 13 362 655 56», demande la résiliation de mon contrat.
Merci de rembourser le solde sur mon compte «IBAN:FR7630004008120000418293778».

Tél. : «PHONE:06 12 84 93 07»
Courriel : «EMAIL:clemence.vasseur@orange.fr»
"""),
    ("fr2.csv", """\
nom;prenom;date_naissance;num_secu;telephone;email
«NAME:Lefebvre»;«NAME:Antoine»;«DOB:02/11/1985»;«NATID:1 78 05 13 165 531 76»;«PHONE:0478512233»;«EMAIL:antoine.lefebvre@laposte.net»
«NAME:Moreau»;«NAME:Sandrine»;«DOB:17/06/1990»;«NATID:1 78 05 13 987 133 64»;«PHONE:0643219876»;«EMAIL:s.moreau@free.fr»
"""),
    ("es1.txt", """\
Estimado Sr. «NAME:Javier Montenegro»:

Le confirmamos la apertura de su cuenta «IBAN:ES3821006052255700656892». Datos del titular: DNI «NATID:73201270K», fecha de nacimiento «DOB:08/02/1981», domicilio «ADDRESS:Calle Alcalá 212, 3º B, 28028 Madrid», teléfono «PHONE:654 87 12 09».
La cotitular tiene NIE «NATID:X0503213L».
"""),
    ("es2.txt", """\
CONTRATO DE ARRENDAMIENTO
De una parte, D. «NAME:Rodrigo Echevarría Sanz», mayor de edad, con D.N.I. núm. «NATID:39.936.069-L» y de otra Dña. «NAME:Lucía Ferrer Pons», con NIF «NATID:17543374D», exponen: ...
La renta se abonará en la c.c.c. «BANK:21001013986089117169».
"""),
    ("it1.txt", """\
Il sottoscritto «NAME:Matteo Bellandi», nato a Firenze il «DOB:15/08/1978», codice fiscale «NATID:RSSMRA78H15F205H», residente in «ADDRESS:Via Giuseppe Garibaldi 45, 50123 Firenze (FI)», tel. «PHONE:347 6621984», chiede il rimborso sull'IBAN «IBAN:IT55L0200801600000680292329».
Patente n. «DL:U1A84K392M». Carta d'identità «NATID:CA12345AA».
"""),
    ("it2.csv", """\
cognome,nome,codice_fiscale,partita_iva,cellulare,pec
«NAME:Ferrero»,«NAME:Giulia»,«NATID:RSSMRA78H15F205H»,«TAX:07634030543»,«PHONE:+39 339 8812450»,«EMAIL:giulia.ferrero@pec.it»
"""),
    ("nl1.txt", """\
Beste mevrouw «NAME:van der Meulen»,

Uw BSN is «NATID:280550406» en uw geboortedatum «DOB:12-04-1969». Klopt het dat u woont op «ADDRESS:Kerkstraat 118, 1017 GP Amsterdam»? U kunt ons bellen op «PHONE:020-6234517» of mobiel «PHONE:06-48291734».
Rekeningnummer: «IBAN:NL14INGB0624407295» t.n.v. «NAME:J. van der Meulen».
"""),
    ("nl2.yaml", """\
medewerker:
  naam: «NAME:Sanne de Wit»
  geboortedatum: «DOB:1992-05-27»
  burgerservicenummer: «NATID:234538958»
  rijbewijsnummer: «DL:5123456789»
  kenteken: «PLATE:XK-471-B»
"""),
    ("pl1.txt", """\
Szanowny Panie «NAME:Tomaszu Kowalczyk»,
potwierdzamy dane: PESEL «NATID:62051567385», dowód osobisty «NATID:ABA300000», adres «ADDRESS:ul. Mickiewicza 14/7, 30-059 Kraków», tel. «PHONE:601 234 876».
Numer konta: «IBAN:27 1090 1014 6126 4013 0502 4746».
NIP firmy: «TAX:6009015118».
"""),
    ("pl2.json", "{\"imie\": \"«NAME:Agnieszka»\", \"nazwisko\": \"«NAME:Wojciechowska»\", \"pesel\": \"«NATID:79010650646»\", \"data_urodzenia\": \"«DOB:1979-01-06»\", \"telefon\": \"«PHONE:+48 512 334 908»\", \"nip\": \"«TAX:562-133-67-62»\"}\n"),
    ("pt1.txt", "Eu, «NAME:Beatriz Carvalho Nogueira», portadora do cartão de cidadão, NIF «TAX:292394853», residente na «ADDRESS:Rua do Almada 152, 4050-031 Porto», nascida a «DOB:22/10/1987», telemóvel «PHONE:912 345 018», autorizo o débito no IBAN «IBAN:PT31003501004952227740539».\n"),
    ("br1.txt", """\
Prezado Sr. «NAME:Thiago Albuquerque»,
Seguem os dados para a nota: CPF «TAX:086.403.294-35», endereço «ADDRESS:Rua Augusta, 1508, São Paulo - SP, 01304-001», celular «PHONE:(11) 98342-7719». Empresa CNPJ «COMPANY:00.227.989/8208-01».
"""),
    ("tr1.txt", """\
Sayın «NAME:Mehmet Karaca»,
T.C. kimlik numaranız «NATID:43456312402» ile kaydınız tamamlandı. Doğum tarihi: «DOB:09.05.1983». Telefon: «PHONE:0532 418 77 06». IBAN: «IBAN:TR280006100565943451351462»
"""),
    ("jp1.txt", """\
氏名：«NAME:佐藤 健一»
生年月日：«DOB:1985年4月12日»
住所：〒150-0002 «ADDRESS:東京都渋谷区渋谷2-21-1»
電話番号：«PHONE:090-4821-7735»
マイナンバー：«NATID:123456789018»
"""),
    ("jp2.csv", """\
社員番号,電話,メール,マイナンバー
1001,«PHONE:080-3341-9920»,«EMAIL:kenji.tanaka@kaisha.co.jp»,«NATID:123456789018»
"""),
    ("ticket1.txt", """\
#48213 - Customer cannot log in
Reporter: «NAME:Aoife Brennan»
Customer says her PPS number «NATID:8129029WA» is rejected by the form. Callback: «PHONE:087 655 1290». Eircode and address on file: «ADDRESS:12 Oakfield Park, Naas, Co. Kildare».
Passport no: «PASSPORT:PD4567182»
"""),
    ("chat1.log", """\
[2026-03-02 09:14:11] dana: whats ur card number for the deposit
[2026-03-02 09:14:40] mike: «CARD:4301 3971 1819 6250» exp «EXP:09/28» cvv «CVV:417»
[2026-03-02 09:15:02] mike: billing zip 60614, name on card «NAME:Michael Dorsey»
"""),
    ("form1.txt", """\
Name of applicant:      «NAME:Olusegun Adeyemi»
Date of birth:          «DOB:11 June 1990»
Passport number:        «PASSPORT:A07382914»
Nationality:            Nigerian
E-mail:                 «EMAIL:segun.adeyemi@gmail.com»
Tel. (home):            «PHONE:+234 803 412 7765»
"""),
    ("at1.txt", """\
Sehr geehrte Frau «NAME:Magdalena Pichler»,
Ihre Sozialversicherungsnummer «NATID:2161 180582» ist hinterlegt. Anschrift: «ADDRESS:Mariahilfer Straße 88/12, 1070 Wien». UID Ihres Arbeitgebers: «TAX:ATU21593844». Konto «IBAN:AT232011132537705358».
"""),
    ("ch1.txt", """\
Versicherte: «NAME:Ursina Caduff»
AHV-Nr.: «NATID:756.9690.4928.76»
Geb.: «DOB:29.01.1972»
Adresse: «ADDRESS:Bahnhofstrasse 12, 7000 Chur»
Mobile: «PHONE:079 412 33 80»
Konto: «IBAN:CH6800762113084223710»
"""),
    ("se1.txt", """\
Hej «NAME:Linnéa»,
ditt personnummer «NATID:690815-4922» finns registrerat. Mobil: «PHONE:070-412 33 91». Adress: «ADDRESS:Storgatan 14, 411 24 Göteborg».
"""),
    ("no1.csv", """\
navn,fodselsnummer,telefon
«NAME:Ingrid Haugen»,«NATID:22079429779»,«PHONE:+47 912 34 817»
«NAME:Sverre Dahl»,«NATID:06105730614»,«PHONE:+47 403 22 915»
"""),
    ("dk1.txt", """\
CPR-nr.: «NATID:030179-0275»
Navn: «NAME:Mette Sørensen»
Telefon: «PHONE:+45 28 44 17 90»
"""),
    ("fi1.txt", "Asiakas: «NAME:Pekka Virtanen», henkilötunnus «NATID:060382-224N», puhelin «PHONE:040 512 8834»\n"),
    ("cz1.txt", """\
Jméno: «NAME:Jana Dvořáková»
Rodné číslo: «NATID:901121/6698»
Telefon: «PHONE:+420 604 118 273»
"""),
    ("ro1.txt", "CNP: «NATID:1901123400749», telefon «PHONE:0722 418 903»\n"),
    ("bg1.txt", "ЕГН: «NATID:6609267109», тел. «PHONE:+359 88 412 3390»\n"),
    ("gr1.txt", """\
ΑΜΚΑ: «NATID:10055668510»
ΑΦΜ: «TAX:878297978»
Κινητό: «PHONE:+30 694 412 8830»
"""),
    ("hr1.txt", "OIB: «NATID:66316984856»\n"),
    ("ee1.txt", "Isikukood: «NATID:37805287681»\n"),
    ("lt1.txt", "Asmens kodas: «NATID:36509148727»\n"),
    ("si1.txt", "EMŠO: «NATID:0412985503024»\n"),
    ("sk1.txt", "Rodné číslo: «NATID:700822/0175»\n"),
    ("be1.txt", "Rijksregisternummer: «NATID:70.09.05-719.82», btw «TAX:BE 0846.469.906», rekening «IBAN:BE17 5393 8070 5788»\n"),
    ("mx1.txt", """\
CURP: «NATID:GOLM850612MDFRCN06»
RFC «TAX:GOLM850612K44»
Celular: «PHONE:55 4182 9037»
"""),
    ("ar1.txt", "CUIT del proveedor: «TAX:20-56667713-0»; DNI del titular «NATID:28.419.337».\n"),
    ("cl1.txt", "RUT: «NATID:10.839.153-7»\n"),
    ("in1.txt", """\
Aadhaar No: «NATID:2575 8572 7344»
PAN: «TAX:ABHPB7628W»
Mobile: «PHONE:+91 98231 44876»
Voter ID: «NATID:WKH4196531»
"""),
    ("kr1.txt", """\
주민등록번호: «NATID:861117-1293984»
휴대폰: «PHONE:010-4821-3377»
"""),
    ("cn1.txt", """\
姓名：«NAME:王建国»
身份证号：«NATID:110105197102257478»
手机：«PHONE:13812345867»
"""),
    ("au1.txt", """\
TFN: «TAX:517241065»
ABN «COMPANY:90100001862»
Mobile 0«PHONE:412 883 907»
"""),
    ("ca1.txt", """\
SIN: «NATID:549 654 572»
Address: «ADDRESS:218 Rideau Terrace, Ottawa, ON K1M 0Z3»
Cell: «PHONE:613-292-4471»
"""),
    ("za1.txt", "ID number: «NATID:8407053509088» (South Africa), cell «PHONE:082 412 9937»\n"),
    ("il1.txt", "תעודת זהות: «NATID:899395669»\n"),
    ("us1.txt", """\
Patient: «NAME:Harold J. Whitcomb»  MRN 0048213  DOB: «DOB:05/14/1947»
Medicare ID: «HEALTH:1EG4-TE5-MK73»
Provider NPI: «HEALTH:1245319599»  DEA# «HEALTH:AB1234563»
Insurance phone «PHONE:1-860-418-2290»
"""),
    ("us2.txt", """\
W-9 on file. EIN «TAX:25-4455597». ITIN for spouse «TAX:927-70-0838».
Direct deposit: routing number «BANK:031861218» account number «BANK:000412883907»
Driver's license (CA): «DL:D4182937»
"""),
    ("us3.txt", """\
Florida driver license number «DL:W426-545-30-761-0» issued to «NAME:Gloria Winters».
VIN: «VIN:1HGCM82633A004352»  plate 7ABC123
"""),
    ("uk2.txt", """\
NHS number: «HEALTH:132 738 0676»
Driving licence: «DL:MORGA657054SM9IJ»
Passport: «PASSPORT:533401372»
Electoral roll number: «NATID:KR4821»
Sort code «BANK:60-16-13» account no. «BANK:31047156»
"""),
    ("sql1.sql", """\
INSERT INTO customers (id, full_name, email, phone, birth_date, iban) VALUES
(1, '«NAME:Katharina Vogel»', '«EMAIL:katharina.vogel@web.de»', '«PHONE:+49 151 2884 7731»', '«DOB:1983-02-11»', '«IBAN:DE69500105171759253615»'),
(2, '«NAME:Luca Marchetti»', '«EMAIL:lucamarchetti@libero.it»', '«PHONE:+39 02 8844 1290»', '«DOB:1990-09-30»', '«IBAN:IT60L0200801600000392204567»');
"""),
    ("json1.json", """\
{
  "guest": {"firstName": "«NAME:Ewa»", "lastName": "«NAME:Zielińska»", "birthday": "«DOB:1995-12-03»", "passportNumber": "«PASSPORT:EK8841207»"},
  "payment": {"cardNumber": "«CARD:4381401577848774»", "expiry": "«EXP:11/27»", "cvc": "«CVV:882»"},
  "location": {"lat": «COORD:52.229676», "lng": «COORD:21.012229»}
}
"""),
    ("xml1.xml", "<person><givenName>«NAME:Fatima»</givenName><familyName>«NAME:El Amrani»</familyName><dateOfBirth>«DOB:1986-08-24»</dateOfBirth><street>«ADDRESS:Avenue Louise 231»</street><postalCode>1050</postalCode><city>Bruxelles</city><phone>«PHONE:+32 475 41 88 30»</phone></person>\n"),
    ("invoice1.txt", """\
Rechnung Nr. 2026-0418
An: «NAME:Herrn Stefan Lindqvist», «ADDRESS:Schillerstr. 9, 80336 München»
USt-IdNr.: «TAX:DE710270097»
Bitte überweisen an: IBAN «IBAN:DE40 5001 0517 2836 6558 35», BIC «BANK:INGDDEFFXXX»
"""),
    ("invoice2.txt", """\
FACTUUR 20260311
BTW-nummer «TAX:NL412782005B01»
IBAN «IBAN:NL14 INGB 0624 4072 95»
"""),
    ("invoice3.txt", """\
Facture n° F-2026-118
SIRET «COMPANY:908 748 676 48940»
Règlement par virement : «IBAN:FR7610278061010002041882904»
"""),
    ("log1.log", """\
2026-02-11T08:12:44Z INFO  signup user=«EMAIL:marek.novotny@seznam.cz» phone=«PHONE:+420777418290» ip=10.0.3.4
2026-02-11T08:12:45Z WARN  kyc failed for ssn=«NATID:550-90-6894» dob=«DOB:1980-06-01»
2026-02-11T08:12:46Z ERROR charge declined pan=«CARD:4381401577848774» amount=12.90 EUR
"""),
    ("geo1.txt", "Site visit at «COORD:48.137154, 11.576124» (Marienplatz office), then to «COORD:40°26'46\"N 79°58'56\"W».\n"),
    ("geo2.csv", """\
device,latitude,longitude,ts
t-1,«COORD:59.913868»,«COORD:10.752245»,1711111111
t-2,«COORD:-33.868820»,«COORD:151.209296»,1711111171
"""),
    ("crypto1.txt", "Please send the refund to my BTC wallet «CRYPTO:bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq» or ETH «CRYPTO:0x52908400098527886E0F7030069857D2E4169EE7».\n"),
    ("imei1.txt", "Phone stolen, IMEI «IMEI:353519508922772», SIM number on the bill.\n"),
    ("secur1.txt", "Buy 200 shares, ISIN «SECUR:DE000S680746», LEI «COMPANY:52990000000000007956».\n"),
    ("mrz1.txt", "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"),
    ("cv1.txt", """\
CURRICULUM VITAE
«NAME:Isabelle Fontaine»
«ADDRESS:7 impasse du Moulin, 31000 Toulouse» | «PHONE:+33 6 41 88 20 73» | «EMAIL:isa.fontaine@gmail.com»
Née le «DOB:4 mars 1991»
"""),
    ("letter1.txt", """\
«NAME:Mrs Patricia Holloway»
«ADDRESS:Flat 3, 41 Marlborough Road, Bristol BS6 7QT»

Dear Mrs «NAME:Holloway»,

Your appointment with Dr «NAME:Anand Krishnan» is on 14 May 2026 at 10:20. Please bring your NHS card (NHS No. «HEALTH:073 164 4026»).
"""),
    ("letter2.txt", """\
Herrn
«NAME:Burkhard Seidel»
«ADDRESS:Am Mühlenberg 4, 14476 Potsdam»

Betreff: Ihr Antrag vom 12.01.2026

Sehr geehrter Herr «NAME:Seidel»,
Ihre Steueridentifikationsnummer lautet «TAX:20 015 079 460». Ihr Personalausweis (Nr. «NATID:L01X00T471») läuft ab.
Führerscheinnummer «DL:B072RRE2I55».
"""),
    ("bank1.txt", """\
Kontoinhaber: «NAME:Renate Kowalski»
BLZ 50010517 Kontonummer «BANK:2836655835»
"""),
    ("us4.txt", """\
Shipping to:
«NAME:Jamal Richardson»
«ADDRESS:1902 Peachtree Cir NE, Atlanta, GA 30309»
Phone: «PHONE:404.418.7720»
"""),
    ("md1.md", """\
| Name | Telefon | Geburtstag |
|---|---|---|
| «NAME:Anke Freitag» | «PHONE:0221 4488120» | «DOB:12.07.1980» |
| «NAME:Uwe Hartmann» | «PHONE:0171 8841207» | «DOB:01.02.1969» |
"""),
    ("html1.html", "<tr><th>Patient</th><td>«NAME:Siobhan Kelly»</td></tr><tr><th>Date of Birth</th><td>«DOB:23/09/1959»</td></tr><tr><th>NHS Number</th><td>«HEALTH:282 383 8392»</td></tr>\n"),
    ("vehicle1.csv", """\
vin,plate,owner
«VIN:WVWZZZ1JZ3W386752»,B-AN 4711,«NAME:Ralf Steiner»
«VIN:1M8GDM9AXKP042788»,M-KL 203,«NAME:Petra Wolff»
"""),
    ("tel1.txt", """\
Notfallkontakt: Ehemann «PHONE:(0049) 170 884 1207», Büro «PHONE:+49 (0)89 4488-120»
Urgence : «PHONE:+33 (0)1 44 18 82 07»
Emergency: «PHONE:011 44 20 7946 1188»
"""),
    ("my1.txt", "No. Kad Pengenalan: «NATID:731108-14-6596»\n"),
    ("th1.txt", "เลขประจำตัวประชาชน: «NATID:3791692038999»\n"),
    ("ru1.txt", "ИНН «TAX:733451598281», СНИЛС «NATID:112-233-445 95», паспорт серия «PASSPORT:4509 418829»\n"),
    ("ua1.txt", "РНОКПП: «TAX:5997187417»\n"),
    ("id1.txt", """\
NPWP: «TAX:092191501473688»
NIK: «NATID:3171234501900003»
"""),
    ("sg1.txt", "NRIC: «NATID:S1234567D», mobile «PHONE:+65 8412 3390»\n"),
    ("hk1.txt", "HKID: «NATID:A123456(3)»\n"),
    ("tw1.txt", "身分證字號：«NATID:A123456789»\n"),
    ("hu1.txt", "TAJ szám: «HEALTH:111 111 110»... \n"),
    ("ph1.txt", "Please call Ms. «NAME:Jocelyn Navarro» at «PHONE:+63 917 418 2290».\n"),
]
