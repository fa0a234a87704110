"""Texts with data of people as exports, forms, letters, records, chats and code of offices, banks, clinics and shops in forty countries; written without regard to how detectors take them."""

CASES = [
    ("hr_export_de.csv", """\
PersNr;Name;Vorname;Geburtsdatum;Steuer-ID;SV-Nummer;IBAN;Privatadresse;Handy
10482;«NAME:Oberländer»;«NAME:Katharina»;«DOB:14.03.1984»;«TAX:10 762 923 841»;«NATID:12140384O726»;«IBAN:DE54370501981390996030»;«ADDRESS:Dürener Straße 188, 50931 Köln»;«PHONE:0177 2849315»
10483;«NAME:Yıldırım»;«NAME:Emre»;«DOB:02.11.1991»;«TAX:24 317 620 596»;«NATID:18021191Y634»;«IBAN:DE78380601868657975432»;«ADDRESS:Kalker Hauptstr. 71, 51103 Köln»;«PHONE:+49 163 7718204»
10491;«NAME:von Thadden»;«NAME:Moritz»;«DOB:30.07.1978»;«TAX:96 250 408 715»;«NATID:13300778T971»;«IBAN:DE13100100108955597971»;«ADDRESS:Am Römerturm 3, 50667 Köln»;«PHONE:0151/40928117»
"""),
    ("kuendigung.txt", """\
«NAME:Sieglinde Brackmann»
«ADDRESS:Hohler Weg 17, 58511 Lüdenscheid»

An die
Märkische Versorgungswerke AG
Personalabteilung
Postfach 1180
58509 Lüdenscheid

Lüdenscheid, den 11. Februar 2026

Kündigung meines Arbeitsverhältnisses, Personalnummer 00417

Sehr geehrte Frau «NAME:Tüschen-Rahmede»,

hiermit kündige ich fristgerecht zum 31. März 2026. Das Arbeitszeugnis und den Resturlaub bitte an meine neue Anschrift ab April: «ADDRESS:Brunnenstraße 4a, 44623 Herne». Auszahlung der Überstunden wie bisher auf mein Konto «IBAN:DE52 4585 0005 1471 0497 46». Telefonisch bin ich unter «PHONE:02351 9087 44» erreichbar.

Mit freundlichen Grüßen
«NAME:S. Brackmann»
"""),
    ("arztbrief_kardio.txt", """\
Klinikum Westerwald - Innere Medizin I                                 Chefarzt: «NAME:Prof. Dr. med. A. Hülsebusch»

Patient: «NAME:Krautwurst, Ottmar», geb. am «DOB:05.09.1949», wohnhaft «ADDRESS:Birkenweg 9, 57610 Altenkirchen»
KV-Nr.: «HEALTH:V507529176»   Kostenträger: Knappschaft   Aufn.: 02.02.2026   Entl.: 09.02.2026

Sehr geehrter Herr Kollege «NAME:Weyerbusch»,
wir berichten über o. g. Patienten.
Diagnosen: KHK, 3-Gefäßerkrankung (I25.13); Diabetes mellitus Typ 2 (E11.90); art. Hypertonie
Medikation: ASS 100 1-0-0, Bisoprolol 2,5 1-0-1, Atorvastatin 40 0-0-1
Labor: HbA1c 7,8 %, Krea 1,31 mg/dl, NT-proBNP 1180 pg/ml
Die Tochter, «NAME:Frau Heike Krautwurst-Nau», Tel. «PHONE:02681-879 14 32», wurde informiert.
"""),
    ("lohnabrechnung_at.txt", """\
LOHN-/GEHALTSZETTEL 01/2026                      DN-Nr 0317
Dienstnehmer:      «NAME:Mag. Leopold Hinterhofer»
SV-Nr.:            «NATID:1342 230476»
Eintritt:          01.09.2009
Adresse:           «ADDRESS:Linzer Bundesstraße 44/7, 5023 Salzburg»
Bank:              «IBAN:AT46 2040 4236 6712 7684»
Brutto 4.218,00   SV 764,30   LSt 688,91   Netto 2.764,79
"""),
    ("ahv_liste.csv", """\
Mitarbeitende;AHV-Nr;Geb.;Strasse;PLZ/Ort;IBAN
«NAME:Gfeller Ursina»;«NATID:756.2684.6563.22»;«DOB:19.06.1988»;«ADDRESS:Dorfgasse 21»;3655 Sigriswil;«IBAN:CH72 0079 0122 3307 9244 0»
«NAME:Zurbriggen Beat»;«NATID:756.2685.9952.84»;«DOB:07.01.1970»;«ADDRESS:Rue du Rhône 5»;1950 Sion;«IBAN:CH53 8080 8907 8666 6176 0»
«NAME:Ademi Fatlinda»;«NATID:756.3137.2159.05»;«DOB:28.10.1995»;«ADDRESS:Seestrasse 118»;8820 Wädenswil;«IBAN:CH19 0070 0109 2815 9013 9»
"""),
    ("fiche_paie.txt", """\
BULLETIN DE PAIE - janvier 2026
Salarié : «NAME:Mme LE GALLOUDEC Nolwenn»
N° SS : «NATID:2 87 06 29 019 114 86»
Emploi : comptable     Coefficient 255     Entrée le 03/04/2017
Adresse : «ADDRESS:14 bis rue de Kergoat, 29000 Quimper»
Net à payer : 1 984,12 EUR    virement sur «IBAN:FR76 6245 9571 1777 7412 1547 288»
"""),
    ("patients_fr.csv", """\
nom,prenom,date_naissance,nir,telephone,medecin_traitant,ville
«NAME:BOUDJELLAL»,«NAME:Samira»,«DOB:12/04/1976»,«NATID:276049300123461»,«PHONE:06 71 88 20 43»,Dr «NAME:Perrichon»,Aubervilliers
«NAME:DUVERNOIS»,«NAME:Théo»,«DOB:30/08/2003»,«NATID:103087511504240»,«PHONE:07.82.14.90.36»,Dr «NAME:Perrichon»,Saint-Denis
«NAME:N'GUESSAN»,«NAME:Aya»,«DOB:05/01/1991»,«NATID:291019932607796»,«PHONE:+33 6 44 91 02 77»,Dr «NAME:Lacombe-Vidal»,Pantin
"""),
    ("attestation_hebergement.txt", """\
ATTESTATION D'HÉBERGEMENT

Je soussigné(e) «NAME:Jean-Baptiste Quéméneur», né le «DOB:17 octobre 1962» à Brest, demeurant «ADDRESS:8 allée des Mimosas, 33700 Mérignac», titulaire de la CNI n° «NATID:180433200418», certifie sur l'honneur héberger à mon domicile Mlle «NAME:Inès Haddouche» depuis le 1er janvier 2026.

Fait à Mérignac, le 6 février 2026
"""),
    ("nhs_referral.txt", """\
Dear Dr «NAME:Ranganathan»

Re: «NAME:Mrs Philippa Cholmondeley»  DOB: «DOB:04/12/1958»  NHS No: «HEALTH:438 528 0843»
«ADDRESS:27 Heathfield Rise, Ryhall, Stamford, PE9 4HB»   Tel «PHONE:01780 752916» / «PHONE:07700 148 263»

Thank you for seeing this lady with a six month history of progressive breathlessness. CT of 14 January showed a 22 mm RUL nodule. She is an ex-smoker (30 pack years). Her husband «NAME:Gerald» has power of attorney.

Yours sincerely
«NAME:Dr Siobhan McGillicuddy»
GP Partner
"""),
    ("payroll_uk.csv", """\
Employee No,Surname,Forename,NI Number,Tax Code,DOB,Sort Code,Account No,Address
0041,«NAME:Okonkwo-Bright»,«NAME:Tobi»,«NATID:CE485253C»,1257L,«DOB:11/05/1990»,«BANK:20-45-77»,«BANK:73018842»,"«ADDRESS:Flat 3, 112 Lordship Lane, London SE22 8HD»"
0042,«NAME:Pemberton»,«NAME:Alasdair»,«NATID:PW933633D»,BR,«DOB:23/09/1974»,«BANK:83-06-08»,«BANK:00419937»,"«ADDRESS:6 Inverleith Gardens, Edinburgh EH3 5PS»"
0043,«NAME:Llewellyn»,«NAME:Cerys»,«NATID:SH004743C»,1185L,«DOB:02/02/1999»,«BANK:40-16-22»,«BANK:91820044»,"«ADDRESS:19 Heol y Deri, Cardiff CF14 6UH»"
"""),
    ("ico_sar.txt", """\
Subject access request

My name is «NAME:Bernadette Oyelaran». I lived at «ADDRESS:41 Station Parade, Harrogate, HG1 1UF» until 2024 and now live at «ADDRESS:2 The Maltings, Tadcaster, LS24 9AE». Date of birth «DOB:30 June 1986». National Insurance number «NATID:WM 55 13 13 D». My driving licence number is «DL:OYELA856306BE9IJ». You can ring me on «PHONE:07911 482 093» or email «EMAIL:b.oyelaran86@outlook.com».
"""),
    ("us_w4_ocr.txt", """\
Form W-4 (2026)   Employee's Withholding Certificate
Step 1: Enter Personal Information
(a) First name and middle initial  «NAME:Darnell T»     Last name «NAME:Whitcombe»     (b) Social security number «NATID:302-53-4349»
Address «ADDRESS:2214 Pecan Hollow Dr»
City or town, state, and ZIP code Round Rock, TX 78681
(c) [x] Single or Married filing separately
Employers Only: First date of employment 01/12/2026   EIN «COMPANY:74-2891034»
"""),
    ("us_claims_837.txt", """\
ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *260114*0912*^*00501*000000418*0*P*:~
NM1*IL*1*«NAME:KOWALCZYK»*«NAME:BRENDA»*L***MI*«O:W199284417»~
N3*«ADDRESS:816 SYCAMORE CT»~
N4*MANKATO*MN*56001~
DMG*D8*«DOB:19610319»*F~
NM1*82*1*«NAME:ADEBAYO»*«NAME:FOLASADE»****XX*«HEALTH:1799075118»~
"""),
    ("us_loan_app.json", """\
{"applicant":{"full_name":"«NAME:Guadalupe Arreola-Finch»","ssn":"«NATID:498-35-8833»","dob":"«DOB:1985-11-27»","phone":"«PHONE:(602) 418-7735»","email":"«EMAIL:lupe.arreola@icloud.com»","address":{"street":"«ADDRESS:4417 W Mescal St»","city":"Glendale","state":"AZ","zip":"85304"}},"employer":"Desert Ridge HVAC","annual_income":71200,"bank":{"routing_number":"«BANK:036516762»","account_number":"«BANK:2222029729»"}}
"""),
    ("us_er_note.txt", """\
TRIAGE 01/19/26 2147   MRN 00817734
PT: «NAME:VANDERHOEK, MARGUERITE A»   72F   DOB «DOB:8/14/1953»   MBI «HEALTH:3QK8-WV2-XD65»
CC: fall, L hip pain. Lives w/ dtr «NAME:Colleen» (cell «PHONE:616-402-1187»). PCP «NAME:Dr. Boersma».
Allergies: PCN, sulfa. Meds: warfarin 5 mg, metoprolol 25 BID
"""),
    ("cra_t4.txt", """\
T4 Statement of Remuneration Paid / État de la rémunération payée   2025
Employee's name and address: «NAME:TREMBLAY-OUELLET, Geneviève», «ADDRESS:1450 rue Sherbrooke O, app 902, Montréal QC H3G 1K4»
Box 12  Social insurance number / Numéro d'assurance sociale   «NATID:797 528 825»
Box 14  64,210.55   Box 16  3,754.45   Box 22  11,208.00
Box 54  Employer's account number «O:118902417RP0001»
"""),
    ("ohip_fax.txt", """\
FAX - Referral to Dermatology
Pt name: «NAME:Harjinder Dhaliwal»   Health card # «HEALTH:5584 486 674 YM»   DOB «DOB:1967/04/09»
Addr: «ADDRESS:88 Kingknoll Dr, Brampton ON L6Y 4M1»   H: «PHONE:905-451-2270»
Ref. MD: «NAME:Dr. Tamsin Galbraith-Wu»
"""),
    ("ato_tfn_declaration.txt", """\
Tax file number declaration
1 What is your tax file number (TFN)?  «TAX:786 563 551»
2 What is your name? Title: Ms  Surname: «NAME:Papadakis»  First given name: «NAME:Zoe»
4 What is your date of birth? Day Month Year «DOB:21 08 1997»
3 What is your home address in Australia? «ADDRESS:7/33 Merri Parade»  Suburb Northcote  State VIC  Postcode 3070
Payer ABN «COMPANY:31 387 837 576»
"""),
    ("medicare_au.csv", """\
patient_id,family_name,given_name,medicare_no,irn,birth_date,mobile
P0221,«NAME:Wanganeen»,«NAME:Jarrah»,«HEALTH:3833 12589 1»,1,«DOB:03/03/2011»,«PHONE:0412 883 097»
P0222,«NAME:Hollingsworth»,«NAME:Bronwyn»,«HEALTH:2535 49305 1»,2,«DOB:15/12/1949»,«PHONE:0455 201 736»
P0223,«NAME:Nguyen-Tran»,«NAME:Mai Linh»,«HEALTH:5668 36451 1»,1,«DOB:09/06/1983»,«PHONE:+61 431 552 808»
"""),
    ("ird_nz.txt", """\
Kia ora,
please set up the new starter in payroll:
Name: «NAME:Aroha Te Rangihaeata»
IRD number: «TAX:49-091-850»
Date of birth: «DOB:17 May 2001»
Bank account: «BANK:12-3141-0267983-00»
Address: «ADDRESS:23 Aro Street, Te Aro, Wellington 6011»
Phone: «PHONE:021 458 9036»
"""),
    ("belastingaanslag.txt", """\
Aan: «NAME:mevrouw J.M. Schuurmans-van Dijk»
     «ADDRESS:Kanaaldijk-Zuid 88, 5613 LE Eindhoven»

Burgerservicenummer: «NATID:174952880»
Geboortedatum: «DOB:23-07-1969»
Betreft: voorlopige aanslag 2026
U krijgt € 1.204 terug op rekening «IBAN:NL49 RABO 0314 3667 64».
"""),
    ("zorgpolis.csv", """\
relatienr;achternaam;voorletters;geboren;bsn;adres;postcode;plaats;iban
R88120;«NAME:Bouazzaoui»;M.;«DOB:1990-10-02»;«NATID:268773130»;«ADDRESS:Insulindeweg 14-2»;1094 PM;Amsterdam;«IBAN:NL41INGB0228171800»
R88121;«NAME:Ter Horst»;W.J.;«DOB:1955-05-19»;«NATID:339042485»;«ADDRESS:Dorpsstraat 3»;7468 CA;Enter;«IBAN:NL50ABNA0611148936»
R88127;«NAME:De Bruijne»;A.;«DOB:1972-12-30»;«NATID:539008473»;«ADDRESS:Laan van Meerdervoort 551»;2563 AT;Den Haag;«IBAN:NL57TRIO0453783830»
"""),
    ("loonfiche_be.txt", """\
LOONBRIEF  periode 01/2026
Werknemer        «NAME:Vanhoutteghem Lieselot»
Rijksregisternr. «NATID:89.02.14-984.91»
Adres            «ADDRESS:Kortrijksesteenweg 1044, 9051 Gent»
Rekening         «IBAN:BE28 6400 3761 4320»
Burg. staat      gehuwd, 2 kinderen ten laste
"""),
    ("mutuelle_be.eml", """\
From: «EMAIL:fabienne.delvaux@skynet.be»
To: «O:affiliation@mutualite.example»
Subject: changement d'adresse

Bonjour,
j'ai déménagé au «ADDRESS:rue de la Station 61, 5000 Namur». Mon numéro national est le «NATID:71.08.03-684.94», celui de mon fils «NAME:Lucas Servais» le «NATID:09.04.22-435.24».
GSM «PHONE:0475 61 38 02»
«NAME:Fabienne Delvaux»
"""),
    ("nomina_es.txt", """\
RECIBO INDIVIDUAL DE SALARIOS                       Enero 2026
TRABAJADOR: «NAME:ECHEVARRÍA GOIKOETXEA, ITZIAR»
N.I.F.: «NATID:63705656A»     N.º AFILIACIÓN S.S.: «NATID:48 10284417 36»
CATEGORÍA: Oficial 2ª      ANTIGÜEDAD: 12/03/2015
IBAN: «IBAN:ES05 2095 3048 8213 7343 3734»
LÍQUIDO A PERCIBIR 1.711,40
"""),
    ("alquiler_es.txt", """\
En Valencia, a 3 de febrero de 2026, REUNIDOS: de una parte D. «NAME:Vicent Ferrandis Llopis», mayor de edad, con DNI «NATID:51979237L» y domicilio en «ADDRESS:C/ Cuenca 71, 3º 9ª, 46007 Valencia» (el arrendador); de otra D.ª «NAME:Oksana Vasylenko», con NIE «NATID:X6092603H», teléfono «PHONE:655 918 042» (la arrendataria). La renta de 890 € se ingresará en la cuenta «IBAN:ES09 0081 9260 2102 6751 1253».
"""),
    ("busta_paga.txt", """\
Cod. dip. 000121   Matricola INPS 4900118204
Dipendente: «NAME:SCARPONI MARIA LETIZIA»
Codice fiscale: «NATID:SCRMLT81E54H211J»
Data di nascita «DOB:14/05/1981»  Residenza «ADDRESS:Via dei Velini 52, 62100 Macerata»
Netto del mese 1.388,00  Bonifico «IBAN:IT06G2870465572010141561836»
"""),
    ("ricetta_it.txt", """\
SERVIZIO SANITARIO NAZIONALE - ricetta dematerializzata promemoria
Assistito: «NAME:PIRAS EFISIO»   CF «NATID:PRSFSE58A12B354Z»
Esenzione C01   NRE 2000A4118204771
Prescrizione: METFORMINA 500 MG 60 CPR
Medico: «NAME:dott.ssa Atzeni Grazia»   Cagliari 28/01/2026
"""),
    ("recibo_pt.txt", """\
Recibo de vencimento - Janeiro 2026
Nome: «NAME:Filipa Alexandra Quintas Morgado»
NIF: «TAX:246107359»   NISS: «NATID:11987654321»
Morada: «ADDRESS:Rua do Almada 317, 2.º Dto, 4050-038 Porto»
IBAN: «IBAN:PT50 0035 8735 5706 3606 0715 0»   Telemóvel «PHONE:917 482 033»
"""),
    ("receita_br.csv", """\
nome;cpf;data_nascimento;celular;cep;endereco
«NAME:Jucélia Aparecida Tavares»;«NATID:043.195.545-07»;«DOB:08/07/1982»;«PHONE:(31) 98847-2016»;«O:30240-120»;«ADDRESS:Rua Níquel, 88»
«NAME:Wellington dos Anjos Pacheco»;«NATID:904.544.091-17»;«DOB:19/12/1995»;«PHONE:(85) 99610-4437»;«O:60110-300»;«ADDRESS:Av. Dom Manuel, 1020»
«NAME:Thaynara Krüger»;«NATID:031.776.467-59»;«DOB:27/03/2000»;«PHONE:+55 47 99133-8042»;«O:89010-001»;«ADDRESS:Rua XV de Novembro, 411»
"""),
    ("contrato_br.txt", """\
CONTRATANTE: «NAME:Ubirajara Fontenele Neto», brasileiro, casado, portador do RG nº «NATID:28.417.903-6» SSP/SP e inscrito no CPF/MF sob o nº «NATID:272.042.935-09», residente e domiciliado na «ADDRESS:Alameda Lorena, 1304, apto 81, São Paulo/SP, CEP 01424-001».
CONTRATADA: Oficina das Letras Ltda., CNPJ «COMPANY:67.591.836/0001-89».
Chave Pix: «PHONE:+55 11 97744-3018»
"""),
    ("imss_mx.txt", """\
ALTA DE TRABAJADOR
Nombre: «NAME:Xóchitl Amézquita Rentería»
CURP: «NATID:AERX900412MJCMNC07»
RFC: «TAX:AERX900412QK8»
NSS: «NATID:04169012345»
Domicilio: «ADDRESS:Calle Pino Suárez 214, Col. Centro, 44100 Guadalajara, Jal.»
CLABE: «BANK:012180236107885266»
Tel.: «PHONE:33 1844 7290»
"""),
    ("dni_ar.eml", """\
From: «NAME:Ezequiel Bustamante» <«EMAIL:eze.bustamante@fibertel.com.ar»>
To: «O:rrhh@textilsur.example»
Subject: datos para el alta

Hola, les paso mis datos:
CUIL «NATID:20-21491316-0»
DNI «NATID:33.418.902»
Nací el «DOB:14/02/1988» en Tandil, vivo en «ADDRESS:Av. Colón 1482 4° B, Mar del Plata».
Cel: «PHONE:+54 9 223 455-8107»
Obra social: OSECAC. Mi esposa se llama «NAME:Macarena Ithurralde».
"""),
    ("rut_cl.csv", """\
RUT;Nombres;Apellido Paterno;Apellido Materno;Fono;Comuna
«NATID:87.232.679-0»;«NAME:Rayén Antonia»;«NAME:Huenchumilla»;«NAME:Parra»;«PHONE:+56 9 8441 2076»;Temuco
«NATID:48.144.494-2»;«NAME:Cristóbal»;«NAME:Etcheverry»;«NAME:Soto»;«PHONE:+56 9 5520 8813»;Ñuñoa
«NATID:64.437.323-1»;«NAME:Maite»;«NAME:Valdebenito»;«NAME:Riffo»;«PHONE:+56 2 2733 4190»;Maipú
"""),
    ("cedula_co.txt", """\
Señores EPS Sanar: yo, «NAME:Yurany Marcela Bocanegra», identificada con C.C. «NATID:1.032.447.918» de Bogotá, solicito la afiliación de mi hijo «NAME:Dylan Santiago Bocanegra», T.I. «NATID:1.141.880.265», nacido el «DOB:09-11-2014». Dirección: «ADDRESS:Carrera 78B # 41-22 Sur, Bogotá». Celular «PHONE:313 480 9276».
"""),
    ("pesel_szkola.csv", """\
Lp;Nazwisko i imię ucznia;PESEL;Adres;Telefon rodzica
1;«NAME:Brzęczyszczykiewicz Kalina»;«NATID:14261132495»;«ADDRESS:ul. Lipowa 4/12, 15-424 Białystok»;«PHONE:607 218 944»
2;«NAME:Dąbrówka Antoni»;«NATID:13320235160»;«ADDRESS:ul. Mickiewicza 88, 15-232 Białystok»;«PHONE:+48 512 770 341»
3;«NAME:Melnyk Solomiia»;«NATID:14222743885»;«ADDRESS:ul. Wiejska 17 m. 3, 15-351 Białystok»;«PHONE:799 304 118»
"""),
    ("umowa_pl.txt", """\
Umowa zlecenie nr 14/2026 zawarta dnia 02.02.2026 w Łodzi pomiędzy Tkalnia Nowa sp. z o.o., NIP «TAX:4170107377», a Panem «NAME:Zbigniewem Ratajczykiem», zam. «ADDRESS:ul. Gdańska 116 m. 7, 90-519 Łódź», PESEL «NATID:66091850432», legitymującym się dowodem osobistym seria «NATID:CHK 218906», nr rachunku «IBAN:PL44 1039 9316 5827 9401 9953 0552».
"""),
    ("rodne_cislo.txt", """\
Čestné prohlášení
Já, níže podepsaná «NAME:Květoslava Hrdličková», rodné číslo «NATID:745322/0346», trvale bytem «ADDRESS:Na Hrázi 14, 370 06 České Budějovice», tel. «PHONE:603 218 774», prohlašuji, že nejsem v insolvenčním řízení.
V Českých Budějovicích 12. 2. 2026
"""),
    ("sk_poistenci.csv", """\
Meno;Priezvisko;Rodné číslo;Dátum narodenia;Adresa;Číslo účtu
«NAME:Ľubica»;«NAME:Hrnčiarová»;«NATID:816105/0931»;«DOB:5.11.1981»;«ADDRESS:Štúrova 22, 949 01 Nitra»;«O:SK3112000000198742637541»
«NAME:Ondrej»;«NAME:Krajčír»;«NATID:920430/0567»;«DOB:30.4.1992»;«ADDRESS:Hviezdoslavova 7, 010 01 Žilina»;
"""),
    ("taj_hu.txt", """\
Munkavállalói adatlap
Név: «NAME:Szentgyörgyi Boglárka»
Anyja neve: «NAME:Kelemen Ildikó»
Születési hely, idő: Szolnok, «DOB:1987. 09. 03.»
TAJ-szám: «HEALTH:529 413 077»
Adóazonosító jel: «TAX:8429587160»
Lakcím: «ADDRESS:6720 Szeged, Kárász utca 9. II/4.»
Telefon: «PHONE:+36 30 418 7729»
"""),
    ("cnp_ro.csv", """\
nume,prenume,cnp,serie_ci,telefon,iban
«NAME:Munteanu»,«NAME:Ruxandra»,«NATID:2930517078151»,«NATID:CJ 418207»,«PHONE:0744 218 903»,«IBAN:RO55BTRLZ9J8FKZR0ST0DTW0»
«NAME:Ciobotaru»,«NAME:Dragoș»,«NATID:1791008270193»,«NATID:IS 902114»,«PHONE:0722.640.188»,«IBAN:RO42BTRLXMZZNA1K1HFZX3KI»
«NAME:Szilágyi»,«NAME:Csaba»,«NATID:5010125010531»,«NATID:MS 733018»,«PHONE:+40 755 103 884»,«IBAN:RO85BTRL9JZFX6KJWSK7KEGY»
"""),
    ("egn_bg.txt", """\
ТРУДОВ ДОГОВОР № 11/02.02.2026 г.
Работник: «NAME:Десислава Тодорова Манолова», ЕГН «NATID:9007137347», адрес: «ADDRESS:гр. Пловдив, ул. Иван Вазов 33», л.к. № «NATID:648219037», изд. на 14.05.2019 г.
Банкова сметка: «O:BG80BNBG96611020345678»
Телефон: «PHONE:0888 412 907»
"""),
    ("afm_gr.txt", """\
ΥΠΕΥΘΥΝΗ ΔΗΛΩΣΗ (άρθρο 8 Ν.1599/1986)
Ο/Η Όνομα: «NAME:Παναγιώτα»   Επώνυμο: «NAME:Καραγιαννοπούλου»
Όνομα Πατέρα: «NAME:Σπυρίδων»
Ημερομηνία γέννησης: «DOB:26/01/1985»
ΑΦΜ: «TAX:007509612»   ΑΜΚΑ: «NATID:26018592399»   Α.Δ.Τ.: «NATID:ΑΖ 418207»
Διεύθυνση: «ADDRESS:Αγίου Δημητρίου 117, 54633 Θεσσαλονίκη»
Τηλ: «PHONE:6974 218 033»
"""),
    ("ppsn_ie.csv", """\
PPSN,First Name,Surname,Address,Eircode,IBAN
«NATID:7937293OA»,«NAME:Caoimhe»,«NAME:Ní Dhomhnaill»,"«ADDRESS:14 Shop Street, Westport, Co. Mayo»",F28 KP71,«IBAN:IE53AIBK06826512330805»
«NATID:2697846EA»,«NAME:Dáithí»,«NAME:Mac Giolla Phádraig»,"«ADDRESS:3 Oldcourt Manor, Dublin 24»",D24 X902,«IBAN:IE35BOFI49366578720097»
"""),
    ("personnummer_se.txt", """\
Läkarintyg för sjukpenning (FK 7804)
Patient: «NAME:Gun-Britt Söderqvist»   Personnummer: «NATID:610417-7370»
Adress: «ADDRESS:Vallgatan 12, 753 20 Uppsala»
Diagnos: F43.9  Arbetsförmåga nedsatt 75 % 2026-02-02 - 2026-03-01
Läkare: «NAME:Farhad Mirzaei», leg. läkare, tel «PHONE:018-611 24 80»
"""),
    ("medlemmar_se.csv", """\
namn;personnr;adress;postnr;ort;mobil;epost
«NAME:Hjalmarsson, Tuva»;«NATID:990128-9729»;«ADDRESS:Kungsgatan 40 lgh 1203»;411 15;Göteborg;«PHONE:070-418 22 09»;«EMAIL:tuva.h@telia.example.se»
«NAME:Abdirahman, Hodan»;«NATID:871103-7617»;«ADDRESS:Rinkebystråket 5»;163 74;Spånga;«PHONE:0736 90 11 84»;«EMAIL:hodan87@hotmail.com»
"""),
    ("fnr_no.txt", """\
Søknad om barnehageplass
Barnets navn: «NAME:Iver Tangen Bjørkhaug»   Fødselsnr: «NATID:12032203408»
Foresatt 1: «NAME:Silje Bjørkhaug», f.nr. «NATID:04128918308», mob. «PHONE:918 42 077»
Foresatt 2: «NAME:Torbjørn Tangen», f.nr. «NATID:23068722098», mob. «PHONE:402 18 993»
Adresse: «ADDRESS:Nedre Fjellvei 8, 4016 Stavanger»
Kontonr. for refusjon: «BANK:1503 48 21079»
"""),
    ("cpr_dk.csv", """\
CPR;Navn;Adresse;Postnr;By;Tlf
«NATID:140379-2175»;«NAME:Rikke Vestergaard Juhl»;«ADDRESS:Skovbrynet 18»;8700;Horsens;«PHONE:28 41 90 37»
«NATID:020764-0026»;«NAME:Mogens Thygesen»;«ADDRESS:Havnegade 4, 2. tv.»;5700;Svendborg;«PHONE:62 21 08 44»
«NATID:291193-0083»;«NAME:Zeinab Al-Hussaini»;«ADDRESS:Bispebjergvej 77»;2400;København NV;«PHONE:+45 53 80 21 16»
"""),
    ("hetu_fi.txt", """\
POTILASTIEDOT
Nimi: «NAME:Mäkiranta-Holopainen, Anneli»
Henkilötunnus: «NATID:180552-388K»
Osoite: «ADDRESS:Puistokatu 6 B 14, 40200 Jyväskylä»
Puhelin: «PHONE:040 718 2903»
Lähiomainen: «NAME:Petteri Holopainen» (poika) «PHONE:+358 50 331 4482»
Dg: I48.9 eteisvärinä
"""),
    ("kennitala.txt", """\
Launaseðill janúar 2026
Nafn: «NAME:Sigríður Ösp Hallgrímsdóttir»
Kennitala: «NATID:120174-3399»
Heimili: «ADDRESS:Grettisgata 54, 101 Reykjavík»
Sími: «PHONE:+354 691 4420»
"""),
    ("isikukood.csv", """\
eesnimi,perekonnanimi,isikukood,telefon,aadress
«NAME:Kadri-Liis»,«NAME:Tammsaar»,«NATID:48804192017»,«PHONE:+372 5648 1190»,"«ADDRESS:Riia 24-11, 51010 Tartu»"
«NAME:Rasmus»,«NAME:Põldma»,«NATID:50212059131»,«PHONE:5182 0447»,"«ADDRESS:Pärnu mnt 67a, Tallinn»"
"""),
    ("asmens_kodas.txt", """\
Prašymas išduoti pažymą
Vardas, pavardė: «NAME:Gintarė Šimkūnaitė-Rimkienė»
Asmens kodas: «NATID:47911302741»
Gyv. adresas: «ADDRESS:Savanorių pr. 141-22, Kaunas»
Tel. «PHONE:+370 612 48 907»
Sąskaita: «IBAN:LT12 2315 9425 9472 4873»
"""),
    ("oib_hr.txt", """\
Ugovor o radu. Radnik: «NAME:Domagoj Škegro», OIB «NATID:59835503265», rođen «DOB:11.06.1986.» u Gospiću, s prebivalištem na adresi «ADDRESS:Ulica kralja Zvonimira 25, 53000 Gospić». Plaća se isplaćuje na račun «IBAN:HR2224562418057889148». Kontakt: «PHONE:091 544 2087».
"""),
    ("jmbg_rs.csv", """\
Ime;Prezime;JMBG;Adresa;Telefon
«NAME:Milunka»;«NAME:Stojadinović»;«NATID:1503961716549»;«ADDRESS:Bulevar oslobođenja 88, Novi Sad»;«PHONE:064 118 2907»
«NAME:Vukašin»;«NAME:Obradović»;«NATID:0712989712551»;«ADDRESS:Cara Dušana 14, Zemun»;«PHONE:+381 63 402 118»
"""),
    ("tc_kimlik.txt", """\
Hasta Kabul Formu
Adı Soyadı     : «NAME:Nurgül Hacıosmanoğlu»
T.C. Kimlik No : «NATID:27329048476»
Doğum Tarihi   : «DOB:08.10.1975»
Cep Tel        : «PHONE:0532 418 20 77»
Adres          : «ADDRESS:Bahçelievler Mah. 52. Sok. No: 14/6 Çankaya/Ankara»
Şikayet        : bel ağrısı, uyuşma
"""),
    ("inn_ru.txt", """\
Анкета клиента
ФИО: «NAME:Крапивина Светлана Аркадьевна»
Дата рождения: «DOB:17.02.1983»
Паспорт: серия «PASSPORT:4508 № 217904», выдан ОВД Измайлово 14.03.2008
СНИЛС: «NATID:595-003-249 86»   ИНН: «TAX:776685027365»
Адрес регистрации: «ADDRESS:г. Москва, ул. Первомайская, д. 77, кв. 114»
Телефон: «PHONE:+7 916 482-09-37»
"""),
    ("rnokpp_ua.csv", """\
ПІБ;РНОКПП;Дата народження;Телефон;Картка
«NAME:Дорошенко Олеся Миколаївна»;«TAX:2000954180»;«DOB:21.08.1990»;«PHONE:+380 67 418 22 90»;«CARD:5168 5836 9492 3592»
«NAME:Лисенко Тарас Богданович»;«TAX:3220327116»;«DOB:03.12.1978»;«PHONE:050 733 18 04»;«CARD:4149 2464 0085 9974»
"""),
    ("teudat_zehut.txt", """\
טופס קליטת עובד
שם: «NAME:נועה אברמוביץ»
ת.ז.: «NATID:432000800»
תאריך לידה: «DOB:14/03/1992»
כתובת: «ADDRESS:רחוב ויצמן 18, כפר סבא»
טלפון: «PHONE:052-4418207»
"""),
    ("iqama_sa.txt", """\
بيانات الموظف
الاسم: «NAME:عبدالرحمن بن فهد القحطاني»
رقم الهوية: «NATID:1084417209»
تاريخ الميلاد: «DOB:1989/04/12»
الجوال: «PHONE:0554418207»
الآيبان: «IBAN:SA5180623201098326389869»
"""),
    ("emirates_id.csv", """\
Name,Emirates ID,Passport No,Mobile,DOB
«NAME:Mariam Al Suwaidi»,«NATID:784-1987-4418207-9»,«PASSPORT:N7741820»,«PHONE:+971 50 418 2077»,«DOB:1987-03-09»
«NAME:Jithin Kuriakose»,«NATID:784-1991-2204817-3»,«PASSPORT:P8820417»,«PHONE:+971 56 203 8841»,«DOB:1991-10-28»
"""),
    ("aadhaar_kyc.txt", """\
KYC APPLICATION FORM (Individual)
Name of Applicant : «NAME:Venkataraghavan Subramaniam»
Father's Name : «NAME:K. Subramaniam»
Date of Birth : «DOB:25/06/1979»
PAN : «TAX:FQJPK1407W»    Aadhaar : «NATID:2667 1723 1430»
Address : «ADDRESS:No. 14, 3rd Cross Street, Mylapore, Chennai 600004»
Mobile : «PHONE:98410 22187»
Bank A/c : «BANK:3418 2077 4419»  IFSC «O:SBIN0001882»
"""),
    ("in_students.csv", """\
Roll,Student Name,Father Name,DOB,Aadhaar No,Mobile
101,«NAME:Bhavya Choudhary»,«NAME:Ramniwas Choudhary»,«DOB:14-08-2010»,«NATID:215404868443»,«PHONE:9414418207»
102,«NAME:Mohd. Faizan Qureshi»,«NAME:Nasir Qureshi»,«DOB:02-01-2011»,«NATID:518024332532»,«PHONE:9829077441»
103,«NAME:Lalremruati Hmar»,«NAME:Zothanmawia»,«DOB:30-11-2010»,«NATID:859368778003»,«PHONE:8131904472»
"""),
    ("cnic_pk.txt", """\
Tenant information form: «NAME:Muhammad Shahzaib Abbasi» s/o «NAME:Ghulam Mustafa Abbasi», CNIC «NATID:37405-4418207-3», cell «PHONE:0333-5418207», present address «ADDRESS:House 118, Street 14, G-10/2, Islamabad».
"""),
    ("nid_bd.txt", """\
নাম: «NAME:মোছাঃ রাবেয়া খাতুন»
জাতীয় পরিচয়পত্র নং: «NATID:5544182077»
জন্ম তারিখ: «DOB:১২/০৫/১৯৮৮»
মোবাইল: «PHONE:01711-418207»
"""),
    ("shenfenzheng.csv", """\
姓名,身份证号,手机号,住址,银行卡号
«NAME:欧阳晓雯»,«NATID:310104199002146391»,«PHONE:13818420779»,«ADDRESS:上海市徐汇区漕溪北路88号1204室»,«CARD:6228484369919220017»
«NAME:慕容建华»,«NATID:440103197611301928»,«PHONE:13926118204»,«ADDRESS:广州市荔湾区中山七路51号»,«CARD:6217005200020101957»
"""),
    ("tw_resume.txt", """\
履歷表
姓名:«NAME:陳怡蓁»
身分證字號:«NATID:G161333101»
出生日期:民國 «DOB:79年5月18日»
聯絡電話:«PHONE:0912-418-207»
地址:«ADDRESS:台北市大安區和平東路二段118號5樓»
"""),
    ("hk_form.txt", """\
Name in English: «NAME:CHEUNG Wing Yan, Phoebe»
HKID No.: «NATID:A147121(2)»
Mobile: «PHONE:+852 9418 2077»
Correspondence address: «ADDRESS:Flat B, 14/F, Kwong Fai Building, 118 Nathan Road, Tsim Sha Tsui»
"""),
    ("rirekisho.txt", """\
履歴書   令和8年2月1日現在
ふりがな  «NAME:さいとう はるか»
氏名      «NAME:齋藤 遥香»
生年月日  «DOB:平成7年4月18日»(満30歳)
現住所    〒«ADDRESS:166-0003 東京都杉並区高円寺南2丁目14番7号»
電話      «PHONE:090-4418-2077»
マイナンバー «NATID:3455 6405 4400»
"""),
    ("kr_members.csv", """\
이름,주민등록번호,휴대폰,주소
«NAME:황보경민»,«NATID:890417-1559871»,«PHONE:010-4418-2077»,«ADDRESS:서울특별시 마포구 월드컵로 118, 402호»
«NAME:제갈수진»,«NATID:961203-2490601»,«PHONE:010-7720-4183»,«ADDRESS:부산광역시 해운대구 센텀중앙로 77»
"""),
    ("thai_form.txt", """\
ชื่อ-นามสกุล: «NAME:นางสาวกนกวรรณ ศรีสุวรรณ»
เลขประจำตัวประชาชน: «NATID:7-8157-08931-94-9»
โทรศัพท์: «PHONE:081-418-2077»
ที่อยู่: «ADDRESS:118/14 ถนนสุขุมวิท แขวงคลองเตย กรุงเทพฯ 10110»
"""),
    ("sg_hr.csv", """\
Name,NRIC,DOB,Mobile,CPF Contribution
«NAME:Tan Wei Ling Joanne»,«NATID:S2608340J»,«DOB:12 Apr 1986»,«PHONE:+65 9418 2077»,1480.00
«NAME:Muhammad Haziq bin Roslan»,«NATID:S0571727B»,«DOB:30 Sep 1993»,«PHONE:8820 4177»,1110.00
"""),
    ("mykad.txt", """\
BORANG MAKLUMAT PEKERJA
Nama: «NAME:Nur Aisyah binti Zulkifli»
No. K/P: «NATID:920418-14-5522»
Tarikh Lahir: «DOB:18/04/1992»
Alamat: «ADDRESS:No 7, Jalan SS 15/4B, 47500 Subang Jaya, Selangor»
Tel: «PHONE:012-418 2077»
Akaun Maybank: «BANK:164018207744»
"""),
    ("ktp_id.csv", """\
nama,nik,tanggal_lahir,no_hp,alamat
«NAME:Ni Luh Putu Ayu Kartika»,«NATID:5171044204920003»,«DOB:02-04-1992»,«PHONE:0812-3841-8207»,«ADDRESS:Jl. Gatot Subroto No. 18 Denpasar»
«NAME:Bambang Hardjosoekarto»,«NATID:3374081511680001»,«DOB:15-11-1968»,«PHONE:+62 856 4182 077»,«ADDRESS:Jl. Pandanaran 77 Semarang»
"""),
    ("cccd_vn.txt", """\
Họ và tên: «NAME:Nguyễn Thị Thuỳ Dương»
Số CCCD: «NATID:079195418207»
Ngày sinh: «DOB:18/04/1995»
Địa chỉ: «ADDRESS:118/14 Nguyễn Thị Minh Khai, Phường 6, Quận 3, TP.HCM»
Điện thoại: «PHONE:0903 418 207»
"""),
    ("za_claims.csv", """\
claim,insured,id_number,cell,vehicle_reg,vin
C-2201,«NAME:Nomvula Dlamini-Khoza»,«NATID:8409125849088»,«PHONE:082 418 2077»,«O:CA 418-207»,«VIN:AAVZZZLV4R8211781»
C-2202,«NAME:Hendrik Swanepoel»,«NATID:7103045516080»,«PHONE:+27 83 204 1877»,«O:GP 77 HD ZN»,«VIN:AHTFB82F3B0344688»
"""),
    ("ng_bvn.txt", """\
Account opening: «NAME:Chukwuemeka Oluwaseun Nnamdi-Bello»
BVN: «NATID:22184182077»   NIN: «NATID:71841820774»
Phone: «PHONE:0803 418 2077»
Address: «ADDRESS:14 Adeola Odeku Street, Victoria Island, Lagos»
NUBAN: «BANK:0124418207»
"""),
    ("ke_chama.txt", """\
Chama members 2026
1. «NAME:Wanjiku Kamau» ID «NATID:24418207» tel «PHONE:0722 418207»
2. «NAME:Achieng Odhiambo» ID «NATID:28204417» tel «PHONE:+254 733 204 418»
3. «NAME:Kipchoge Cheruiyot» ID «NATID:31774182» tel «PHONE:0711 882 041»
"""),
    ("teams_chat_export.txt", """\
[02.02.2026 09:14] «NAME:Schnieders, Jannik»: moin, kann wer bei Frau «NAME:Ostermöller» anrufen? die hat sich schon wieder beschwert
[02.02.2026 09:15] «NAME:Pospischil, Vlasta»: nummer?
[02.02.2026 09:15] «NAME:Schnieders, Jannik»: «PHONE:05971 418207» oder mobil «PHONE:0160-4182077», kdnr 118204
[02.02.2026 09:21] «NAME:Pospischil, Vlasta»: erledigt. neue adresse: «ADDRESS:Salzbergener Str. 77, 48431 Rheine». geb. war «DOB:03.05.1948» oder?
[02.02.2026 09:22] «NAME:Schnieders, Jannik»: jo
"""),
    ("slack_hr.json", """\
[{"user":"U04CV1182","text":"Heads up: <@U0991> new hire starts Monday - «NAME:Ngozi Abernathy», personal email «EMAIL:ngozi.abernathy@proton.me», cell «PHONE:(415) 882-0417»","ts":"1770118204.117700"},{"user":"U0991","text":"thx, need SSN for the background check","ts":"1770118260.004100"},{"user":"U04CV1182","text":"«NATID:276-58-4827», dob «DOB:07/19/1994»","ts":"1770118302.220400"}]
"""),
    ("whatsapp_eltern.txt", """\
05.02.26, 18:02 - «NAME:Mareike (Mama von Ole)»: Wer fährt morgen zum Turnier?
05.02.26, 18:04 - «PHONE:+49 176 41820774»: Ich kann 3 mitnehmen
05.02.26, 18:11 - «NAME:Daniel Wüstenhagen»: Bitte «NAME:Fiete» abholen, «ADDRESS:Ahornallee 12», klingeln bei «NAME:Wüstenhagen/Petri»
05.02.26, 18:12 - «NAME:Mareike (Mama von Ole)»: Mach ich. Er hat Erdnussallergie, Notfallset in der Tasche
"""),
    ("zendesk_ticket.json", """\
{"id":118204,"subject":"Cannot change payout account","requester":{"name":"«NAME:Aurélie Stockhausen»","email":"«EMAIL:aurelie.st@gmx.ch»","phone":"«PHONE:+41 79 418 20 77»"},"description":"Hello, please change my payout IBAN from «IBAN:CH33 0483 5728 9905 9582 7» to «IBAN:CH79 0076 2852 7749 3257 3». My date of birth is «DOB:14.09.1987» for verification. Regards, «NAME:Aurélie»"}
"""),
    ("jira_comment.txt", """\
PAY-1182 - Duplicate charge

Comment by «NAME:Rohit Malhotra» - 03/Feb/26 11:20
Customer «NAME:Josephine Bartholomew» called, card «CARD:4929 8344 9223 5983» exp «EXP:09/27» was charged twice on 1 Feb (order 7718204). She confirmed billing address «ADDRESS:9 Priory Close, Wells BA5 1SY» and phone «PHONE:01749 418207».
"""),
    ("crm_notes.sql", """\
INSERT INTO contacts (id, first_name, last_name, email, phone, birthdate, street, zip, city) VALUES
(118,'«NAME:Wiebke»','«NAME:Harmsen-Thoms»','«EMAIL:wiebke.harmsen@ewetel.net»','«PHONE:04461 918204»','«DOB:1968-03-12»','«ADDRESS:Schlosserstraße 9»','26441','Jever'),
(119,'«NAME:Tjark»','«NAME:Eilers»','«EMAIL:tjark_e@web.de»','«PHONE:0174 9182047»','«DOB:1990-12-01»','«ADDRESS:Am Hillernsen Hamm 3»','26441','Jever'),
(120,'«NAME:Ayşegül»','«NAME:Karabulut»','«EMAIL:a.karabulut@t-online.de»','«PHONE:+49 4421 77182»','«DOB:1983-07-24»','«ADDRESS:Gökerstr. 118»','26384','Wilhelmshaven');
"""),
    ("pg_dump_customers.sql", """\
--
-- Data for Name: customers; Type: TABLE DATA
--
COPY public.customers (id, full_name, dob, national_id, phone, address, created_at) FROM stdin;
1	«NAME:Margarida Noronha Teles»	«DOB:1978-09-14»	«TAX:223534129»	«PHONE:+351 912 418 207»	«ADDRESS:Av. da Liberdade 118, Lisboa»	2026-01-04 10:11:12
2	«NAME:Gonçalo Bettencourt»	«DOB:1991-02-03»	«TAX:136224466»	«PHONE:+351 936 204 118»	«ADDRESS:Rua Direita 14, Viseu»	2026-01-05 08:01:44
3	«NAME:Iryna Kovalchuk»	«DOB:1985-11-21»	«TAX:231143672»	«PHONE:+351 968 774 182»	\\N	2026-01-05 09:30:00
\\.
"""),
    ("seed_users.py", """\
\"\"\"Load last year's real members into the staging database.\"\"\"
from club.models import Member

MEMBERS = [
    {"name": "«NAME:Ottilie Kranzfelder»", "born": "«DOB:1956-08-30»", "iban": "«IBAN:DE03720500000066384702»", "phone": "«PHONE:0821 4182077»"},
    {"name": "«NAME:Xaver Hirschvogel»", "born": "«DOB:1971-01-17»", "iban": "«IBAN:DE92720900004960369963»", "phone": "«PHONE:0171 7182044»"},
]

def run():
    for m in MEMBERS:
        Member.objects.create(**m)
"""),
    ("OrderServiceTest.java", """\
class OrderServiceTest {
    @Test void refundsRealCustomer() {
        Customer c = new Customer();
        c.setFirstName("«NAME:Bartosz»");
        c.setLastName("«NAME:Wiśniowiecki»");
        c.setEmail("«EMAIL:b.wisniowiecki@wp.pl»");
        c.setPhoneNumber("«PHONE:+48 604 182 077»");
        c.setPesel("«NATID:88032993217»");
        c.setCardNumber("«CARD:5299765416362462»");
        assertTrue(service.refund(c, 118204L));
    }
}
"""),
    ("app.log", """\
2026-02-03T10:12:44.118Z INFO  [registration] new user email=«EMAIL:matthijs.vroom@ziggo.nl» phone=«PHONE:+31641820774» dob=«DOB:1995-04-17» ip=203.0.113.44
2026-02-03T10:12:45.003Z DEBUG [kyc] request {"firstName":"«NAME:Matthijs»","lastName":"«NAME:Vroom»","documentNumber":"«PASSPORT:NWK8R41L2»","bsn":"«NATID:870968257»"}
2026-02-03T10:12:46.771Z WARN  [payment] declined pan=«CARD:4539067104832382» exp=«EXP:11/28» cvv=«CVV:418» trace=b7711820
"""),
    ("access_log_query.txt", """\
203.0.113.7 - - [03/Feb/2026:10:12:44 +0100] "GET /termin/buchen?vorname=«NAME:Hannelore»&nachname=«NAME:Zwiebelhofer»&geburtsdatum=«DOB:1944-06-12»&telefon=«PHONE:08821418207» HTTP/1.1" 200 1182
203.0.113.9 - - [03/Feb/2026:10:13:02 +0100] "GET /api/patients?kvnr=«HEALTH:L197837805» HTTP/1.1" 200 771
"""),
    ("kyc_form.txt", """\
KNOW YOUR CUSTOMER - INDIVIDUAL

1. Full legal name .............. «NAME:Anneliese Wohlgemuth-Baptiste»
2. Former names ................. «NAME:Wohlgemuth»
3. Date / place of birth ........ «DOB:22 March 1970», Bregenz
4. Nationality .................. Austrian / French
5. Residential address .......... «ADDRESS:17 Rue Notre-Dame, L-2240 Luxembourg»
6. ID document .................. Passport no. «PASSPORT:U4182077», issued 12.05.2021, expires 11.05.2031
7. Tax residence / TIN .......... LU «TAX:1970032241820»
8. Source of wealth ............. sale of pharmacy
9. Settlement account ........... «IBAN:LU34 5856 7326 8195 0446»
PEP: no    FATCA: no
"""),
    ("pass_scan_ocr.txt", """\
REISEPASS / PASSPORT / PASSEPORT
Typ P   Code D   Pass-Nr. «PASSPORT:C4VH82041»
Name «NAME:DREWERMANN»
Vornamen «NAME:ALBRECHT JOHANNES»
Geburtstag «DOB:19.10.1973»   Geschlecht M   Geburtsort PADERBORN
gültig bis 04.03.2032
«PASSPORT:P<DDREWERMANN<<ALBRECHT<JOHANNES<<<<<<<<<<<<
C4VH820415D<<7310191M3203042<<<<<<<<<<<<<<<2»
"""),
    ("manifest.csv", """\
PNR,Surname,First Names,Nationality,Passport No,DOB,Seat
QX41LB,«NAME:FITZGERALD»,«NAME:MAEVE ORLA»,IRL,«PASSPORT:PB4182077»,«DOB:12MAR87»,14C
QX41LB,«NAME:FITZGERALD»,«NAME:RONAN»,IRL,«PASSPORT:PC2041877»,«DOB:03SEP15»,14D
7LT0AA,«NAME:SATHANANTHAN»,«NAME:PRIYA»,GBR,«PASSPORT:124418207»,«DOB:28NOV92»,15A
"""),
    ("invoice_ie.txt", """\
INVOICE 2026-0118

To: «NAME:Mr Cathal Breathnach»
    «ADDRESS:Glenview, Kilmacow Road, Mullinavat, Co. Kilkenny»
VAT no. of supplier: «TAX:IE6388047V»
Item: solar PV install, 4.2 kWp      8,940.00
Please pay to: IBAN «IBAN:IE69 AIBK 6001 6659 4134 68», BIC «O:AIBKIE2D»
"""),
    ("rechnung_handwerk.txt", """\
Elektro Hasselbring GmbH & Co. KG - «ADDRESS:Industriestr. 14 - 31515 Wunstorf»
Tel. «PHONE:05031/41820» - USt-IdNr. «TAX:DE467322139» - HRB 118204 Hannover

Herrn
«NAME:Eckhard Nietzold»
«ADDRESS:Kornblumenweg 33»
31535 Neustadt

Rechnung Nr. 26-0417                                  Datum 03.02.2026
1  Wallbox 11 kW montiert                                  1.118,20 EUR
Bankverbindung: Volksbank eG, IBAN «IBAN:DE61 2569 2000 7832 5674 82»
"""),
    ("bank_transfer_pain.xml", """\
<?xml version="1.0"?><Document><CstmrCdtTrfInitn><PmtInf><DbtrAcct><Id><IBAN>«IBAN:DE79200505507534646270»</IBAN></Id></DbtrAcct>
<CdtTrfTxInf><Amt><InstdAmt Ccy="EUR">1182.04</InstdAmt></Amt><Cdtr><Nm>«NAME:Gesine Feddersen»</Nm></Cdtr><CdtrAcct><Id><IBAN>«IBAN:DE79217500004534577691»</IBAN></Id></CdtrAcct><RmtInf><Ustrd>Gehalt 01/2026</Ustrd></RmtInf></CdtTrfTxInf>
<CdtTrfTxInf><Amt><InstdAmt Ccy="EUR">2041.77</InstdAmt></Amt><Cdtr><Nm>«NAME:Momme Jacobsen»</Nm></Cdtr><CdtrAcct><Id><IBAN>«IBAN:NL22SNSB0524601952»</IBAN></Id></CdtrAcct></CdtTrfTxInf></PmtInf></CstmrCdtTrfInitn></Document>
"""),
    ("mt940.sta", """\
:20:STARTUMS
:25:«BANK:37050198/0041820774»
:28C:00007/001
:60F:C260202EUR11820,41
:61:2602030203D118,20NTRFNONREF//4177
:86:177?00SEPA-UEBERWEISUNG?20Miete Februar?30COKSDE33XXX?31«IBAN:DE81370501988590031449»?32«NAME:Hildegard Brüninghaus»
:62F:C260203EUR11702,21
"""),
    ("visa_application.txt", """\
Harmonised application form - Application for Schengen Visa
1. Surname (Family name): «NAME:Okwuosa»
3. First name(s): «NAME:Chidinma Blessing»
4. Date of birth (day-month-year): «DOB:28-08-1990»
13. Number of travel document: «PASSPORT:B04182077»
19. Applicant's home address and e-mail address: «ADDRESS:22 Bode Thomas St, Surulere, Lagos», «EMAIL:chidi.okwuosa@yahoo.co.uk»  Telephone no.: «PHONE:+234 802 418 2077»
31. Inviting person: «NAME:Ulrich Pfannenstiel», «ADDRESS:Gartenstraße 18, 73430 Aalen», «PHONE:07361 418204»
"""),
    ("cv_designer.md", """\
# «NAME:Saoirse Kavanagh-Petrov»
Product designer - Cork, Ireland

- mail: «EMAIL:saoirse@kavanagh-petrov.ie»
- mobile: «PHONE:+353 87 418 2077»
- born «DOB:5 May 1993», Irish/Bulgarian
- address: «ADDRESS:48 Douglas Street, Cork T12 XE20»

## References
«NAME:Fergal Hanrahan», Head of Design, «PHONE:+353 1 418 2070»
"""),
    ("lebenslauf.txt", """\
Lebenslauf

Zur Person
  «NAME:Leonhard Maximilian Staudacher»
  geboren am «DOB:07. Juli 1998» in Rosenheim, ledig
  «ADDRESS:Kufsteiner Straße 61, 83022 Rosenheim»
  Telefon «PHONE:08031 2204 187»
  E-Mail «EMAIL:leo.staudacher@gmail.com»
Schulbildung
  2004-2008 Grundschule Fürstätt
  2008-2016 Ignaz-Günther-Gymnasium
"""),
    ("gerichtsurteil.txt", """\
AMTSGERICHT TRAUNSTEIN                                    Az. 311 C 118/26
In dem Rechtsstreit
«NAME:Walburga Obermaier», «ADDRESS:Seestraße 44, 83339 Chieming» - Klägerin -
gegen
«NAME:Goran Petrušić», «ADDRESS:Wasserburger Str. 8, 83278 Traunstein» - Beklagter -
wegen Forderung. Der Beklagte, geboren am «DOB:21.04.1969», wird verurteilt, an die Klägerin 2.041,77 € zu zahlen.
"""),
    ("testament.txt", """\
Ich, «NAME:Friederike Amalie Nordmeyer geb. Stüve», geboren am «DOB:2. Januar 1941», setze meine Nichte «NAME:Carolin Stüve», wohnhaft «ADDRESS:Lortzingstr. 5, 49074 Osnabrück», zu meiner Alleinerbin ein. Mein Nachbar «NAME:Hinrich Pöppelmann» erhält den Wagen.
"""),
    ("police_report_us.txt", """\
INCIDENT REPORT 26-004182                       Bend Police Department
VICTIM: «NAME:LINDQVIST, HARPER JUNE»  DOB «DOB:04/17/1988»  SEX F  OLN OR «DL:7182041»
ADDR: «ADDRESS:61418 SE BROSTERHOUS RD, BEND OR 97702»  PH: «PHONE:541-418-2077»
SUSPECT: «NAME:TRUJILLO, ANSELMO»  DOB «DOB:12/03/1979»
VEH: 2019 SUBARU OUTBACK VIN «VIN:4S4BSAGK7M5523682»
NARR: At 2214 hrs I responded to a report of theft...
"""),
    ("drivers_fleet.csv", """\
driver,licence_no,issued_by,dob,phone
«NAME:Gethin Prosser»,«DL:PROSS904172GP9KL»,DVLA,«DOB:17/04/1992»,«PHONE:07418 204177»
«NAME:Natalia Cieślak»,«DL:CIESL856218N99XW»,DVLA,«DOB:18/06/1985»,«PHONE:07820 418204»
"""),
    ("nurse_handover.txt", """\
Bay 3
 3A «NAME:Mr. Fothergill» 81 M  #NOF day 2, NWB, Abx IV. Dtr «NAME:Lindsay» rings 6pm
 3B «NAME:Edna Postlethwaite» 90 F  UTI, confused ++, NHS «HEALTH:484 373 8174»
 3C «NAME:Mrs. Bhattacharya» 67 F  awaiting POC, son «NAME:Arnab» «PHONE:07700 918 204»
 3D empty
"""),
    ("hl7_adt_de.hl7", """\
MSH|^~\\&|KIS|KH|LAB|MVZ|20260203101500||ADT^A01^ADT_A01|4182|P|2.5|||AL|NE||8859/1
EVN|A01|20260203101500
PID|1||«O:0041820»^^^KH^PI||«NAME:Hagedorn^Mechthild^Maria»||«DOB:19510417»|F|||«ADDRESS:Steinfurter Str. 118»^^Münster^^48149^D||«PHONE:0251 418207»^PRN^PH|||M|kath
NK1|1|«NAME:Hagedorn^Clemens»|SPO|||«PHONE:0170 4182077»
IN1|1||104212505|AOK NordWest|||||||||||||||||||||||||||||||||«HEALTH:V181463272»
"""),
    ("fhir_patient.json", """\
{"resourceType":"Patient","id":"p-118204","identifier":[{"system":"http://fhir.de/sid/gkv/kvid-10","value":"«HEALTH:P807727379»"}],"name":[{"family":"«NAME:Schottmüller»","given":["«NAME:Lieselotte»","«NAME:Erna»"]}],"telecom":[{"system":"phone","value":"«PHONE:07251 418207»"}],"birthDate":"«DOB:1938-12-24»","address":[{"line":["«ADDRESS:Klosterstraße 18»"],"city":"Bruchsal","postalCode":"76646"}]}
"""),
    ("vcard.vcf", """\
BEGIN:VCARD
VERSION:3.0
N:«NAME:Radziszewska;Malwina;;;»
FN:«NAME:Malwina Radziszewska»
TEL;TYPE=CELL:«PHONE:+48 508 204 177»
EMAIL:«EMAIL:malwina.radz@interia.pl»
BDAY:«DOB:1984-08-13»
ADR;TYPE=HOME:;;«ADDRESS:ul. Sienkiewicza 14/3»;Kielce;;25-301;Polska
END:VCARD
"""),
    ("ical_termine.ics", """\
BEGIN:VEVENT
DTSTART:20260204T091500
SUMMARY:Erstgespräch «NAME:Fr. Dobrowolski» (Privat\\, «PHONE:0172 4182077»)
DESCRIPTION:geb. «DOB:11.09.1982»\\, kommt auf Empf. von «NAME:Dr. Quandt»
ORGANIZER;CN=«NAME:Henrike Loose»:mailto:«O:praxis@loose.example.de»
END:VEVENT
"""),
    ("ldif_export.ldif", """\
dn: uid=tvandermeer,ou=people,dc=corp,dc=example
cn: «NAME:Tessa van der Meer»
sn: «NAME:van der Meer»
givenName: «NAME:Tessa»
mail: «EMAIL:t.vandermeer@corp-hengelo.nl»
mobile: «PHONE:+31 6 4182 0774»
homePostalAddress: «ADDRESS:Deldenerstraat 118$7551 AG Hengelo»
employeeNumber: 04182
"""),
    ("survey_free_text.csv", """\
id;kommentar
1;"Bitte rufen Sie mich zurück, «PHONE:06131-418207», «NAME:Fr. Kesselschläger»"
2;"Alles super, vor allem Herr «NAME:Zirngiebl» im Service"
3;"Falsche Adresse! Richtig ist «ADDRESS:Am Fort Gonsenheim 77, 55122 Mainz». Gruß «NAME:Reinhold Dörrschuck»"
4;"nix"
"""),
    ("mail_uk_school.eml", """\
From: "«NAME:Imogen Thistlewood»" <«EMAIL:imogen@thistlewoods.co.uk»>
To: «O:office@stbedes.example.org.uk»
Subject: Re: trip consent

Hi «NAME:Mrs Papworth»,

Happy for «NAME:Barnaby» (Y4, dob «DOB:19/09/2017») to go. Emergency contacts: me «PHONE:07974 182 077», his dad «NAME:Crispin» «PHONE:07415 820 417». He carries an EpiPen. GP is «NAME:Dr Ogunleye» at the Mill Street surgery.

Best,
«NAME:Immy»
"""),
    ("mail_fr_rh.eml", """\
De : «NAME:Maëlys Courtebras» <«EMAIL:maelys.courtebras@laposte.net»>
À : «O:paie@atelier.example.fr»
Objet : RIB et naissance

Bonjour «NAME:Clotilde»,
voici mon nouveau RIB : «IBAN:FR76 2890 2579 7475 6612 5009 004». Notre fille «NAME:Apolline» est née le «DOB:21 janvier 2026». Nous habitons maintenant «ADDRESS:77 quai de la Fosse, 44100 Nantes». Mon portable n'a pas changé («PHONE:06.41.82.07.74»).
Bien à vous
«NAME:Maëlys C.»
"""),
    ("mail_it.eml", """\
Da: «NAME:Gianmarco Bevilacqua» <«EMAIL:g.bevilacqua77@libero.it»>
Oggetto: disdetta contratto

Buongiorno, il sottoscritto «NAME:Gianmarco Bevilacqua», nato a Treviso il «DOB:17/07/1977», C.F. «NATID:BVLGMR77L17L407T», residente in «ADDRESS:viale Cadorna 14, 31100 Treviso», chiede la disdetta. Rimborso su «IBAN:IT40 N518 7720 3620 5155 7883 465». Cell. «PHONE:347 418 2077»
"""),
    ("mail_es_comunidad.eml", """\
De: «NAME:Remedios Zubizarreta»
Para: administración de fincas

Hola «NAME:Iker»: el del 4º B se llama «NAME:Aitor Mendizábal Ugarte», su móvil es «PHONE:688 41 82 07» y el DNI «NATID:74804457Q». La señora «NAME:Encarna» del bajo ya pagó.
"""),
    ("membership_th.md", """\
| No | Name | Born | Phone | Street |
|----|------|------|-------|--------|
| 1 | «NAME:Philomena Grewcock» | «DOB:1949-02-11» | «PHONE:01522 418207» | «ADDRESS:7 Cathedral View» |
| 2 | «NAME:Desmond Achterberg» | «DOB:1961-10-08» | «PHONE:01522 820417» | «ADDRESS:31 Burton Road» |
| 3 | «NAME:Lakshmi Raghunathan» | «DOB:1977-05-30» | «PHONE:07941 820417» | «ADDRESS:2a Steep Hill» |
"""),
    ("notebook_customers.ipynb", """\
{"cells":[{"cell_type":"code","outputs":[{"output_type":"stream","text":["          name        dob            email\\n","0  «NAME:Freya Ollivander»  «DOB:1990-03-14»  «EMAIL:freya.o@btinternet.com»\\n","1  «NAME:Jasper Quigley»    «DOB:1985-12-02»  «EMAIL:jquigley@talktalk.net»\\n"]}],"source":["df.head(2)"]}]}
"""),
    ("graphql_response.json", """\
{"data":{"user":{"id":"VXNlcjoxMTg=","displayName":"«NAME:Thorvald Isaksen»","profile":{"birthDate":"«DOB:1979-04-18»","phoneNumber":"«PHONE:+4791820417»","nationalIdentityNumber":"«NATID:18047920600»"},"addresses":[{"streetAddress":"«ADDRESS:Kirkegata 18»","postalCode":"7014","city":"Trondheim"}]}}}
"""),
    ("redux_state.js", """\
window.__INITIAL_STATE__={"session":{"user":{"fname":"«NAME:Beatriz»","lname":"«NAME:Cavalcanti»","taxId":"«NATID:584.853.715-18»","mobilePhone":"«PHONE:+5581991820417»","card":{"number":"«CARD:5502354291068685»","holder":"«NAME:BEATRIZ CAVALCANTI»","exp":"«EXP:04/29»","cvc":"«CVV:182»"}}}};
"""),
    ("saml_assertion.xml", """\
<saml:AttributeStatement>
<saml:Attribute Name="urn:oid:2.5.4.42"><saml:AttributeValue>«NAME:Heikki»</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="urn:oid:2.5.4.4"><saml:AttributeValue>«NAME:Lehtovirta»</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="nationalIdentificationNumber"><saml:AttributeValue>«NATID:041182-589L»</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="mobile"><saml:AttributeValue>«PHONE:+358 44 418 2077»</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement>
"""),
    ("spendenquittung.txt", """\
Zuwendungsbestätigung Nr. 2025/0418
Name und Anschrift des Zuwendenden: «NAME:Eheleute Notburga und Alfons Wiedemeyer, Hauptstraße 77, 33161 Hövelhof»
Betrag: 250,00 € - in Worten: zweihundertfünfzig
"""),
    ("sepa_mandat.txt", """\
SEPA-Lastschriftmandat      Gläubiger-ID «O:DE98ZZZ09999999999»   Mandatsref. M-0418-26
Kontoinhaber: «NAME:Swantje Feldhusen-Ibrahim»
Straße/Nr.: «ADDRESS:Deichweg 18»   PLZ/Ort: 25761 Büsum
IBAN: DE «IBAN:DE13 2185 2310 0641 0037 90»
Datum, Unterschrift: 03.02.2026  S. Feldhusen
"""),
    ("reisekosten.csv", """\
Mitarbeiter;Ziel;von;bis;Kreditkarte;Betrag
«NAME:Engelbert Rottmayr»;Wien;12.01.2026;14.01.2026;«CARD:5404 8896 9291 3079»;418,20
«NAME:Dorothea Zywietz»;Lyon;19.01.2026;21.01.2026;«CARD:3750 212061 05242»;820,41
"""),
    ("impfliste.txt", """\
Impfaktion 04.02. - Seniorenwohnanlage
08:30  «NAME:Wachholz Elfriede»      «DOB:12.11.1936»  Comirnaty  Ch.-B. GK4182   Einw. liegt vor
08:35  «NAME:Wachholz Herbert»       «DOB:30.04.1933»  Comirnaty  GK4182
08:40  «NAME:Tschirner Ingeborg»     «DOB:08.08.1941»  abgelehnt (Betreuer «NAME:RA Mundt»)
"""),
    ("kita_notfall.txt", """\
Notfallzettel Kita Spatzennest

Kind:    «NAME:Emilia Sofie Brandstätter»    geb.: «DOB:18.4.2022»
Mutter:  «NAME:Verena B.»   Tel. dienstl. «PHONE:0316/418-207»   mobil «PHONE:0664 41 82 077»
Vater:   «NAME:Gernot B.»   mobil «PHONE:0676/8204177»
Oma:     «NAME:Hermi Schöngruber»  «PHONE:03142 20418»
Hausarzt: «NAME:Dr. Pichlbauer»   Allergien: Penicillin
"""),
    ("airline_api.log", """\
POST /v2/booking {"passengers":[{"type":"ADT","title":"MRS","firstName":"«NAME:ELOISE»","lastName":"«NAME:VANTERPOOL»","birthDate":"«DOB:1982-07-14»","document":{"type":"PASSPORT","number":"«PASSPORT:X4182077»","expiry":"2031-02-11","country":"CAN"}}],"contact":{"email":"«EMAIL:evanterpool@shaw.ca»","phone":"«PHONE:16045551827»"}} 201 118ms
"""),
    ("property_tax_us.tsv", """\
parcel	owner_name	mailing_address	city_state_zip	phone
118-204-17	«NAME:HOLLOWAY TYRELL & IMANI»	«ADDRESS:1182 BRIARWOOD LN»	CHATTANOOGA TN 37421	«PHONE:4234182077»
118-204-18	«NAME:ESTEVEZ-MORALES RIGOBERTO»	«ADDRESS:PO BOX 4182»	CHATTANOOGA TN 37401	«PHONE:(423) 820-4177»
"""),
]
