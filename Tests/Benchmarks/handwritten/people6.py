"""Texts with data of people from benefits offices, travel desks, banks, wards, workshops and households, in many file formats; written without regard to how detectors take them."""

CASES = [
    ("jobcenter_vermerk.txt", """\
BG-Nr. «O:31502//0053117»                                       Vermerk vom 19.02.2026
eLb: «NAME:Jessica Marie Pohlmann»

Frau P. sprach heute ohne Termin vor. Sie ist zum 1.2. mit Lebensgefährten
«NAME:Dennis Rautenberg» (geb. «DOB:27.08.1992», KdNr. «O:315D794163») zusammengezogen,
neue Anschrift «ADDRESS:Wolgaster Str. 20, 17489 Greifswald». Handy jetzt «PHONE:0162 8948037».
Kontoänderung: IBAN
«IBAN:DE51 1505 0500 9804 8394 74»
Sozialvers.nr. lt. Meldebescheinigung «NATID:02110494P812». SB 441 informiert.
"""),
    ("visum_einladung.txt", """\
Ausländerbehörde Landkreis Göttingen
Verpflichtungserklärung nach § 68 AufenthG (Entwurf)

Der/die Unterzeichnende
   Name            «NAME:Rabenstein»
   Vorname         «NAME:Ekkehard»
   Geburtstag/-ort «DOB:05.12.1956», Northeim
   wohnhaft in     «ADDRESS:Am Hainholz 2, 37120 Bovenden»
   ausgewiesen     BPA «NATID:L8J151M4V0»
verpflichtet sich für
   Name, Vorname   «NAME:Tsegaye, Bethlehem Alemu»
   geboren am      «DOB:12.01.1999» in Addis Abeba, Reisepass «PASSPORT:EP4019895»
   Verwandtsch.    keine (Studienfreundin der Tochter)
Rückfragen: «PHONE:0551/873411»
"""),
    ("datev_lohn.asc", "BRNR;MDNR;PNR;Nachname;Vorname;GebDat;SVNR;Strasse;HsNr;PLZ;Ort;IBAN\n44310;10077;00012;«NAME:Bielefeldt»;«NAME:Thore»;«DOB:09071990»;«NATID:12090790B205»;«ADDRESS:Marienkirchhof;4»;17033;Neubrandenburg;«IBAN:DE59150616381253936889»\n44310;10077;00015;«NAME:Al-Khatib»;«NAME:Rasha»;«DOB:01011987»;«NATID:65010187A726»;«ADDRESS:Ihlenfelder Str.;77»;17034;Neubrandenburg;«IBAN:DE93120300004903959850»\n44310;10077;00018;«NAME:Zschech»;«NAME:Heidrun»;«DOB:24051963»;«NATID:02240563Z919»;«ADDRESS:Dorfstr.;19a»;17039;Wulkenzin;«IBAN:DE96150517327602213749»\n"),
    ("oru_labor.hl7", "MSH|^~\\&|LAB|MVZ|PVS|PRX|20260220101500||ORU^R01|88120|P|2.3.1\nPID|||«O:330178»||«NAME:Wagenbach^Hans-Dieter»||«DOB:19520311»|M|||«ADDRESS:Am Sportfeld 11»^^Wetzlar^^35578||«PHONE:06441-32056»\nOBR|1|||KRE^Kreatinin\nOBX|1|NM|KRE||2.31|mg/dl|0.7-1.2|H\nNTE|1||Hausarzt «NAME:Dr. Seibert» telefonisch informiert\n"),
    ("dicom_dump.txt", """\
(0008,0020) DA [20260211]                               #   8, 1 StudyDate
(0008,0090) PN [«NAME:Oehler^Matthias^^Dr.»]                   #  20, 1 ReferringPhysicianName
(0010,0010) PN [«NAME:Schönauer^Brunhilde»]                    #  22, 1 PatientName
(0010,0020) LO [«O:RAD-0088213»]                            #  12, 1 PatientID
(0010,0030) DA [«DOB:19410928»]                               #   8, 1 PatientBirthDate
(0010,0040) CS [F]                                      #   2, 1 PatientSex
(0018,0015) CS [HIP]                                    #   4, 1 BodyPartExamined
"""),
    ("blutspende.csv", """\
Spendernr;Nachname;Vorname;geb_am;BG;Rh;Telefon privat;letzte Spende
«O:6003318824»;«NAME:Untiedt»;«NAME:Marleen»;«DOB:03.03.1991»;A;pos;«PHONE:04821-81755»;2025-11-18
«O:6003318841»;«NAME:Carstens-Boysen»;«NAME:Nils»;«DOB:14.10.1979»;0;neg;«PHONE:+49 171 8478353»;2025-08-02
«O:6003319007»;«NAME:Kurtoğlu»;«NAME:Selin»;«DOB:29.06.2001»;B;pos;«PHONE:0176 405 66 525»;2026-01-06
"""),
    ("sozialarbeit.txt", """\
Hilfeplangespräch 18.2., Protokoll: «NAME:Fr. Voss»

«NAME:Leonie» (14 J., geb. «DOB:30.11.2011») lebt seit Mai in der Wohngruppe «ADDRESS:Kastanienhof 6». Der Kindsvater, «NAME:Mirko Schaarschmidt», ist seit der Haftentlassung unter «PHONE:0155 89501799» zu erreichen, die Mutter «NAME:Sandy Schaarschmidt geb. Illgen» möchte keinen Kontakt. Diagnostik KJP: «O:PTBS (F43.1)». «NAME:Oma Illgen» bietet an, «NAME:Leonie» an Wochenenden in «ADDRESS:Pirna, Rottwerndorfer Str. 45f» aufzunehmen.
"""),
    ("vhs_teilnehmer.txt", """\
Kurs 261-4073 Nähen f. Anfänger        Bezahlt per Lastschrift ab 1. März

TN                        Geb-Dat      Tel.Nr              Kto.Nr / BLZ od. IBAN
«NAME:Grobecker, Edeltraud»      «DOB:22.09.47»     «PHONE:05251 50056»         «BANK:6475918» / «O:47250101»
«NAME:Sawatzky, Olga»            «DOB:11.02.83»     «PHONE:0178-7324912»        «IBAN:DE44472601213327094000»
«NAME:Tewes, Franz-Josef»        «DOB:6.6.58»       «PHONE:(05254) 4974»        «IBAN:DE69 4725 0101 1847 4247 67»
Warteliste: «NAME:Fr. Nkemelu»   «PHONE:015244591710»
"""),
    ("grundbuch.txt", """\
Amtsgericht Dieburg      Grundbuch von Groß-Umstadt   Blatt 2071   Erste Abteilung

lfd. Nr.   Eigentümer
1          «NAME:Emmerich Valentin», geb. am «DOB:13.11.1928»            (gerötet)
2 a)       «NAME:Sturmfels geb. Emmerich, Gertraude», geb. am «DOB:08.03.1955», «ADDRESS:Georgenstr. 30, Groß-Umstadt»  - 1/2 -
2 b)       «NAME:Emmerich Lothar», geb. am «DOB:17.07.1959», Kapstadt  - 1/2 -

Zweite Abteilung: Wohnungsrecht für «NAME:Emmerich Anna Katharina»
"""),
    ("lastschrift_ruecklaeufer.txt", """\
Rückläufer Vereinsbeitrag, Meldung an Kassenprüfer

AC04 «NAME:Pia Grünthal»  «IBAN:DE28540515506806875405» Konto aufgelöst
AM04 «NAME:Gerd Mock» «IBAN:DE20540515508076241314» keine Deckung
MD06 «NAME:Fam. Hashemi/Otto» «IBAN:DE07100777779848803876» Widerspruch -> anrufen «PHONE:0631-33927»
MS03 «NAME:Wolle» ??? «IBAN:DE55540924009451831288»
"""),
    ("reisekosten.yaml", """\
abrechnung: 2026-02-017
mitarbeiter:
  name: "«NAME:Hannes Brackwede»"
  personalnummer: 20114
  privatanschrift: «ADDRESS:Teutoburger Str. 52, 33604 Bielefeld»
  kreditkarte:
    nummer: "«CARD:5287864640394252»"
    gueltig_bis: «EXP:2028-09»
  erstattung_auf: «IBAN:DE33480501615664591626»
begleitung:
  - «NAME:Dr. Mireille Aubert», extern
kilometer: 418
"""),
    ("ocr_lohnsteuer.txt", """\
A u s d r u c k  der elektro nischen Lohn steuer bescheinigung  für  2 0 2 5
Nachstehende Daten wurden maschinell an die Finanz verwaltung übertragen.
«NAME:Kaczmarek  Jolanta»
«ADDRESS:Hafen str.  1 0 4»
4 5 3 5 6  Essen
Personal nummer 7 0 3 1          Geburts datum: «DOB:1 9. 0 2. 1 9 7 4»
Identi fikations nummer:   «TAX:68 591 743 089»
Dem Lohn steuer abzug wurden zugrunde gelegt:  Steuer klasse  vier
3. Brutto arbeits lohn   31.204,18
"""),
    ("kleinanzeige.txt", "Hallo, Waschmaschine ist noch da. Abholung bei «NAME:Rogowski», «ADDRESS:Bruchstr. 8 Hinterhof», Mannheim. Klingelt 2x oder ruft an «PHONE:0621 5449113». PayPal an «EMAIL:rogo.tommy@web.de» (Freunde!) geht auch.\n"),
    ("betriebsrat_wahl.txt", """\
Wählerliste (Auszug), Auslage im BR-Büro
Nr. 114   «NAME:Ambrosius, Kai-Uwe»      *«DOB:16.01.1970»   Versand
Nr. 115   «NAME:Azizi, Farhad»           *«DOB:21.03.1989»   Halle 3
Nr. 116   «NAME:Bednarz, Izabela»        *«DOB:02.10.1977»   Halle 3
Nr. 117   «NAME:Bölsdorff, Wiebke»       *«DOB:28.12.1995»   Einkauf
Briefwahl an Privatadr.: 115 «ADDRESS:Elsa-Brändström-Weg 3», 117 «ADDRESS:c/o Mohr, Ostpreußendamm 61b»
"""),
    ("at_pensionsversicherung.txt", """\
PVA Landesstelle Steiermark
Versicherungsnummer   «NATID:9116 17 07 58»
Name                  «NAME:Pirker, Waltraud»
Akadem. Grad          -
Postanschrift         «ADDRESS:Kaiserfeldgasse 9/II/14, 8010 Graz»
Anweisung ab 1.3.2026 auf «IBAN:AT37 2081 5355 2279 9956»
Pflegegeldstufe 3, «O:Polyarthrose, Z.n. Hüft-TEP»
"""),
    ("at_schikurs.csv", "Name;Klasse;geb.;SVNr;Elternnr.;Leihschi\n«NAME:Haselsteiner Fabian»;3C;«DOB:9.5.2012»;«NATID:5086090512»;«PHONE:0699 43763994»;ja\n«NAME:Mutlu Ayşe Nur»;3C;«DOB:30.10.2011»;«NATID:5585301011»;«PHONE:0660/3228047»;nein\n«NAME:Nöbauer Theresa»;3C;«DOB:17.2.2012»;«NATID:1805170212»;«PHONE:+43 650 750 69 90»;ja\n"),
    ("ch_lohnausweis.xml", "<Person><SocialInsuranceIdentification><SV-AS-Number>«NATID:756.0781.7655.10»</SV-AS-Number></SocialInsuranceIdentification><Lastname>«NAME:Gschwend»</Lastname><Firstname>«NAME:Ruedi»</Firstname><DateOfBirth>«DOB:1969-04-30»</DateOfBirth><Address><Street>«ADDRESS:Im Chapf 5»</Street><ZIP-Code>9450</ZIP-Code><City>Altstätten</City></Address></Person>\n"),
    ("ch_spitex.txt", """\
Spitex Birseck - Tour Blau 21.02.
07.00  «NAME:Frau Hänggi-Borer M.», Jg 38, «ADDRESS:Schönmattstr. 22», Schlüssel bei Nachbar «NAME:Jeker», VeKa «O:80756000135220419905»
07.40  «NAME:Hr. Stebler», «ADDRESS:Baselstr. 101 (Hochparterre)», AHV «NATID:756 8770 1285 75», «O:Insulin»
08.15  «NAME:Frau Ramadani», Tochter dolmetscht «PHONE:076 354 98 81»
"""),
    ("dossier_mdph.txt", """\
M D P H   du Finistère                 Dossier n° 29 / 2026 / 01187

1. Enfant :  «NAME:LE BRAS Maël»         né le «DOB:12/08/2016»
   Etablissement actuel : école «O:Jean-Macé»
2. Représentants légaux
   père : «NAME:LE BRAS Gwendal»   tél. «PHONE:06 47 42 08 58»
   mère : «NAME:ROUDAUT Klervi»    courriel : «EMAIL:klervi.roudaut@wanadoo.fr»
   adresse : «ADDRESS:12, hent Kroaz-Hent, 29120 Combrit»
3. N° sécu de l'assuré dont dépend l'enfant : «NATID:1 84 02 29 037 38884»
   CAF, n° allocataire : «O:6821774 K»
4. Trouble : «O:TSA sans déficience intellectuelle»
"""),
    ("virement_cfonb.txt", "0302        123456AB       2602ETS MARCHAND SA                                 E     \n0602        123456000014            «NAME:LEMAITRE SABINE»          BNP AMIENS                  30004«BANK:0000082733930»0000000143209SALAIRE FEVRIER\n0602        123456000017            «NAME:OULD AHMED BRAHIM»        CCP                         20041«BANK:010077067631N»0000000151877SALAIRE FEVRIER\n"),
    ("acte_notoriete.txt", """\
... A COMPARU :
Madame «NAME:Henriette Simone DELORME», retraitée, demeurant à «ADDRESS:MACON (71000), 8 quai Lamartine», née à CLUNY le «DOB:19 février 1947», veuve en premières noces de Monsieur «NAME:Lucien PETITJEAN» et non remariée.
Ladite dame titulaire du passeport n° «PASSPORT:19YU33815».
LESQUELS ont requis l'inscription au FCDDV. Frais réglés depuis le compte «IBAN:FR76 1780 6002 0097 7646 5645 781».
"""),
    ("liste_car_scolaire.csv", "arrêt;élève;classe;tel urgence;particularité\nMairie;«NAME:Chloé Bertholon»;6B;«PHONE:06.47.68.84.13»;\nLes Granges;«NAME:Nolan Bertholon»;4A;«PHONE:06.70.12.00.46»;«O:épilepsie - PAI»\nCroix Rouge;«NAME:Djibril Sow»;5C;«PHONE:+33775361530»;\nCroix Rouge;«NAME:Maëlys Thiébaud-Roche»;6A;«PHONE:04 38 55 48 43»;transport retour seul. mar.\n"),
    ("cv_fr.txt", """\
«NAME:Mohamed-Amine BOUZIDI»
28 ans, né le «DOB:04.04.1997» à Vénissieux, permis B n° «DL:15FV06823»
«ADDRESS:35 rue Gaspard-Picard — 69200 Vénissieux»
06 — non, plutôt le : «PHONE:07-58-47-36-45»  |  «EMAIL:ma.bouzidi.pro@gmail.com»

EXPÉRIENCES
2022-2026  Technicien fibre, Rhône Télécoms
2019-2022  Monteur, Intérim
"""),
    ("main_courante.txt", """\
MAIN COURANTE résidence Les Tilleuls - nuit du 20 au 21
23h10 appel de «NAME:Mme Fauconnier» (appt 212) : fuite. Plombier «NAME:M. Ribeiro» «PHONE:06 88 22 81 72» prévenu.
02h35 «NAME:Mr Kovačević», chambre 7, a fait une chute. «O:Plaie arcade». SAMU. Prévenu fils «NAME:Zoran» au «PHONE:0033 646299623».
05h50 livraison pain. RAS.
"""),
    ("contrat_nounou.txt", """\
CONTRAT DE TRAVAIL - ASSISTANTE MATERNELLE
Employeur : «NAME:Mme Clémence Aubry-Nguyen», n° Pajemploi «O:Y759228728»
Salariée : «NAME:Mme Fatoumata Traoré», née «NAME:Diabaté», n° agrément «O:2019-0773»
  N° de Sécurité sociale «NATID:279099933504886»
  domiciliée «ADDRESS:61 bd Soult, esc. 3, 75012 Paris»
  titre de séjour n° «NATID:7516097033» valable jusqu'au «O:08/2031»
Enfant gardé : «NAME:Léonard», né le «DOB:2 mai 2025»
"""),
    ("norma43.txt", "11«BANK:208053004242861793»260201260228200000412377978«NAME:LOUREIRO CASTINEIRAS M»\n22    53002602032602031217320000000000841000000000000000000000000000\n2301«NAME:ROSENDE VILAR, ADORACION» ALQUILER FEBRERO\n2302«IBAN:ES8620800120520748104415»\n"),
    ("padron_vol.txt", """\
AYUNTAMIENTO DE VILLAQUEJIDA        VOLANTE DE EMPADRONAMIENTO COLECTIVO

Hoja 114    Vía: «ADDRESS:CALLE LA IGLESIA 0022»
--------------------------------------------------------------------
Apellidos y nombre              Documento      F. nacim.    Alta
«NAME:FERNÁNDEZ HUERGA, LISARDO»      «NATID:20592275F»      «DOB:21/06/1941»   01/05/1996
«NAME:HUERGA CADENAS, MARÍA LUISA»    «NATID:65772172S»      «DOB:07/01/1945»   01/05/1996
«NAME:ROSTAS, MARIANA»                «NATID:Y6057527P»      «DOB:15/12/1990»   12/09/2023
"""),
    ("parte_accidente.txt", """\
Declaración amistosa (dictada por tlf. a las 11.42 h)
Vehículo A: matrícula «O:4187 LRB», bastidor «VIN:VSSZZZ5F2M1314765», tomador «NAME:Nicanor Bustamante Gil», DNI «NATID:66.747.307-L», permiso «DL:63522163-G», teléfono «PHONE:637 368 651»
Vehículo B: conductora «NAME:Yolanda M.ª Pastrana», vive en «ADDRESS:Pza. de los Mostenses 7, ático D», póliza «O:018830022-4».
Lesiones: «O:latigazo cervical».
"""),
    ("matricula_conserv.json", "{\"curso\":\"2025-26\",\"alumna\":{\"nombre\":\"«NAME:Carlota»\",\"apellido1\":\"«NAME:Sanchis»\",\"apellido2\":\"«NAME:Beltrán»\",\"fnac\":\"«DOB:2014-09-17»\",\"sip\":\"«HEALTH:24399331»\"},\"tutor\":{\"nombre\":\"«NAME:Empar Beltrán Soriano»\",\"nif\":\"«NATID:55890463A»\",\"mov\":\"«PHONE:687200103»\",\"dom\":\"«ADDRESS:C/ Sant Vicent Ferrer, 44-12ª»\"},\"pago\":{\"tipo\":\"domiciliación\",\"iban\":\"«IBAN:ES3221007402239574769113»\"}}\n"),
    ("herencia.txt", "El causante, D. «NAME:Eleuterio Mansilla Prado», con D.N.I. «NATID:19 408 713 W», falleció en Plasencia. Le sobreviven su viuda «NAME:Fuencisla Robledo» («DOB:9-9-1944») y dos hijos, «NAME:Jacinto» (telf. «PHONE:927 40 42 37») y «NAME:Remedios». La cartilla nº «BANK:2048 1961 28 8489659824» queda bloqueada.\n"),
    ("urgencias_hl7.txt", "PID|1||«HEALTH:CANU770512917018»^^^MS~«NATID:75478896A»^^^MI||«NAME:URRUTIA^NEREA»^^^||«DOB:19770512»|F|||«ADDRESS:C/ Autonomía 11 4ºIZ»^^Bilbao^^48012||«PHONE:944495764»\nPV1|1|E|URG\nDG1|1||«O:J18.9»^«O:Neumonía»\n"),
    ("tessera_elettorale.txt", """\
COMUNE DI POGGIARDO (LE)           Elenco scrutatori seggio 3

  cognome e nome             nascita        codice fiscale         cell.
1 «NAME:Accogli Pantaleo»           «DOB:14/3/1966»      «NATID:CCGPTL66C14G751W»       «PHONE:329 8696043»
2 «NAME:Circhetta Maria Rosaria»    «DOB:8/12/1974»      «NATID:CRCMRS74T48L776R»       «PHONE:0836.767756»
3 «NAME:De Giorgi Luca»             «DOB:30/6/1999»      «NATID:DGRLCU99H30D862L»       «PHONE:+39 388 3173263»
"""),
    ("fascicolo_infort.txt", """\
INAIL - denuncia di infortunio (bozza dal consulente)

Lavoratore
    Cognome .................. «NAME:HOXHA»
    Nome ..................... «NAME:ARDIT»
    Codice fiscale ........... «NATID:HXHRDT93A21Z100X»
    Residenza ................ «ADDRESS:VIA CASTELLO 12, 23868 VALMADRERA LC»
    Permesso di soggiorno n. . «O:I85182727»
Evento
    Data ..................... 12/02/2026 ore 10.15
    Natura della lesione ..... «O:frattura scomposta radio sx»
Coordinate bancarie ........ «IBAN:IT31 L056 9651 8000 0001 3280 208»
"""),
    ("ricevuta_ostello.csv", "camera,cognome,nome,nato,cittadinanza,tipo_doc,num_doc\n4,«NAME:Lindqvist»,«NAME:Moa»,«DOB:2003-07-22»,SWE,PASOR,«PASSPORT:AA0567526»\n4,«NAME:Rahmani»,«NAME:Yasmine»,«DOB:2001-01-15»,FRA,IDENT,«NATID:549756949856»\n6,«NAME:Sparacino»,«NAME:Rosolino»,«DOB:1988-11-09»,ITA,PATEN,«DL:PA9767024H»\n"),
    ("mail_commercialista.eml", """\
From: "Studio «O:Ferraresi»" <«O:segreteria@studioferraresi.example.it»>
To: «EMAIL:g.malaguti@tin.it»
Subject: dati mancanti 730

Gent. sig.ra «NAME:Malaguti»,
per il 730 ci mancano: il codice fiscale di Suo marito (a noi risulta «NATID:BNTRLA52M25D548F», corretto?), la data del rogito e le coordinate per il rimborso: abbiamo «IBAN:IT62U0538713000000011161435».
P. IVA dell'idraulico: «COMPANY:05785790071».
Se preferisce chiami la «NAME:rag. Bighi» allo «PHONE:0532 323458».
"""),
    ("cbi_bonifici.txt", " PC«O:XY123»0308620022026STIPENDI              EUR\n 100000001«NAME:CAPPELLETTI ORNELLA»              «NATID:CPPRLL68L59A944M»\n 170000001«IBAN:IT15U0306902505000001385445»\n 500000001STIPENDIO FEBBRAIO 2026\n"),
    ("wmo_melding.txt", """\
Melding Wmo 2026-0318                          Gemeente Stadskanaal
inwoner        mevr. «NAME:G. Huizing-Meems»
burgerserv.nr  «NATID:724 203 813»
geb.           «DOB:7-1-1937»
woont          «ADDRESS:Poststraat 113, 9501 EX»
huisarts       «NAME:Boerema»
telefoon       «PHONE:0599-512225» / dochter «NAME:Janny» «PHONE:06 41 27 49 42»
verzoek        traplift; «O:ernstige COPD (Gold III)»
"""),
    ("salarisrun.xml", "<Werknemer><Persnr>0118</Persnr><Naam>«NAME:Bouzerda»</Naam><Voorl>H.</Voorl><SofiNr>«NATID:598618910»</SofiNr><GebDat>«DOB:1985-08-13»</GebDat><Adres>«ADDRESS:Lange Hilleweg 77b»</Adres><PC>3073BN</PC><IBAN>«IBAN:NL18ASNB0984502823»</IBAN></Werknemer>\n<Werknemer><Persnr>0121</Persnr><Naam>«NAME:Kloosterman»</Naam><Voorl>T.</Voorl><SofiNr>«NATID:297479404»</SofiNr><GebDat>«DOB:1969-02-28»</GebDat><Adres>«ADDRESS:Zwartewaal 5»</Adres><PC>3238AB</PC><IBAN>«IBAN:NL48KNAB0397798466»</IBAN></Werknemer>\n"),
    ("vve_notulen.txt", """\
Notulen ALV VvE Parkzicht, 17-2
aanw.: «NAME:Van Dalsum», «NAME:Pinas (3b)», «NAME:Öztürk», «NAME:mw. Terpstra» (volmacht)
- dakbedekking: offerte akkoord
- achterstand servicekosten «NAME:J. de Ruijter» (4a): € 812. Hij bankiert op «IBAN:NL73 ABNA 0487 9269 00»; mobiel werkt niet meer, vast is «PHONE:(070) 755 74 00»
- sleutel tuinhek nu bij «NAME:Öztürk», «ADDRESS:Parkzichtlaan 18-2a»
"""),
    ("lijst_school_be.csv", "stamnr;naam;voornaam;RRN;straat;gemeente;ouder;gsm\n2211;«NAME:De Smedt»;«NAME:Lowie»;«NATID:14.06.03-533.33»;«ADDRESS:Kerkstraat 3»;9700 Oudenaarde;«NAME:Sofie Haegeman»;«PHONE:0477/79.28.62»\n2212;«NAME:El Kaddouri»;«NAME:Nora»;«NATID:13112291466»;«ADDRESS:Gentstraat 204»;9700 Oudenaarde;«NAME:Samira Benali»;«PHONE:+32 477 14 16 27»\n"),
    ("be_verzekering.txt", "Schadegeval 26/03318: dhr. «NAME:Ivo Van Campenhout» uit «ADDRESS:Bergendries 47, 9420 Erpe-Mere», geb. «DOB:30 juni 1962», rijbewijs «DL:8200168632», identiteitskaart «NATID:592-0623103-02», reed met «O:1-XKC-204». Uitbetalen op «IBAN:BE09 9790 6091 1557» (Argenta).\n"),
    ("wniosek_500.txt", """\
Wniosek o świadczenie wychowawcze
I. Dane wnioskodawcy
   Imię: «NAME:Katarzyna»     Nazwisko: «NAME:Wręczycka-Dudek»
   PESEL: «NATID:86072293126»     Seria i numer dok.: «NATID:BKW 208461»
   Miejsce zamieszkania: «ADDRESS:ul. 3 Maja 14B/2», 42-200 Częstochowa
   Telefon: «PHONE:694 512 253»
II. Dzieci
   1. «NAME:Hanna Dudek», PESEL «NATID:15230987762»
   2. «NAME:Ignacy Dudek», PESEL «NATID:18311127998»
III. Nr rachunku: «BANK:47 1020 1664 2510 2610 9482 8316»
"""),
    ("elixir.txt", "110,20260220,142300,16001462,0,\"«BANK:70160014622765873888243540»\",\"«BANK:91102055580354731791356263»\",\"Zaklad Stolarski Debina\",\"«NAME:JAN WOJTOWICZ»|«ADDRESS:LIPOWA 4»|36-200 BRZOZOW\",0,10205558,\"WYNAGRODZENIE 02/2026\",\"\",\"\",\"51\",\"\"\n"),
    ("wypis_szpital.txt", """\
KARTA INFORMACYJNA Z LECZENIA SZPITALNEGO           Oddział Neurologii
Pacjentka: «NAME:OLSZEWSKA WANDA», lat 78, PESEL: «NATID:47122054601», zam. «ADDRESS:Morąg, ul. Żeromskiego 22/5»
Nr księgi gł. 2026/01533
Rozpoznanie: «O:I63.3 Zawał mózgu»
Osoba upoważniona: córka «NAME:Beata Olszewska-Król», tel. «PHONE:(089) 721 61 81», «PHONE:+48607086514»
"""),
    ("zeznanie_swiadka.txt", "Świadek: «NAME:Mykola Hrytsenko», s. Petra, ur. «DOB:2.05.1981» w m. Tarnopol, obyw. ukraińskie, paszport nr «PASSPORT:FT031192», karta pobytu «NATID:RR5410390», zam. «ADDRESS:hotel pracowniczy, ul. Składowa 3, Ostrów Wlkp.», tel. «PHONE:507056719». Zeznaje: auto WGM, nr rej. «O:PO 7KR42», kierowała «NAME:p. Wypych».\n"),
    ("ksiega_meldunkowa.csv", "pok;nazwisko i imię;data ur.;nr dok.;od;do\n11;«NAME:Brzeziński Leszek»;«DOB:1959-03-03»;«NATID:BMD231211»;20.02;22.02\n12;«NAME:Hoffmann, Birgit»;«DOB:1964-10-18»;«PASSPORT:CVNM35325»;20.02;21.02\n14;«NAME:Małecka Zuzanna»;«DOB:1998-06-25»;«NATID:CJU054473»;20.02;23.02\n"),
    ("cnab240.txt", "10400011 02104001«BANK:02619210085260199» AUTO PECAS VALE LTDA\n1040001300001A0000181041026190000000712522 «NAME:EDILEUZA MARIA DE SOUSA»      FOL022026            20022026BRL\n1040001300002B   1«TAX:00016243091945»«ADDRESS:RUA DAS ACACIAS»                 00231CASA 2         JD PRIMAVERA   FEIRA DE SANTANA\n"),
    ("prontuario_caps.txt", """\
CAPS II - evolução 19/02
Usuário: «NAME:Wellington da Silva Prates», 34 a, DN «DOB:06/06/1991», CNS «HEALTH:968053887705692»
mãe: «NAME:Marlene Prates» — tel «PHONE:(71) 95204-9852»
Refere boa adesão a risperidona. HD: «O:esquizofrenia paranoide (F20.0)».
Mora c/ tio em «ADDRESS:Trav. Boa Vista, 14, fundos, Plataforma, Salvador»
BPC suspenso: levar RG «NATID:73.571.918-1» e CPF «TAX:669.168.319-60» ao CRAS
"""),
    ("locacao_br.txt", """\
CONTRATO DE LOCAÇÃO RESIDENCIAL
LOCADORA: «NAME:Zuleide Pontes Carneiro», viúva, C.I. «NATID:M-4.165.698» SSP/MG, C.P.F. nº «TAX:965.377.319/41»
LOCATÁRIO: «NAME:Yuri Takahashi Lobo», engenheiro, CNH nº «DL:08351760780», CPF «TAX:547.358.481-00»
FIADOR: «NAME:Osvaldo Lobo», NIRE não se aplica, e-mail «EMAIL:osvaldo.lobo@terra.com.br»
IMÓVEL: «ADDRESS:Rua Tupis, 1.204, apto 304, Barro Preto, Belo Horizonte/MG»
Depósitos na conta «BANK:11052-1», agência «O:3418», Itaú; PIX «PHONE:+5531 975939537»
"""),
    ("ec_sociedade.txt", "Sócios da firma: «NAME:Ubirajara Fontenele» (CPF «TAX:35786556514», 60%) e «NAME:Sheila Fontenele Bastos» (CPF «TAX:531 591 737 12», 40%), CNPJ «COMPANY:77.176.019/0001-18». Sede provisória na residência: «ADDRESS:Rua Padre Valdevino 988, Joaquim Távora, Fortaleza». Título da Sheila: «NATID:7328 7643 0752».\n"),
    ("escala_plantao.json", "[{\"dia\":\"2026-02-21\",\"medico\":\"«NAME:Dra. Thaís Romagnoli»\",\"crm\":\"«O:SP 895842»\",\"cel\":\"«PHONE:11984834311»\"},{\"dia\":\"2026-02-22\",\"medico\":\"«NAME:Dr. Amaro Lisboa Neto»\",\"crm\":\"«O:SP 797571»\",\"cel\":\"«PHONE:+55 (13) 95752-6839»\",\"cpf\":\"«TAX:87021858221»\"}]\n"),
    ("utente_pt.txt", """\
Centro de Saúde de Ovar - pedido de consulta
Utente: «NAME:Ermelinda Rosa Valente»      Nº utente: «HEALTH:960 399 297»
D. nasc.: «DOB:1949/05/13»     NIF «TAX:140150072»
Morada: «ADDRESS:Rua do Furadouro, lote 4, 2º Dto.»
Telef.: «PHONE:256 872 781» — genro: «NAME:Sr. Américo», «PHONE:964 214 325»
Motivo: «O:diabetes descompensada»
"""),
    ("arrendamento_pt.txt", "Inquilina: «NAME:Nádia Filipa Bettencourt», solteira, Cartão de Cidadão «NATID:49737756-0-ZY2» válido até «O:11/06/2031», NISS «NATID:10887641840», NIF «TAX:219.747.520»; fiador: «NAME:Hermano Bettencourt», «ADDRESS:Canada do Pilar 9, Angra do Heroísmo», renda por débito em «IBAN:PT50 0018 8749 9900 8058 8840 8».\n"),
    ("bankgiro_lb.txt", "110055223344260220LEVERANTÖRSBETALNINGAR\n40000099«BANK:832796876424215»        LÖN FEBRUARI «NAME:ÖHRN ELIN»\n2600099«NAME:ÖHRN ELIN»\n2700099«ADDRESS:STORGATAN 11B»                 64330VINGÅKER\n290005522334400000001000003120400\n"),
    ("sip_forskola.txt", """\
Förskolan Kotten, avd. Granen - kontaktlista (uppdaterad v. 8)

Barn                  Pnr                Vårdn. 1                       Vårdn. 2
«NAME:Alva Nyström»         «NATID:210418-5984»       «NAME:Petra Nyström» «PHONE:070-899 78 56»      «NAME:Jens Dahl» «PHONE:0730853339»
«NAME:Milo Haddad»          «NATID:200929-0939»       «NAME:Rima Haddad» «PHONE:+46 76 855 81 20»     -
«NAME:Sixten Björk-Åberg»   «NATID:20210102-0739»     «NAME:Klas Björk» «PHONE:08-457 44 90»         «NAME:Moa Åberg»

Allergier: «NAME:Milo» «O:nötter, ägg»
"""),
    ("hemtjanst.txt", """\
Nyckelkvittens
Brukare: «NAME:Göta Sandelin», f. «DOB:1936-10-07», «ADDRESS:Ringvägen 21 A, 2 tr, Hedemora»
Anhörig: «NAME:Lars-Göran» «PHONE:0225-50926»
Larm-ID «O:88-1204», portkod lämnas muntligt
Betalar faktura från bankkonto clearing «O:8418-0» nr «BANK:508 311 996-6»
"""),
    ("se_csv_bank.csv", "Bokföringsdag;Belopp;Avsändare;Mottagare;Namn;Rubrik\n2026-02-18;-850,00;«BANK:3300 565302-5470»;«BANK:8105-9, 620 422 608-9»;«NAME:Tova Wiklander»;Hyra feb\n2026-02-19;-200,00;«BANK:3300 974838-8986»;;Swish «PHONE:0707464934»;«NAME:Emil L»\n"),
    ("no_barnevern.txt", "Bekymringsmelding: «NAME:Sander Mikkelsen» (f.nr. «NATID:140813 52225»), bor hos mor «NAME:Trine Mikkelsen» i «ADDRESS:Furulia 9 A, 2312 Ottestad». Mor, mob. «PHONE:48 62 36 26», er sykmeldt med «O:depresjon». Far: «NAME:Geir Ove Strand», bidrag inn på «BANK:1822 45 12577».\n"),
    ("no_medlem.csv", "nr,navn,født,adresse,poststed,epost,kontonr\n301,«NAME:Ingunn Haugerud»,«DOB:12.01.1958»,«ADDRESS:Elvesvingen 3»,2003 Lillestrøm,«EMAIL:ingunn.haugerud@online.no»,«BANK:1286.47.35663»\n302,«NAME:Mohammad Reza Karimi»,«DOB:30.09.1983»,«ADDRESS:Storgata 44 H0302»,2000 Lillestrøm,«EMAIL:mrkarimi@live.no»,«BANK:97104910657»\n"),
    ("dk_opsigelse.txt", """\
Opsigelse af lejemål 0412-07
Lejer 1: «NAME:Maja Krogh Jespersen», CPR «NATID:190396-3928»
Lejer 2: «NAME:Thor Balslev», cpr «NATID:0211943939»
Ny adresse: «ADDRESS:Skt. Knuds Gade 18, 2. mf., 5000 Odense C»
Depositum: reg.nr. «O:3565» kontonr. «BANK:1971954267»
tlf «PHONE:31 17 57 52», «EMAIL:maja.kj@outlook.dk»
"""),
    ("fi_kela.txt", "Hakemus: «NAME:Kyösti Vilhelm Tervo», henkilötunnus «NATID:281249-194M», «ADDRESS:Koivutie 3, 88900 Kuhmo», puh. «PHONE:050 744 7925», tilinro «IBAN:FI33 4750 5313 0063 66». Diagnoosi «O:M16.1 lonkan nivelrikko». Asiamies: poika «NAME:Jarkko», s. «DOB:3.8.1977».\n"),
    ("fi_osallistujat.csv", "etunimi;sukunimi;syntymäaika;matkapuhelin;ruokavalio\n«NAME:Aino-Maija»;«NAME:Kärkkäinen»;«DOB:12.4.1988»;«PHONE:0403968261»;«O:keliakia»\n«NAME:Ville»;«NAME:Ojanperä»;«DOB:5.11.1994»;«PHONE:+358 44 401 3713»;\n«NAME:Svitlana»;«NAME:Bondarenko»;«DOB:22.2.1990»;«PHONE:041 728 4971»;kasvis\n"),
    ("tr_hasta.txt", """\
ÖZEL MARMARA FTR MERKEZİ - HASTA KAYIT
TC KİMLİK : «NATID:290 741 745 54»
ADI SOYADI: «NAME:İSMET KARAASLAN»    D.TARİHİ: «DOB:05.05.1953»
ADRES     : «ADDRESS:Kuşdili Cad. Yonca Sok. 4/9 Kadıköy»
YAKINI    : oğlu «NAME:Tolga» «PHONE:0532 826 93 12»
TANI      : «O:Serebrovasküler olay sekeli»
"""),
    ("tr_fatura.xml", "<cac:AccountingCustomerParty><cac:Party><cac:PartyIdentification><cbc:ID schemeID=\"TCKN\">«NATID:53141931108»</cbc:ID></cac:PartyIdentification><cac:PostalAddress><cbc:StreetName>«ADDRESS:Cumhuriyet Mah. Lale Sok.»</cbc:StreetName><cbc:BuildingNumber>17</cbc:BuildingNumber><cbc:CityName>Eskişehir</cbc:CityName></cac:PostalAddress><cac:Person><cbc:FirstName>«NAME:Hüseyin»</cbc:FirstName><cbc:FamilyName>«NAME:Gökçe»</cbc:FamilyName></cac:Person></cac:Party></cac:AccountingCustomerParty>\n"),
    ("tr_tutanak.txt", "Kaza tespit: A aracı sürücüsü «NAME:Rıdvan Çolak» (T.C. no «NATID:93650082878», ehliyet «DL:845344»), plaka «O:26 AGL 418», şase «VIN:NM0RAXTTGYJ164377». B aracı: «NAME:Zeliha Su», tel «PHONE:05340675343», «EMAIL:zelihasu88@hotmail.com». Ödeme IBAN: «IBAN:TR37 0001 5081 5093 9717 9753 58».\n"),
    ("cz_abo_kpc.txt", "UHL1200226Zahradnictvi Rybnik      0001234567001001      \n1 1501 001000 0100\n2 «BANK:000000-4379703066» 00000001820000 200226\n«BANK:000000-5284446444» 000000000945000 0000000226 0300  AV:MZDA «NAME:SEDLACKOVA HANA»\n3 +\n5 +\n"),
    ("cz_dedictvi.txt", """\
Okresní soud v Písku, 12 D 88/2026
Zůstavitelka: «NAME:Božena Machová», r. č. «NATID:385619/2010», posl. bytem «ADDRESS:Albrechtice nad Vltavou 88»
Dědicové:
 - syn «NAME:Ing. Pavel Mach», nar. «DOB:16.4.1961», «ADDRESS:Dr. M. Horákové 2201, Písek»
 - dcera «NAME:Jitka Vondrušová», nar. «DOB:9.9.1964», tel. «PHONE:603 111 317»
Vklady: účet «BANK:6351266182/0800», vkladní knížka
"""),
    ("cz_prihlaska.txt", "Přihláška na tábor Vydří hnízdo: dítě «NAME:Eliška Krejzová», RČ «NATID:155704 / 2465», pojišťovna 207, matka «NAME:Lenka Krejzová» mob. «PHONE:+420 785 291 145», «EMAIL:krejzova.lenka@volny.cz», č. OP «NATID:130371317», zdrav. omezení: «O:astma, alergie na včelí bodnutí».\n"),
    ("sk_mzdy.csv", "os_c;meno;priezvisko;rc;iban;ulica\n7;«NAME:Marek»;«NAME:Ďurčo»;«NATID:8102269340»;«IBAN:SK8611000000001980888627»;«ADDRESS:Hviezdoslavova 41»\n9;«NAME:Alžbeta»;«NAME:Ťažká»;«NATID:905811/4593»;«IBAN:SK51 0900 0000 0041 9144 3872»;«ADDRESS:SNP 7»\n"),
    ("ro_fisa_pacient.txt", """\
FIȘĂ DE CONSULTAȚII MEDICALE
Numele: «NAME:TUDOSE»      Prenumele: «NAME:ECATERINA MIRELA»
Data nașterii: «DOB:19 mai 1978»    CNP «NATID:2780519121652»
Domiciliul: «ADDRESS:Calea Turzii 214, ap. 6», Cluj-Napoca
Diagnostic: «O:hipotiroidism»    Tel.: «PHONE:0746 899 060»
Asigurat CAS-CJ, card «HEALTH:32943433422468527918»
"""),
    ("ro_asociatie.csv", "ap;proprietar;CNP;telefon;restanta\n14;«NAME:Vișan Aurelian»;«NATID:1590703406651»;«PHONE:0722 865036»;0\n15;«NAME:Kiss Zsuzsanna»;«NATID:2830114406586»;«PHONE:+40 787944159»;418,20\n16;«NAME:Ilincăi Petru-Dănuț»;«NATID:5020930400118»;«PHONE:021.3332402»;0\n"),
    ("ro_procura.txt", "Subsemnata «NAME:Smaranda Ioana Petcu», cu domiciliul în «ADDRESS:mun. Ploiești, șos. Vestului nr. 21, bl. 102, et. 4, ap. 19», posesoare a C.I. seria «NATID:PX nr. 718541», împuternicesc pe «NAME:Valentin Petcu», pașaport «PASSPORT:098420045», să ridice suma din contul «IBAN:RO58 CECE 7204 3283 5173 7521».\n"),
    ("zengin.txt", "21«BANK:00058621490983»ﾔﾏﾀﾞｼﾖｳｼﾞ\n2«BANK:0005ﾐﾂﾋﾞｼUFJ   931       12529873»«NAME:ｺﾝﾄﾞｳ ﾐﾂﾙ»             0000218400\n2«BANK:9900ﾕｳﾁﾖ       792       10668721»«NAME:ｵｵﾀ ｶﾅｺ»              0000194020\n"),
    ("nyuin.txt", """\
入院申込書（控）
患者氏名　«NAME:杉山 喜久雄» 様　　性別 男　　年齢 84歳
生年月日　«DOB:昭和16年6月30日»
現住所　〒420-0853　«ADDRESS:静岡市葵区追手町12-3»
連絡先　自宅 «PHONE:054-456-7550»　長女（«NAME:石原 まゆみ»）«PHONE:090-8313-4514»
保険者番号 39221018　被保険者番号 «HEALTH:99927186»
病名　«O:左大腿骨頸部骨折»
"""),
    ("jp_rireki.txt", "履歴書\n氏名：«NAME:白石 ひかり»（しらいし ひかり）　«DOB:1998年2月27日»生（満27歳）\n住所：«ADDRESS:福岡県福岡市早良区西新4-9-31-204»\n携帯電話：«PHONE:08052218993»　E-mail：«EMAIL:hikari.shiraishi@ezweb.ne.jp»\n運転免許証番号：«DL:第902153408548号»\n"),
    ("jp_keiyaku.txt", "賃貸借契約　借主 «NAME:株本 大地»（昭和62年生まれ「«DOB:S62.10.8»」）、緊急連絡先 «NAME:株本 幸恵»（母）«PHONE:0776-87-0375»。家賃引落口座：福井銀行 本店 普通 «BANK:5973752»。個人番号は «NATID:2122-5454-1602»。\n"),
    ("ru_dogovor.txt", """\
ДОГОВОР АРЕНДЫ КВАРТИРЫ
Арендодатель: «NAME:Соловьёва Инна Аркадьевна», паспорт серия «PASSPORT:45 11 номер 151933» выдан ОВД Тушино, код подр. 770-095,
зарегистрирована: «ADDRESS:г. Москва, ул. Свободы, д. 61, корп. 2, кв. 117».
Арендатор: «NAME:Рахимов Шерзод», «DOB:12.12.1995» г. р., патент 77 № «O:2500299531», тел. «PHONE:8 907 946 51 71».
Оплата на карту Мир «CARD:2200 5174 3375 2174», получатель «NAME:Инна С.»
"""),
    ("ru_1c.xml", "<Сотрудник Код=\"0000-00118\"><ФИО>«NAME:Журавлёв Степан Никитич»</ФИО><ДатаРождения>«DOB:1979-01-19»</ДатаРождения><ИНН>«TAX:66598873543920»</ИНН><СНИЛС>«NATID:698-943-533 90»</СНИЛС><Адрес>«ADDRESS:620026, Екатеринбург г, Бажова ул, дом 68, кв. 30»</Адрес><ЛицевойСчет>«BANK:40817810642631460085»</ЛицевойСчет></Сотрудник>\n"),
    ("ru_klass.txt", """\
8 Б, телефоны родителей
«NAME:Авдеев Егор» — мама «NAME:Ольга Викторовна» «PHONE:+7-912-274-67-80»
«NAME:Валиуллина Камила» — папа «PHONE:8(927)203-07-40», д. р. «DOB:03.04.2012»
«NAME:Гусев Тимофей», «O:домашнее обучение, эпилепсия», адрес «ADDRESS:Лесная, 5-14»
"""),
    ("kz_by.txt", "KZ: «NAME:Айгерим Сапарова», ИИН «NATID:910604438909», тел. «PHONE:+7 7045107437». BY: «NAME:Дзмітрый Казлоў», паспорт «PASSPORT:MP0748991», родился «DOB:04.07.1985», зарплатный счёт в Беларусбанке.\n"),
    ("ua_pensia.txt", "Пенсійна справа: «NAME:Ковтун Марія Степанівна», «DOB:28.08.1951», РНОКПП «TAX:1886700585», м. Полтава, «ADDRESS:вул. Соборності, 31, кв. 5», тел. «PHONE:(0532) 76-47-94», рахунок у Ощадбанку «IBAN:UA64 3004 6546 7812 6777 3466 0033 4»\n"),
    ("hu_kilepo.txt", """\
Kilépő lap                Munkáltató: Tisza Faipar Kft. adószám: «COMPANY:35414078-2-16»
Név: «NAME:Bagdi Zsolt»         Anyja neve: «NAME:Oláh Erzsébet»
Szül. hely, idő: Karcag, «DOB:1969. 11. 04.»
Adóazonosító jel: «TAX:8375635278»    TAJ szám: «HEALTH:114-927-141»
Lakcím: «ADDRESS:5300 Karcag, Kisújszállási út 41.»
Utalás: «BANK:10404508-33578982-06936577» vagy «IBAN:HU57 1177 3009 6248 6778 4913 6403»
"""),
    ("bg_amb_list.txt", "Амбулаторен лист № 000418 / 19.02.2026; пациент: «NAME:СТОЯН МИНЧЕВ РУСЕВ», ЕГН «NATID:4906126104», адрес гр. Враца, «ADDRESS:ул. Васил Кънчов 12»; ОСНОВНА ДИАГНОЗА «O:I11.9 хипертонично сърце»; тел. на дъщеря «NAME:Ралица» «PHONE:0898/339125».\n"),
    ("gr_mathites.csv", "ΑΜ;Επώνυμο;Όνομα;Ημ/νία γέννησης;Τηλ. κηδεμόνα;ΑΜΚΑ\n118;«NAME:Αναγνωστοπούλου»;«NAME:Δανάη»;«DOB:17/11/2013»;«PHONE:6934065213»;«NATID:17111371690»\n119;«NAME:Τσιρίγος»;«NAME:Σπυρίδων»;«DOB:02/03/2013»;«PHONE:2686518150»;«NATID:02031398650»\n"),
    ("hr_lijecnik.txt", "Uputnica: pacijentica «NAME:Nevenka Šarić», MBO «HEALTH:381052013», OIB «NATID:58771962470», rođ. «DOB:02.02.1949», «ADDRESS:Put Brodarice 6, 21000 Split», dijagnoza «O:E11», suprug «NAME:Ante» tel. «PHONE:021/552-437».\n"),
    ("si_pogodba.txt", "Najemnik: «NAME:Blaž Kranjec», roj. «DOB:14. 8. 1992», EMŠO: «NATID:1408992502234», DŠ: «TAX:20706316», stalno preb. «ADDRESS:Vrečkova ulica 5, 4000 Kranj», GSM «PHONE:031 520 476». Varščina se vrne na TRR «IBAN:SI56 6100 0538 2664 692».\n"),
    ("rs_ba_mk.txt", "Putnici (kombi 7+1):\n1. «NAME:Vukašin Đorđević», pasoš «PASSPORT:068624129», JMBG «NATID:1909990712656»\n2. «NAME:Emina Hodžić», br. lk «NATID:349V14M90», rođ. «DOB:30.05.1987.», +387 broj: «PHONE:061 360 699»\n3. «NAME:Кирил Стојановски», ЕМБГ «NATID:0704976451616»\n"),
    ("lt_lv_ee_form.csv", "name;code;born;iban;phone\n«NAME:Mindaugas Žukauskas»;«NATID:37809116386»;«DOB:1978-09-11»;«IBAN:LT607300095563905974»;«PHONE:8 67650355»\n«NAME:Sanita Kalniņa-Bērziņa»;«NATID:120686-18199»;«DOB:1986-06-12»;«IBAN:LV53HABA0992435082807»;«PHONE:+371 28900214»\n«NAME:Rasmus Põldma»;«NATID:50208201441»;«DOB:2002-08-20»;«IBAN:EE78 1078 8483 1339 6488»;«PHONE:57034982»\n"),
    ("cn_yuangong.csv", "工号,姓名,身份证号码,手机,开户行,银行卡号,住址\n0118,«NAME:欧阳雪梅»,«NATID:440305199102268982»,«PHONE:13746486283»,招商银行,«CARD:6225887872765330»,«ADDRESS:深圳市南山区桃园路188号3栋1502»\n0121,«NAME:马志强»,«NATID:610113198407198117»,«PHONE:+86 158 7137 6782»,工商银行,«CARD:6222024013034977461»,«ADDRESS:西安市雁塔区小寨东路11号»\n"),
    ("kr_yeyak.txt", "예약자: «NAME:정수빈», 연락처 «PHONE:010-4300-1079», 생년월일 «DOB:1993년 8월 14일», 여권번호 «PASSPORT:M81025505», 주소: «ADDRESS:부산광역시 해운대구 우동1로 38, 1203호». 환불계좌 국민 «BANK:149527-04-877746».\n"),
    ("vn_hoso.txt", "Họ và tên: «NAME:Trần Quốc Bảo», sinh ngày «DOB:14/02/1988», CCCD số «NATID:079088781731», ĐT «PHONE:0903 432 298», địa chỉ: «ADDRESS:22/7 Nguyễn Đình Chiểu, P. Đa Kao, Q.1». STK Vietcombank «BANK:5396824984656».\n"),
    ("th_id_my.txt", "TH: นาย «NAME:ณัฐพงษ์ ศรีสุวรรณ» เลขประจำตัวประชาชน «NATID:3 9333 74675 63 4» โทร «PHONE:085-479-1138»\nMY: «NAME:Tan Siew Ling», MyKad «NATID:850612-07-9354», Maybank «BANK:609534234381», «ADDRESS:No. 8, Jalan Kenari 3, 11900 Bayan Lepas»\nID: «NAME:Dewi Lestari Handayani», NIK «NATID:3171215209900103», NPWP «TAX:09.254.033.5-407.000», WA «PHONE:+62 812-5046-5114»\n"),
    ("in_hospital.txt", """\
DISCHARGE SUMMARY            IP No. 26/01188        UHID «O:MH46088276»
Name: «NAME:Mrs. Savitri Kulkarni»    Age/Sex: 61/F    DOB: «DOB:03-Jan-1965»
Address: «ADDRESS:Plot 27, Tilakwadi, Belagavi»   Ph: «PHONE:9467455844»
Aadhaar: «NATID:5601 1179 7466»   ABHA: «HEALTH:91-3233-9967-3182»
Diagnosis: «O:Acute calculous cholecystitis»
Refund of advance to SB a/c «BANK:86775075931» IFSC «O:CNRB0000518»
"""),
    ("in_itr.json", "{\"PersonalInfo\":{\"AssesseeName\":{\"FirstName\":\"«NAME:Harpreet»\",\"SurNameOrOrgName\":\"«NAME:Gill»\"},\"PAN\":\"«TAX:GOMPG3328W»\",\"DOB\":\"«DOB:1979-08-15»\",\"AadhaarCardNo\":\"«NATID:450790365824»\",\"Address\":{\"ResidenceNo\":\"«ADDRESS:SCF 14, Phase 3B2»\",\"CityOrTownOrDistrict\":\"Mohali\",\"MobileNo\":\"«PHONE:9879891677»\",\"EmailAddress\":\"«EMAIL:gill.harpreet79@rediffmail.com»\"}}}\n"),
    ("pk_bd_lk.txt", "PK «NAME:Muhammad Usman Ghani» CNIC «NATID:35202-3367890-1», cell «PHONE:0300-3079542»\nBD «NAME:Nusrat Jahan» NID «NATID:19904953108788698», «PHONE:+880 1736895092»\nLK «NAME:Chaminda Perera» NIC «NATID:801881029V», «ADDRESS:41/2 Temple Rd, Kandy»\n"),
    ("il_tlush.txt", "תלוש שכר 02/2026  עובד: «NAME:אבי שטרית»  ת.ז. «NATID:585007529»  בנק 12 סניף 532 חשבון «BANK:707297»  כתובת: «ADDRESS:שדרות רגר 41/8, באר שבע»  טל: «PHONE:052-5243779»  ת. לידה «DOB:09.03.1971»\n"),
    ("sa_ae_eg.csv", "name,id,dob,mobile,iban\n«NAME:Abdulaziz Al-Harbi»,«NATID:1054008279»,«DOB:1990-06-05»,«PHONE:+966553846536»,«IBAN:SA5080974303041196882623»\n«NAME:Mariam Al Suwaidi»,«NATID:784-1993-0493796-6»,«DOB:1993-02-21»,«PHONE:+971 55 4860187»,«IBAN:AE090267790103810289193»\n«NAME:Hossam El-Din Farouk»,«NATID:28806130102656»,«DOB:1988-06-13»,«PHONE:01032575104»,\n"),
    ("za_clinic.txt", "File 2231. «NAME:Mrs Nomvula Khumalo», ID no. «NATID:680722 4387 08 6», «ADDRESS:1187 Mkhize Str, KwaMashu Sec. F», «PHONE:083 732 8101». «O:HIV+, on TLD since 2019», TB screen neg. Medical aid: none. Next of kin «NAME:Sipho».\n"),
    ("ng_ke_gh.txt", "NG: «NAME:Chukwuemeka Obi», BVN «NATID:22394331004», NIN «NATID:91989862771», GTB acct «BANK:0173378875», «PHONE:0803 389 8462»\nKE: «NAME:Wanjiru Kamau», ID No. «NATID:37487012», KRA PIN «TAX:A032091531K», M-Pesa «PHONE:0735057661»\n"),
    ("uc_journal.txt", """\
UC JOURNAL - printed for appeal bundle
Claimant: «NAME:Mr Craig Dunwoody»   NINO «NATID:PA 61 90 33 D»
12 Feb  I have moved to «ADDRESS:Flat 6, Barley Court, Hexham NE46». New landlord is «NAME:Mrs Sharma», rent £510 pcm.
13 Feb  Work coach: please upload your tenancy. Phone appointment Tue, we have «PHONE:07322 741897» for you, is that still right?
14 Feb  No its «PHONE:07594238191» now. My bank is Monzo «BANK:04-00-04» «BANK:71818376».
14 Feb  Fit note attached, «O:fibromyalgia».
"""),
    ("bacs_std18.txt", "VOL1123456                               HSBC\n«BANK:40051626154412»09920561235185084000000018712050000FENLAND DAIRY     WAGES FEB         «NAME:PURKISS N J»\n«BANK:09012815893894»09920561242547680000000014420050000FENLAND DAIRY     WAGES FEB         «NAME:GEORGIEVA D»\n"),
    ("scout_forms.csv", "Young person,DoB,NHS no,Allergies,Parent,Mobile,Home address\n«NAME:Alfie Tremlett»,«DOB:12/07/2014»,«HEALTH:416 659 7183»,«O:Penicillin»,«NAME:Jo Tremlett»,«PHONE:07882 933137»,\"«ADDRESS:3 Quarry Cottages, Buckfast»\"\n«NAME:Zara Ahmed-Pike»,«DOB:30/01/2015»,«HEALTH:7519707415»,none,«NAME:Nadia Ahmed»,«PHONE:+44 7704 575225»,\"«ADDRESS:Ashcombe, Old Totnes Rd»\"\n«NAME:Rowan O'Dwyer»,«DOB:09/11/2013»,,«O:asthma pump»,«NAME:Niall O'Dwyer»,«PHONE:01364 305520»,\"«ADDRESS:18 Jordan Street»\"\n"),
    ("probate_uk.txt", """\
IN THE ESTATE OF «NAME:HAROLD ERNEST WIGGINTON» deceased
born «DOB:4th May 1934»; died «O:9 January 2026»; late of «ADDRESS:Bramble Lodge, Mill Lane, Wroxham NR12 8AB»
NI number «NATID:YR 20 88 71 C»    UTR «TAX:71004 34840»
Assets
  Barclays  sort «BANK:20-03-26»  a/c «BANK:12077237»      £ 11,204.88
  NS&I Premium Bonds holder's no. «O:523433642»             £ 3,000.00
Executor: «NAME:Mrs Penelope Wigginton-Rao», DOB «DOB:16/08/1962», passport «PASSPORT:729169169»
"""),
    ("court_list.txt", """\
CARLISLE MAGISTRATES' COURT  Court 2  26 Feb 2026 10:00
1  «NAME:ARMSTRONG, Kyle Lee»     «DOB:14/02/1999»   «ADDRESS:88 Botcherby Ave»     drive whilst disq.   DL «DL:ARMST902149KL9HK»
2  «NAME:BEDFORD, Chantelle»      «DOB:03/06/1987»   NFA                    theft from shop
3  «NAME:CZARNECKI, Piotr»        «DOB:27/11/1990»   «ADDRESS:2a Denton St»         TV licence  (interpreter, PL)
"""),
    ("ward_handover.txt", """\
BAY C   (destroy after shift)
C1 «NAME:Mabel Entwistle» 91F  «HEALTH:711 659 3268»  «O:#NOF day 3», fasting from 0200
C2 empty
C3 «NAME:Reg Holroyd» 76M DOB «DOB:1/10/49» «O:CAP, CURB 2», son «NAME:Martin» wants ringing «PHONE:07569188245»
C4 «NAME:"Bob" Singh-Gill» 68M «HEALTH:6064471271», DNACPR in place
"""),
    ("gym_gocardless.json", "{\"customers\":{\"id\":\"«O:CU000410809»\",\"given_name\":\"«NAME:Gethin»\",\"family_name\":\"«NAME:Maddocks»\",\"email\":\"«EMAIL:gethin.maddocks@hotmail.co.uk»\",\"phone_number\":\"«PHONE:+447396701935»\",\"address_line1\":\"«ADDRESS:4 Heol y Felin»\",\"city\":\"Pontypridd\",\"postal_code\":\"CF37 2BP\"}}\n"),
    ("ie_crib.txt", "Creche, wobbler room:\n«NAME:Fiadh Mac Giolla Phádraig», dob «DOB:17.09.2024», PPSN «NATID:1754128DA», mam «NAME:Orlaith» «PHONE:087 389 2228»\n«NAME:Teodor Ilie», dob «DOB:02.12.2024», PPSN «NATID:5119369CB», dad «NAME:Cosmin» «PHONE:+353 89 3131575», «O:egg allergy»\nECCE refund to «IBAN:IE26 BOFI 9003 9409 8686 23»\n"),
    ("nacha.ach", "5200RIVERBEND SUPPLY                    1575123071PPDPAYROLL   260226260227   1085634920000001\n622«BANK:091080330»«BANK:067231824292»     0000184417«O:0000000118»     «NAME:HALVERSON KIRSTEN»      0010883642542300\n622«BANK:075019563»«BANK:9232572602»       0000201177«O:0000000121»     «NAME:XIONG PAO»              0437218587217981\n"),
    ("bg_check.txt", """\
CONSUMER DISCLOSURE - BACKGROUND CHECK ORDER 7719-C

Applicant legal name:   «NAME:Marisol Altagracia Peña-Whitfield»
Maiden/alias:           «NAME:Marisol Peña»
Social:                 «NATID:475 - 24 - 7092»
Date of birth:          «DOB:06.25.1993»
Driver license / state: «DL:F827-8146-0815» / IL
Current:                «ADDRESS:1912 W Cullerton St, Unit 3F», Chicago 60608
Prior (2 yrs):          «ADDRESS:55 Calle Luna, San Juan PR»
Phone:                  «PHONE:773.385.0939»
"""),
    ("hipaa_auth.txt", "I, «NAME:Thaddeus J. Oyelaran Sr.», DOB «DOB:Dec 30, 1951», Member ID «HEALTH:W849702239», authorize Lakeshore Cardiology to release records about «O:atrial fibrillation» to my son «NAME:Tobias», fax «PHONE:(216) 817-7451», «ADDRESS:P.O. Box 90211, Shaker Heights, Ohio». Medicare no. «HEALTH:5GU5KD7EY89».\n"),
    ("x12_270.txt", "NM1*1P*1*«NAME:OSTERHOUT*CLAUDIA»****XX*«HEALTH:1947829630»~\nHL*3*2*22*0~\nTRN*1*93175-012547*9877281234~\nNM1*IL*1*«NAME:TREVIÑO*ISMAEL»****MI*«HEALTH:R99675044»~\nREF*SY*«NATID:443685656»~\nDMG*D8*«DOB:19690411»~\nDTP*291*D8*20260220~\nEQ*30~\n"),
    ("fhir_obs.ndjson", "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"text\":\"«O:HIV-1 RNA»\"},\"subject\":{\"display\":\"«NAME:Quentin Abernethy-Cole»\",\"identifier\":{\"system\":\"http://hl7.org/fhir/sid/us-ssn\",\"value\":\"«NATID:659-25-7693»\"}},\"valueString\":\"not detected\"}\n{\"resourceType\":\"RelatedPerson\",\"name\":[{\"text\":\"«NAME:Imani Cole»\"}],\"telecom\":[{\"system\":\"phone\",\"value\":\"«PHONE:602-329-9785»\"}],\"birthDate\":\"«DOB:1990-10-10»\"}\n"),
    ("cash_app_chat.txt", "«O:maddie»: ok whats ur address for the dress\n«O:kay»: «ADDRESS:2207 Sycamore Hollow Dr» Knoxville 37921\nkay: text my mom if im not home «PHONE:8658469462» her names «NAME:Deb Fontaine»\nmaddie: k and ur bday is the 9th?\nkay: «DOB:feb 9 2007» lol u forgot\n"),
    ("voter_extract.txt", "VUID        NAME                          DOB         RES ADDRESS\n«O:4943674883»  «NAME:ARREDONDO, BEATRIZ»          «DOB:1948-08-19»  «ADDRESS:704 E 6TH»\n«O:6693401073»  «NAME:BOATWRIGHT, LESTER RAY JR»   «DOB:1971-03-04»  «ADDRESS:FM 1585 #12»\n«O:7630082193»  «NAME:CHAUDHRY, SANA»              «DOB:2003-12-01»  «ADDRESS:4420 19TH ST APT 208»\n"),
    ("i9_section1.txt", """\
Last Name (Family Name)     First Name (Given Name)    M.I.
«NAME:Boateng»                     «NAME:Abena»                      K
Address (Street Number and Name)        City        State  ZIP
«ADDRESS:3911 Duncannon Cir»                   Bowie       MD     20721
Date of Birth   U.S. Social Security Number   Employee's Telephone
«DOB:10/17/1996»      «NATID:641 86 7307»                   «PHONE:301 7777460»
[x] An alien authorized to work until 09/30/2027   A-Number «NATID:A516621030»
"""),
    ("towing_invoice.txt", "Tow #20441  2/21/26 1:15am\nveh: 2015 Honda Odyssey TX plate «O:FXR-8133» vin «VIN:5FNRL5H43FF787032»\nowner: «NAME:Jerry Wayne Tibbets» DL «DL:98265229» ph «PHONE:(806)833-3842»\npaid MC «CARD:5424 0995 2247 3072» x «EXP:03/29» sec «CVV:657» $285.00\n"),
    ("bc_strata.txt", "Strata NW 3318, owners' list for insurance\nSL 14  «NAME:Parminder Kaur Sidhu»  «PHONE:604-860-7138»  «EMAIL:pksidhu@shaw.ca»\nSL 15  «NAME:Graeme & Lisbeth Tolmie»  mail to «ADDRESS:RR#2 S18 C7, Gabriola Island BC»\nSL 16  tenant «NAME:Yuki Aoyama», BCDL «DL:8607065», PHN on emergency form «HEALTH:9546 218 459»\n"),
    ("t4_slip.xml", "<T4Slip><EMPE_NM><snm>«NAME:Kowalchuk»</snm><gvn_nm>«NAME:Darlene»</gvn_nm></EMPE_NM><EMPE_ADDR><addr_l1_txt>«ADDRESS:PO Box 118»</addr_l1_txt><cty_nm>Vegreville</cty_nm><prov_cd>AB</prov_cd></EMPE_ADDR><sin>«NATID:596571646»</sin><bn>«O:651811541RP0001»</bn></T4Slip>\n"),
    ("ohip_ref.txt", "Re: «NAME:Ms. Solveig Paquette», OHIP «HEALTH:4495 502 272 KT», DOB «DOB:1984/Mar/08». Ph h: «PHONE:705 762 7352». Dear colleague, thanks for seeing this pleasant 41 y.o. with «O:ulcerative colitis». SIN on WSIB form is «NATID:109-257-386».\n"),
    ("au_centrelink.txt", """\
Statement of Tenancy (typed up by property manager)
Tenant 1 «NAME:Bronwyn Kellaway»  CRN «NATID:038 267 841H»  DOB «DOB:23/11/1988»
Tenant 2 «NAME:Tupou Faleafa»  licence «DL:458917470» (QLD)  0-mobile «PHONE:0441 112 334»
Premises «ADDRESS:Unit 2, 19 Musgrave Tce, Alderley»
Bond from BSB «BANK:977-164» acct «BANK:292380633»
TFN declared to lender: «TAX:783159967»
"""),
    ("au_vet_health.csv", "surname,given,medicare,irn,dva,phone\n«NAME:Papadimitriou»,«NAME:Stavros»,«HEALTH:2692288032»,1,,«PHONE:03 9331 8734»\n«NAME:Ellery»,«NAME:Dulcie»,«HEALTH:2437 91198 3»,2,«HEALTH:VX690263»,«PHONE:0418551875»\n"),
    ("nz_school.txt", "Enrolment: «NAME:Aroha Te Whata», NSN «O:645247584», born «DOB:5 Aug 2018», iwi Ngāpuhi. Caregiver «NAME:Matiu Te Whata», «PHONE:027 488 1430», «ADDRESS:12 Kerikeri Inlet Rd». IRD for the subsidy «TAX:191-950-267». NHI «HEALTH:KHF1258». Refunds «BANK:06-4398-0421673-00».\n"),
    ("sg_medical.txt", "MC: «NAME:Ravindran s/o Govindasamy», NRIC «NATID:S0388957B», unfit for duty 2 days, «O:acute gastroenteritis». HP: «PHONE:9521 3394». Block/unit: «ADDRESS:Blk 88 Zion Road #14-302».\nNewborn: Baby Girl of «NAME:Chua Mei Xuan», BC no. «NATID:T2636447C», DOB «DOB:18/02/2026».\n"),
    ("hk_tw.csv", "name,id,phone,address\n«NAME:LAU Ka Ho»,«NATID:C409217(A)»,«PHONE:58024566»,\"«ADDRESS:Rm 2104, Block B, Tak Tin Estate»\"\n«NAME:黃雅婷»,«NATID:B275160640»,«PHONE:0974930525»,«ADDRESS:臺中市西屯區福星路61巷8號»\n"),
    ("mt103.txt", "{1:F01«O:BARCGB22AXXX»0000000000}{2:I103«O:DEUTDEFFXXXXN»}{4:\n:20:TT26022200118\n:23B:CRED\n:32A:260223EUR4250,00\n:50K:/«IBAN:GB10BARC20451467216488»\n«NAME:MS ADAEZE NWACHUKWU»\n«ADDRESS:12 ORCHARD RISE, RICHMOND»\n:59:/«IBAN:DE05500700108989654539»\n«NAME:DR KLAUS-PETER MERTENS»\n:70:DEPOSIT WEDDING JUNE\n:71A:SHA\n-}\n"),
    ("camt052_be.xml", "<Ntry><Amt Ccy=\"EUR\">75.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>«NAME:Geert Hoste-Lammens»</Nm><PstlAdr><AdrLine>«ADDRESS:Oude Gentweg 19»</AdrLine><AdrLine>8000 Brugge</AdrLine></PstlAdr></Dbtr><DbtrAcct><Id><IBAN>«IBAN:BE84380806893359»</IBAN></Id></DbtrAcct></RltdPties><RmtInf><Ustrd>+++«O:090/9337/55493»+++</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"),
    ("pain001_nl.xml", "<CdtTrfTxInf><Amt><InstdAmt Ccy=\"EUR\">418.20</InstdAmt></Amt><Cdtr><Nm>«NAME:E. Wolthuis-Sarmo»</Nm></Cdtr><CdtrAcct><Id><IBAN>«IBAN:NL15RABO0813342457»</IBAN></Id></CdtrAcct><RmtInf><Ustrd>declaratie reiskosten jan</Ustrd></RmtInf></CdtTrfTxInf>\n<CdtTrfTxInf><Amt><InstdAmt Ccy=\"EUR\">96.10</InstdAmt></Amt><Cdtr><Nm>«NAME:Pieter-Bas Rozema»</Nm></Cdtr><CdtrAcct><Id><IBAN>«IBAN:NL96SNSB0211875821»</IBAN></Id></CdtrAcct></CdtTrfTxInf>\n"),
    ("n26_export.csv", "\"Booking Date\",\"Value Date\",\"Partner Name\",\"Partner Iban\",Type,\"Payment Reference\",\"Account Name\",\"Amount (EUR)\"\n2026-02-16,2026-02-16,\"«NAME:Ludovica Terranova»\",«IBAN:IT97W0301503200000010475235»,\"Outgoing Transfer\",\"bolletta luce\",\"Main\",-48.20\n2026-02-18,2026-02-18,\"«NAME:Fabian Oehlke»\",«IBAN:DE97120300000188171306»,\"Incoming Transfer\",\"Kino + Pizza\",\"Main\",23.00\n2026-02-19,2026-02-19,\"DB Vertrieb GmbH\",,\"Direct Debit\",\"BahnCard 25\",\"Main\",-62.90\n"),
    ("paypal_csv.csv", "\"Datum\",\"Uhrzeit\",\"Name\",\"Typ\",\"Brutto\",\"Absender E-Mail-Adresse\",\"Lieferadresse\",\"Telefon\"\n\"17.02.2026\",\"20:14:09\",\"«NAME:Henrike Blohm»\",\"Zahlung\",\"34,90\",\"«EMAIL:henrike.blohm@t-online.de»\",\"«ADDRESS:Henrike Blohm, Sielwall 31, 28203 Bremen»\",\"«PHONE:0421 3882665»\"\n\"18.02.2026\",\"07:50:41\",\"«NAME:Oskari Lehtola»\",\"Zahlung\",\"34,90\",\"«EMAIL:oskari@lehtola.fi»\",\"«ADDRESS:Oskari Lehtola, Pohjolankatu 8, 33500 Tampere»\",\"\"\n"),
    ("shopify_orders.csv", "Name,Email,Billing Name,Billing Street,Billing City,Billing Zip,Billing Country,Phone\n#1183,«EMAIL:colette.duval@free.fr»,«NAME:Colette Duval»,\"«ADDRESS:Le Clos Fleuri, 2 allée des Mésanges»\",Tarbes,'65000,FR,«PHONE:'+33679210989»\n#1184,«EMAIL:jlm1955@live.be»,«NAME:Jean-Luc Maréchal»,«ADDRESS:Quai de Rome 78»,Liège,'4000,BE,«PHONE:'+32477303980»\n#1185,«EMAIL:ny.holte@altibox.no»,«NAME:Nynne Holte»,«ADDRESS:Sørbøtunet 5»,Sandnes,'4316,NO,\n"),
    ("airbnb_gaeste.txt", "Check-in 27.2. 15h: «NAME:Beatriz Ferro Lopes» + 2 (BR), Pass «PASSPORT:FQ507212», geb «DOB:07/09/1986», WhatsApp «PHONE:+55 21 94411-7361»\nCheck-in 1.3. 18h: «NAME:Noam Feldstein», «PASSPORT:99267718», geb. «DOB:15/03/1994», braucht Rechnung an «ADDRESS:14 Rehov Bialik, Haifa»\nPutzfrau: «NAME:Jadranka», «PHONE:0650 3646829»\n"),
    ("eventbrite.json", "[{\"profile\":{\"first_name\":\"«NAME:Þóra»\",\"last_name\":\"«NAME:Steinsdóttir»\",\"email\":\"«EMAIL:thora.steins@simnet.is»\",\"cell_phone\":\"«PHONE:+354 877 5005»\",\"birth_date\":\"«DOB:1987-12-19»\"},\"answers\":[{\"question\":\"Dietary\",\"answer\":\"vegan\"},{\"question\":\"Kennitala\",\"answer\":\"«NATID:191287-7119»\"}]}]\n"),
    ("graphql_resp.json", "{\"data\":{\"patientSearch\":{\"edges\":[{\"node\":{\"displayName\":\"«NAME:Ottokar Weißgerber»\",\"dob\":\"«DOB:1938-02-05»\",\"insurance\":{\"kvnr\":\"«HEALTH:O773926254»\",\"ik\":\"«O:101575519»\"},\"phones\":[\"«PHONE:0371 349039»\",\"«PHONE:+49-152-48845434»\"],\"address\":{\"street\":\"«ADDRESS:Zeisigwaldstraße 99»\",\"zip\":\"09130\"}}}]}}}\n"),
    ("kafka.log", "2026-02-20T07:11:02.410Z INFO consumer-3 topic=guest.checkin offset=441822 payload={\"guest\":\"«NAME:Aurelia Montanari»\",\"doc\":\"«PASSPORT:YX1600589»\",\"born\":\"«DOB:1969-05-27»\",\"room\":208}\n2026-02-20T07:11:03.006Z INFO consumer-3 topic=heartbeat offset=441823 payload={}\n2026-02-20T07:11:08.115Z WARN consumer-3 sms to «PHONE:+393335343605» rejected code=1104\n2026-02-20T07:11:09.700Z INFO consumer-1 topic=payout iban=«IBAN:SE9430091966419834457015» amount=1290 ref=2026-02-118\n"),
    ("mbox_archive.mbox", """\
From «EMAIL:h.tillmanns@arcor.de» Thu Feb 19 18:22:41 2026
From: =?UTF-8?Q?Hildegard_Tillmanns?= <«EMAIL:h.tillmanns@arcor.de»>
To: «O:gemeindebuero@st-lambertus.example.de»
Subject: Taufe

Guten Tag, wir möchten unser Enkelkind «NAME:Matteo Tillmanns-Ricci» taufen lassen, geb. «DOB:28. Oktober 2025» in Neuss. Eltern: «NAME:Jan Tillmanns» und «NAME:Giulia Ricci», «ADDRESS:Bockholtstr. 45, 41460 Neuss». Pate: «NAME:Dr. Edoardo Ricci», erreichbar «PHONE:+39 0331 797997».
Mit freundlichem Gruß
«NAME:H. Tillmanns»
"""),
    ("termin.ics", "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20260303T090000\nSUMMARY:Erstgespräch «NAME:Frau Marquardt-Singh»\nLOCATION:Hausbesuch «ADDRESS:Am Kalkofen 7\\, 58809 Neuenrade»\nDESCRIPTION:geb. «DOB:12.6.1945»\\, Pflegegrad 2\\, Tochter «NAME:Anke» «PHONE:02392 72344»\nATTENDEE;CN=\"«NAME:Pfleger Jonas»\":mailto:«EMAIL:j.pieper@pflege-lennetal.de»\nEND:VEVENT\nEND:VCALENDAR\n"),
    ("users_seed.yml", "users:\n  - name: «NAME:Zsófia Keresztes»\n    email: «EMAIL:zsofi.keresztes@freemail.hu»\n    phone: \"«PHONE:06 70 3194279»\"\n    born: «DOB:1995-05-05»\n    tax_id: \"«TAX:8468761427»\"\n  - name: «NAME:Callum Fairbairn»\n    email: «EMAIL:cfairbairn@protonmail.com»\n    nino: «NATID:CE662476A»\n    address: {line1: \"«ADDRESS:3F2, 27 Leith Walk»\", town: Edinburgh}\n"),
    ("members.toml", "[[member]]\nnachname = \"«NAME:Sonnleitner»\"\nvorname = \"«NAME:Korbinian»\"\ngeburt = \"«DOB:1.1.2001»\"\nhandy = \"«PHONE:0151/42389009»\"\n\n[[member]]\nnachname = \"«NAME:Ferreira da Cunha»\"\nvorname = \"«NAME:Ivo»\"\npass = \"«PASSPORT:CE220518»\"\nbank = \"«IBAN:LU33 0038 3287 3244 2803»\"\n"),
    ("address_book.xml", "<Contacts><Contact><GivenName>«NAME:Svante»</GivenName><Surname>«NAME:Palmkvist»</Surname><Mobile>«PHONE:0708-51 90 98»</Mobile><HomeAddress>«ADDRESS:Norra Esplanaden 7 B»</HomeAddress><Personnummer>«NATID:720323-8410»</Personnummer></Contact><Contact><GivenName>«NAME:Petronella»</GivenName><Surname>«NAME:van 't Hof»</Surname><Mobile>«PHONE:0031-6-73061569»</Mobile></Contact></Contacts>\n"),
    ("mssql_dump.sql", "INSERT [dbo].[Patient] ([ID],[Nachname],[Vorname],[GebDat],[KVNr],[Strasse],[PLZ],[Ort],[TelPriv]) VALUES (118, N'«NAME:Brüggemann»', N'«NAME:Hella»', CAST(N'«DOB:1960-12-13»' AS Date), N'«HEALTH:K646538182»', N'«ADDRESS:Kapellenweg 2»', N'49808', N'Lingen', N'«PHONE:0591 56664»')\nINSERT [dbo].[Patient] ([ID],[Nachname],[Vorname],[GebDat],[KVNr],[Strasse],[PLZ],[Ort],[TelPriv]) VALUES (119, N'«NAME:Öhlschläger»', N'«NAME:Knut»', CAST(N'«DOB:1984-07-02»' AS Date), N'«HEALTH:D198249078»', N'«ADDRESS:Zum Ems-Ufer 44»', N'49808', N'Lingen', NULL)\n"),
    ("mongo_export.json", "{\"_id\":{\"$oid\":\"65d490fb67a39768841d9845\"},\"cliente\":{\"nombre\":\"«NAME:Ximena Arriaga Lozano»\",\"rfc\":\"«TAX:AILX910318CA5»\",\"tel\":\"«PHONE:+52 33 5755 9802»\",\"dir\":\"«ADDRESS:Av. Chapultepec Sur 480-3»\",\"clabe\":\"«BANK:072320101147599968»\"},\"total\":{\"$numberDecimal\":\"1180.00\"}}\n"),
    ("ar_uy_py.txt", "Legajo nuevo: «NAME:Nahuel Ezequiel Peralta», DNI «NATID:49.198.936», CUIL «TAX:20986099698», CBU «BANK:2850590915078342650674», «ADDRESS:Pje. Sarmiento 118, Dpto. 2, Godoy Cruz», cel «PHONE:261 153117735». Garante: «NAME:Graciela Techera», C.I. uruguaya «NATID:93007467», «PHONE:+598 97037916».\n"),
    ("cl_ficha.txt", """\
FICHA SOCIAL            CESFAM Los Aromos
R.U.T.     «NATID:14005406-2»
NOMBRE     «NAME:MILLARAY ANTILEO CURIQUEO»
F. NAC.    «DOB:30-09-2000»
DOMICILIO  «ADDRESS:Psje. El Boldo 0441, Pobl. Santa Rosa, Temuco»
FONO       «PHONE:9 5477 2785»
OBS        «O:embarazo 22 sem.», pareja «NAME:Jonatan Sáez», RUT «NATID:15.894.353-0»
"""),
    ("co_nomina.csv", "cedula;nombre;eps;cuenta;celular\n«NATID:1.014.322.140»;«NAME:Leidy Johana Mosquera»;Sura;«BANK:Bancolombia Ahorros 13606541804»;«PHONE:315 569 0674»\n«NATID:36862786»;«NAME:Gustavo Adolfo Rentería»;Nueva EPS;«BANK:Davivienda 477209473175»;«PHONE:+57 3185273887»\n"),
    ("pe_ec_bo.txt", "PE: «NAME:Flor de María Ccori», DNI N° «NATID:78160367», RUC «TAX:10317493091», Jr. «ADDRESS:Ayacucho 1180, Puno», «PHONE:951 415 363»\nEC: «NAME:Washington Quimí Reyes», C.I. «NATID:0440363695», «PHONE:0957389220»\nBO: «NAME:Limbert Mamani Choque», C.I. «NATID:2810294 LP», «DOB:13/06/1992»\n"),
    ("manifest_bus.txt", """\
EUROLINE 118  Chișinău - Verona     dep 22/02/2026 06:00

seat  name                        passport      born         phone
 1A   «NAME:RUSNAC LUDMILA»              «PASSPORT:AB8593945»     «DOB:11.11.1966»   «PHONE:+373 68157328»
 1B   «NAME:CEBAN ARTIOM»                «PASSPORT:AA1366091»     «DOB:02.05.2004»   «PHONE:069 544558»
 2A   «NAME:CIOBANU VERONICA»            «PASSPORT:093175092»     «DOB:29.07.1985»   «PHONE:+39 327 7295439»
 2B   -- blocked --
"""),
    ("zoll_anmeldung.txt", """\
Zollamt Weil am Rhein - Übersiedlungsgut, Anmelder
«NAME:Sandrine Vuilleumier», geb. «DOB:19/03/1981», CH-Pass «PASSPORT:X8Z93428», bisher «ADDRESS:Chemin des Vignes 4, 2520 La Neuveville», neu «ADDRESS:Luisenstr. 14, 79539 Lörrach»
Pkw: Škoda, FIN «VIN:TMBLJ7NS1K8856545», Kz. «O:BE 418 220»
Telefon «PHONE:+41 78 898 32 11»; EORI keine; Barmittel keine
"""),
    ("stammbaum.txt", """\
Nachkommen des Müllers «NAME:Joh. Conrad Dieffenbach» (nur Lebende)
 |-- «NAME:Ursula Dieffenbach», * «DOB:23.4.1948», oo «NAME:Helmut Kress»
 |     |-- «NAME:Stefan Kress», * «DOB:7.8.1972», «ADDRESS:Mühlgasse 1, Schlüchtern», «PHONE:06661 47113»
 |     `-- «NAME:Bettina Kress-Okafor», * «DOB:30.1.1976», London, «EMAIL:bettina@okafor.me.uk»
 `-- «NAME:Pfr. i. R. Albrecht Dieffenbach», * «DOB:1.11.1951»
"""),
    ("cardholder_form.txt", """\
CREDIT CARD AUTHORIZATION (fax back)
Cardholder as embossed ..... «NAME:LUCIEN P. HAVERKAMP»
Card no. ................... «CARD:4916 6859 9452 9173»
Expires .................... «EXP:07 / 2029»     V-code ... «CVV:710»
Billing street ............. «ADDRESS:1 Rue du Lac, Cologny»
Discover (2nd card) ........ «CARD:6011-6848-7183-8400»
"""),
    ("pos_refund.log", "2026-02-21 12:01:44 REFUND pan=«CARD:4026562331305491» exp=«EXP:2907» amt=23.90 auth=118204\n2026-02-21 12:09:02 KEYED pan=«CARD:3528977831301771» cvv2=«CVV:923» name=\"«NAME:HARUKA TACHIBANA»\"\n2026-02-21 12:30:15 SALE pan=«O:510510******5100» amt=4.20\n"),
    ("imei_list.csv", "mitarbeiter;rufnummer;imei1;imei2;iccid\n«NAME:Torben Wichmann»;«PHONE:+49 160 30688479»;«IMEI:355630928029003»;«IMEI:356195461488023»;«O:89490200305289376503»\n«NAME:Nurcan Aydoğan»;«PHONE:+49 160 40351626»;«IMEI:862004752367275»;;«O:89490200344163517752»\n"),
    ("gps_hund.txt", "Vermisst! Hund «O:Bruno», zuletzt gesehen «COORD:47.6712, 9.1705» (Wald hinterm Friedhof). Chip «O:276098170280518». Bitte melden: «NAME:Fam. Strittmatter», «PHONE:07531 577232», «ADDRESS:Jungerhalde 9»\n"),
    ("wallets.csv", "customer,btc,eth,note\n«NAME:Anselm Ruckstuhl»,«CRYPTO:bc1qhunwkz3fdcqzx52plxggrwxyedxmcwlye62er9»,«O:0x2926afaaa14d17af94c3250118a8f628dd6215aa»,kyc ok\n«NAME:Priscila Nakashima»,«CRYPTO:32k4h6g5eR6emYv7mdbHJp432vrtdAkhja»,,passport «PASSPORT:FE985371»\n«NAME:Joonas Erkkilä»,«CRYPTO:1Lf2fZjYLRVxn2vxoTw7ZN7GRpG9ZcYnGd»,«O:0xc9588f2c65c4a01980c16bd67d022f9981431c18»,dob «DOB:1992-09-09»\n"),
    ("securities.txt", "Depot von «NAME:Friedhelm Ossenkopp»: 40 St. «SECUR:DE0007607368», 15 St. «SECUR:US8866853166», LEI der Stiftung «COMPANY:529900WBGR8NXC4EAQ88», Verrechnungskonto «IBAN:DE95700901009625760747». Freistellungsauftrag, IdNr «TAX:30518716241».\n"),
    ("ocr_idcard_es.txt", "ESPAÑA   DOCUMENTO NACIONAL DE IDENTIDAD\nDNI «NATID:78127683  H»\nAPELLIDOS  «NAME:GOIKOETXEA LARREA»\nNOMBRE  «NAME:JOSEBA»\nSEXO M  NACIONALIDAD ESP  NACIMIENTO «DOB:27 04 1990»\nNUM SOPORT «O:CAB981027»  VALIDEZ 14 01 2031\nDOMICILIO «ADDRESS:C. KALEBARREN 6 P02 A  TOLOSA»\n"),
    ("ocr_nl_rijbewijs.txt", "RIJBEWIJS  KONINKRIJK DER NEDERLANDEN\n1. «NAME:van Oosterhout»\n2. «NAME:Anne Fleur»\n3. «DOB:16.02.1999» Breda\n4a. 20.03.2019   4b. 20.03.2029\n4d. «NATID:982487691»\n5. «DL:5682958229»\n"),
    ("mrz_td1.txt", "I<NLD«NATID:IWX8R4K95»«O:8»«NATID:206765435»<<<<<<\n«DOB:880517»«O:5»F310212«O:3»NLD<<<<<<<<<<<4\n«NAME:TERPSTRA<<MARIJKE<ANNA»<<<<<<<<<<\n"),
    ("forwarded_chain.eml", """\
From: Office «O:Berger» <«O:office@berger-immo.example.at»>
To: «EMAIL:karoline.wurm@chello.at»
Subject: FW: AW: Kaution Top 11

> Von: «NAME:Karoline Wurm»
> Gesendet: Montag
>> Liebe «NAME:Frau Berger», die Kaution bitte auf das Konto meines Vaters («NAME:Heribert Wurm»): «IBAN:AT78 1200 0741 2134 8976».
>> Seine Adresse: «ADDRESS:Untere Hauptstraße 8, 7100 Neusiedl am See», geb. «DOB:20.6.55»
> Tel. für Rückfragen: «PHONE:+43 (0) 2167 4401» oder mobil «PHONE:0681/59616772»
"""),
]
