"""Texts with data of people from offices, schools, clinics and shops, written without regard to how detectors take them; long lists among them."""

CASES = [
    ("pupils.tsv", """\
UPN	Legal surname	Forename	DOB	Yr	Address line 1	Postcode	Priority 1 contact	Mobile
«O:Q356875029737»	«NAME:Munro»	«NAME:Poppy»	«DOB:15/02/2013»	8	«ADDRESS:167 Tannery Lane»	NR20 1EP	«NAME:Ms D Munro»	«PHONE:07718 232619»
«O:V933735101949»	«NAME:Whitcombe»	«NAME:Finlay»	«DOB:06/05/2014»	7	«ADDRESS:163 Mill Rise»	NR13 1HP	«NAME:Ms M Whitcombe»	«PHONE:07493 867018»
«O:A887628266280»	«NAME:Haverstock»	«NAME:Anya»	«DOB:10/07/2014»	7	«ADDRESS:144 Tannery Lane»	NR13 4FN	«NAME:Mrs K Haverstock»	«PHONE:07398 115780»
«O:T380049870229»	«NAME:Cartmell»	«NAME:Isla»	«DOB:04/03/2013»	8	«ADDRESS:185 Station Approach»	NR20 8AN	«NAME:Mrs H Cartmell»	«PHONE:07760 680483»
«O:T306980564612»	«NAME:Ashdown»	«NAME:Kofi»	«DOB:09/12/2013»	8	«ADDRESS:77 The Paddock»	NR11 3DN	«NAME:Ms B Ashdown»	«PHONE:07485 441945»
«O:T213530308758»	«NAME:Petrosyan»	«NAME:Oscar»	«DOB:22/02/2014»	7	«ADDRESS:65 Coronation Rd»	NR12 4FP	«NAME:Mr E Petrosyan»	«PHONE:07687 471843»
«O:W826399886138»	«NAME:Farrow»	«NAME:Elodie»	«DOB:05/06/2013»	8	«ADDRESS:35 Mill Rise»	NR19 9EL	«NAME:Mrs L Farrow»	«PHONE:07409 618301»
«O:G301719177792»	«NAME:Nwosu»	«NAME:Imogen»	«DOB:11/05/2013»	8	«ADDRESS:150 Station Approach»	NR13 9BJ	«NAME:Mr A Nwosu»	«PHONE:07806 873687»
«O:K309393201367»	«NAME:Pryor»	«NAME:Matilda»	«DOB:08/09/2014»	7	«ADDRESS:105 Tannery Lane»	NR12 6AL	«NAME:Mrs H Pryor»	«PHONE:07903 244277»
«O:A867138511736»	«NAME:Anand»	«NAME:Beatrice»	«DOB:05/06/2013»	8	«ADDRESS:4 Beacon Hill»	NR13 8AL	«NAME:Ms D Anand»	«PHONE:07826 460097»
«O:W420820172110»	«NAME:Thackeray»	«NAME:Saoirse»	«DOB:12/08/2013»	8	«ADDRESS:133 Swan Street»	NR20 9EJ	«NAME:Ms M Thackeray»	«PHONE:07387 141996»
«O:R358312936757»	«NAME:Sorensen»	«NAME:Dominik»	«DOB:05/05/2014»	7	«ADDRESS:2 Tannery Lane»	NR12 4AP	«NAME:Ms C Sorensen»	«PHONE:07488 131907»
«O:P204142424620»	«NAME:Bhatti»	«NAME:Rhys»	«DOB:27/07/2014»	7	«ADDRESS:78 Tannery Lane»	NR12 8EJ	«NAME:Mr A Bhatti»	«PHONE:07823 769906»
«O:V390915833183»	«NAME:Gillespie»	«NAME:Freya»	«DOB:18/08/2014»	7	«ADDRESS:75 Coronation Rd»	NR20 6AJ	«NAME:Mr B Gillespie»	«PHONE:07904 893753»
«O:P831088346470»	«NAME:Quayle»	«NAME:Caleb»	«DOB:16/01/2013»	8	«ADDRESS:16 Coronation Rd»	NR11 4EQ	«NAME:Mrs J Quayle»	«PHONE:07470 314879»
«O:L908915891645»	«NAME:Iqbal»	«NAME:Zayn»	«DOB:04/06/2013»	8	«ADDRESS:19 The Paddock»	NR14 4HQ	«NAME:Ms D Iqbal»	«PHONE:07963 325613»
«O:F373017030860»	«NAME:Zielinska»	«NAME:Noah»	«DOB:19/11/2014»	7	«ADDRESS:65 The Paddock»	NR16 9AL	«NAME:Mr J Zielinska»	«PHONE:07399 411659»
«O:C885176218460»	«NAME:Llewellyn»	«NAME:Idris»	«DOB:18/12/2014»	7	«ADDRESS:94 Osprey Close»	NR18 1FQ	«NAME:Ms A Llewellyn»	«PHONE:07409 913454»
«O:V855194756674»	«NAME:Oduya»	«NAME:Amelia»	«DOB:13/03/2013»	8	«ADDRESS:32 Swan Street»	NR14 7BL	«NAME:Ms L Oduya»	«PHONE:07791 555053»
«O:W355604760955»	«NAME:Pemberley»	«NAME:Tariq»	«DOB:19/08/2013»	8	«ADDRESS:53 Coronation Rd»	NR20 8FP	«NAME:Mrs K Pemberley»	«PHONE:07955 364445»
"""),
    ("mitglieder.txt", """\
KLEINGARTENVEREIN ABENDFRIEDEN e.V.                 Mitgliederliste Stand 01.01.2026

Parz. Name                      geb.        Anschrift                          Telefon          IBAN (Pacht)
----------------------------------------------------------------------------------------------------------------------
  11  «NAME:Ackermann, Hannelore»      «DOB:10.02.1962»  «ADDRESS:Friedensstr. 73, 04247 Leipzig»     «PHONE:0160-26360665»    «IBAN:DE71 8605 5592 1502 1729 41»
  12  «NAME:Ballhaus, Bernd»           «DOB:26.03.1962»  «ADDRESS:Gartenstr. 58, 04324 Leipzig»       «PHONE:0341/5570104»     «IBAN:DE55 8605 5592 1990 4655 06»
  13  «NAME:Czerny, Gisela»            «DOB:18.06.1952»  «ADDRESS:Friedensstr. 29, 04301 Leipzig»     «PHONE:0341/4539535»     «IBAN:DE29 8605 5592 1385 3226 47»
  14  «NAME:Dörfler, Wolfram»          «DOB:21.06.1952»  «ADDRESS:Kirchgasse 31, 04262 Leipzig»       «PHONE:0176-75628698»    «IBAN:DE84 8605 5592 1891 8630 29»
  15  «NAME:Ehlers, Ines»              «DOB:07.01.1947»  «ADDRESS:Neue Reihe 19, 04337 Leipzig»       «PHONE:0341/8653838»     «IBAN:DE49 8605 5592 1664 0567 34»
  16  «NAME:Fiebig, Thorsten»          «DOB:11.02.1982»  «ADDRESS:Friedensstr. 47, 04137 Leipzig»     «PHONE:0341/8783582»     «IBAN:DE45 8605 5592 1101 5286 83»
  17  «NAME:Gottschalk, Elke»          «DOB:19.11.1944»  «ADDRESS:Friedensstr. 2, 04297 Leipzig»      «PHONE:0151-35495471»    «IBAN:DE09 8605 5592 1808 2745 32»
  18  «NAME:Hünecke, Dieter»           «DOB:25.12.1967»  «ADDRESS:Neue Reihe 50, 04285 Leipzig»       «PHONE:0341/5314031»     «IBAN:DE70 8605 5592 1693 7793 87»
  19  «NAME:Ihde, Sigrid»              «DOB:08.05.1973»  «ADDRESS:Neue Reihe 30, 04359 Leipzig»       «PHONE:0341/4670559»     «IBAN:DE23 8605 5592 1950 3671 55»
  20  «NAME:Jahnke, Marlon»            «DOB:15.03.1964»  «ADDRESS:Kirchgasse 26, 04316 Leipzig»       «PHONE:0176-78327076»    «IBAN:DE26 8605 5592 1622 9339 01»
  21  «NAME:Kropp, Britta»             «DOB:17.04.1954»  «ADDRESS:Am Sportplatz 37, 04168 Leipzig»    «PHONE:0341/4394838»     «IBAN:DE46 8605 5592 1414 2332 88»
  22  «NAME:Lemcke, Eckhard»           «DOB:07.12.1966»  «ADDRESS:Neue Reihe 3, 04311 Leipzig»        «PHONE:0341/3835225»     «IBAN:DE44 8605 5592 1801 1825 23»
  23  «NAME:Mühlbauer, Renate»         «DOB:08.08.1941»  «ADDRESS:Gartenstr. 66, 04173 Leipzig»       «PHONE:0172-22662066»    «IBAN:DE86 8605 5592 1398 2436 70»
  24  «NAME:Nolde, Silvio»             «DOB:02.02.1985»  «ADDRESS:Gartenstr. 3, 04141 Leipzig»        «PHONE:0341/5925901»     «IBAN:DE38 8605 5592 1327 2182 24»
  25  «NAME:Ostwald, Petra»            «DOB:03.12.1957»  «ADDRESS:Mühlenweg 35, 04324 Leipzig»        «PHONE:0341/4825283»     «IBAN:DE08 8605 5592 1380 8197 03»
  26  «NAME:Prell, Uwe»                «DOB:12.12.1949»  «ADDRESS:Mühlenweg 56, 04115 Leipzig»        «PHONE:0160-22470601»    «IBAN:DE84 8605 5592 1722 2507 69»

Kassenwart: «NAME:Eckhard Lemcke»   Änderungen bitte bis Quartalsende melden
"""),
    ("folha.csv", """\
MATRÍCULA;NOME;CPF;PIS;ADMISSÃO;BANCO;AG;CONTA;LÍQUIDO
001041;«NAME:ADRIANA ASSUNÇÃO»;«TAX:184.587.704-74»;«NATID:117.96442.26-1»;23/04/2012;104;2619;«BANK:60440-6»;2461,17
001042;«NAME:CLEITON BRANDÃO»;«TAX:179.163.848-17»;«NATID:117.92186.17-1»;19/09/2021;341;1231;«BANK:61072-8»;2135,93
001043;«NAME:DÉBORA CAVALCANTE»;«TAX:531.591.261-29»;«NATID:194.10662.93-4»;01/02/2016;033;3106;«BANK:60697-3»;2550,77
001044;«NAME:EVERALDO DAMASCENO»;«TAX:333.813.865-22»;«NATID:134.14999.19-5»;24/02/2021;237;0401;«BANK:32889-4»;4344,73
001045;«NAME:FABÍOLA ESTEVES»;«TAX:576.195.159-25»;«NATID:174.62089.72-4»;28/12/2012;104;3250;«BANK:83029-4»;2629,49
001046;«NAME:GILMAR FIGUEIRA»;«TAX:181.639.164-60»;«NATID:121.79575.28-0»;10/08/2010;001;4735;«BANK:98796-5»;4970,36
001047;«NAME:JUSSARA GOUVEIA»;«TAX:450.336.977-65»;«NATID:106.41490.36-1»;21/12/2020;237;3743;«BANK:81603-4»;3814,45
001048;«NAME:LEANDRO LACERDA»;«TAX:102.120.281-97»;«NATID:153.16613.99-0»;03/03/2021;341;0978;«BANK:79722-8»;5380,17
001049;«NAME:MARINÊS MEIRELES»;«TAX:599.061.209-59»;«NATID:181.74227.23-2»;02/09/2020;341;3423;«BANK:84561-7»;4711,12
001050;«NAME:NILTON NÓBREGA»;«TAX:560.161.321-44»;«NATID:163.39892.38-9»;14/11/2018;033;2012;«BANK:13443-3»;2903,89
001051;«NAME:PATRÍCIA PEIXOTO»;«TAX:534.122.003-01»;«NATID:140.62672.57-6»;01/05/2024;033;1711;«BANK:67268-3»;3514,90
001052;«NAME:WAGNER REZENDE»;«TAX:490.691.590-66»;«NATID:135.81062.42-8»;25/07/2013;341;3576;«BANK:69938-0»;3484,26
"""),
    ("worker.log", """\
2026-02-11 08:00:25 INFO  sms.out dest=«PHONE:+4916065620784» parts=1 status=DELIVRD
2026-02-11 08:01:37 DEBUG worker.4 heartbeat ok lag=51ms
2026-02-11 08:02:43 WARN  http GET /konto/831557 404 in 23ms
2026-02-11 08:03:40 DEBUG worker.2 heartbeat ok lag=183ms
2026-02-11 08:04:33 INFO  sms.out dest=«PHONE:+4915146318324» parts=1 status=DELIVRD
2026-02-11 08:05:19 WARN  http GET /konto/158344 404 in 36ms
2026-02-11 08:06:19 WARN  http GET /konto/351394 404 in 37ms
2026-02-11 08:07:48 INFO  newsletter.send queued id=6716689 to=«EMAIL:nilton.g23@outlook.com»
2026-02-11 08:08:17 INFO  newsletter.send queued id=3874935 to=«EMAIL:marins.c28@outlook.com»
2026-02-11 08:09:41 INFO  job cleanup finished, 79 rows removed
2026-02-11 08:10:57 INFO  newsletter.send queued id=2616694 to=«EMAIL:everaldo.d36@outlook.com»
2026-02-11 08:11:22 INFO  newsletter.send queued id=1604128 to=«EMAIL:jussara.k36@outlook.com»
2026-02-11 08:12:56 WARN  http GET /konto/194121 404 in 34ms
2026-02-11 08:13:15 INFO  newsletter.send queued id=3221421 to=«EMAIL:patrcia.k23@gmx.de»
2026-02-11 08:14:33 INFO  job cleanup finished, 267 rows removed
2026-02-11 08:15:28 INFO  newsletter.send queued id=7305907 to=«EMAIL:marins.b97@web.de»
2026-02-11 08:16:51 INFO  newsletter.send queued id=9299509 to=«EMAIL:leandro.k84@t-online.de»
2026-02-11 08:17:58 INFO  sms.out dest=«PHONE:+4917291244238» parts=1 status=DELIVRD
2026-02-11 08:18:48 INFO  newsletter.send queued id=4620909 to=«EMAIL:cleiton.g88@gmx.de»
2026-02-11 08:19:52 INFO  sms.out dest=«PHONE:+4917223772620» parts=1 status=DELIVRD
2026-02-11 08:20:45 INFO  sms.out dest=«PHONE:+4915145335871» parts=1 status=DELIVRD
2026-02-11 08:21:22 DEBUG worker.3 heartbeat ok lag=146ms
2026-02-11 08:22:57 INFO  job cleanup finished, 256 rows removed
2026-02-11 08:23:19 INFO  job cleanup finished, 146 rows removed
2026-02-11 08:24:34 WARN  http GET /konto/305018 404 in 16ms
2026-02-11 08:25:15 INFO  newsletter.send queued id=2471177 to=«EMAIL:marins.b10@outlook.com»
2026-02-11 08:26:36 INFO  job cleanup finished, 222 rows removed
2026-02-11 08:27:43 INFO  job cleanup finished, 190 rows removed
2026-02-11 08:28:32 WARN  http GET /konto/567834 404 in 6ms
2026-02-11 08:29:40 DEBUG worker.3 heartbeat ok lag=335ms
2026-02-11 08:30:18 INFO  job cleanup finished, 220 rows removed
2026-02-11 08:31:11 DEBUG worker.1 heartbeat ok lag=287ms
2026-02-11 08:32:29 WARN  http GET /konto/975810 404 in 22ms
2026-02-11 08:33:55 INFO  job cleanup finished, 298 rows removed
2026-02-11 08:34:19 INFO  job cleanup finished, 36 rows removed
2026-02-11 08:35:24 INFO  newsletter.send queued id=4499257 to=«EMAIL:jussara.f61@outlook.com»
2026-02-11 08:36:10 WARN  http GET /konto/253666 404 in 4ms
2026-02-11 08:37:43 INFO  sms.out dest=«PHONE:+4915169549758» parts=1 status=DELIVRD
2026-02-11 08:38:23 INFO  sms.out dest=«PHONE:+4915136307909» parts=1 status=DELIVRD
2026-02-11 08:39:31 INFO  sms.out dest=«PHONE:+4917287479417» parts=1 status=DELIVRD
"""),
    ("testament.txt", """\
Mein Testament

Ich, «NAME:Irmgard Anneliese Kuhnert», geb. «NAME:Brodersen», geboren am «DOB:11. Dezember 1936» in Husum, wohnhaft «ADDRESS:Süderstraße 41, 25813 Husum», setze zu meinen Erben zu gleichen Teilen ein:

1. meinen Sohn «NAME:Jens-Uwe Kuhnert», geb. «DOB:2.4.1961»
2. meine Tochter «NAME:Dörte Hansen-Kuhnert», geb. «DOB:30.8.1964»

Das Sparbuch Nr. «BANK:3104418820» bei der Nospa erhält meine Enkelin «NAME:Lene».
Meine Katze soll zu «NAME:Frau Petersen» aus dem Nachbarhaus.

Husum, den 14. Januar 2026
«NAME:Irmgard Kuhnert»
"""),
    ("kuendigung.txt", """\
«NAME:Patrick Schomburg»
«ADDRESS:Leinaustr. 18»
30451 Hannover

Fitness Arena Linden
z. Hd. «NAME:Frau Akyol»

Kündigung Mitgliedschaft 20-118842

Sehr geehrte «NAME:Frau Akyol»,

hiermit kündige ich fristgerecht zum 31.03.2026. Den Mitgliedsausweis gebe ich ab. Sollten Sie noch Fragen haben, erreichen Sie mich unter «PHONE:0511-2104418» oder per Mail: «EMAIL:p.schomburg@htp-tel.de».

MfG
"""),
    ("einwilligung.txt", """\
Name des Kindes: «NAME:Emma-Luise Fock»     Klasse 3b
geb.: «DOB:27.5.17»
Erziehungsberechtigte: «NAME:Katja Fock», «NAME:Steffen Fock»
Notfallnummer tagsüber: «PHONE:0381 / 41 88 204 (Oma)»
Krankenkasse: TK   Besonderheiten: «O:Asthma, Spray in der Federtasche»
"""),
    ("durchgang.txt", """\
Durchgangsarztbericht F 1000
Versicherter: «NAME:Slobodan Ilić»  geb. «DOB:09.02.1972»  m  Staatsang. serb.
Krankenkasse IKK classic  Vers.-Nr. «HEALTH:I404441429»
Unfallbetrieb: Zimmerei Holzapfel
Unfallzeitpunkt 10.02.2026 07:40. Befund: «O:Quetschung D3 links, keine Fraktur»
Telefon d. Verletzten «PHONE:0173 2041 882»
"""),
    ("lohnliste.txt", """\
Aushilfen Januar:
«NAME:Mandy Krause», Std 41, SV «NATID:50230199K504», St.-ID «TAX:81465375029»
«NAME:Denis Popov», Std 22, SV «NATID:13050602P019», St.-ID «TAX:92 165 389 744»
beide bar ausgezahlt
"""),
    ("elster.txt", """\
Steuernummer «TAX:39/204/18827», IdNr. Ehemann «TAX:37822641529», IdNr. Ehefrau «TAX:17332069833»
Kinder: «NAME:Mats» (IdNr «TAX:53089412727», *«DOB:01.06.2019»)
"""),
    ("bank.eml", """\
From: «NAME:Carlotta Fuchs» <«EMAIL:carlotta.fuchs@volksbank-heuberg.de»>
Subject: Kontowechsel

Hallo «NAME:Herr Reutlinger»,

die alte Kontonummer «BANK:418820417», BLZ «O:64390130», wird zum 31.3. geschlossen. Ihre neue IBAN: «IBAN:DE64 6439 0130 0441 8730 16». Die girocard (Nr. endet auf 4417) kommt per Post an die «ADDRESS:Hauffstraße 8».
"""),
    ("ausweis.csv", """\
Typ;Nummer;Inhaber;gültig
Personalausweis;«NATID:L2P4K81R79»;«NAME:Bettina Trautwein»;«O:08.2030»
Reisepass;«PASSPORT:C5H7T204K»;«NAME:Bettina Trautwein»;«O:01.2029»
Führerschein;«DL:J310A41KR82»;«NAME:Bettina Trautwein»;unbefristet
"""),
    ("gehalt_ch.csv", """\
PersNr;Name;Vorname;AHV;GebDatum;IBAN;Bruttolohn
118;«NAME:Zgraggen»;«NAME:Beat»;«NATID:756.1629.1929.70»;«DOB:17.06.1974»;«IBAN:CH13 0900 0000 2095 7675 4»;7'204.00
121;«NAME:Ferreira da Costa»;«NAME:Luísa»;«NATID:756.0260.3348.86»;«DOB:08.12.1989»;«IBAN:CH4800777995928754290»;5'418.80
"""),
    ("spital.txt", """\
Spital Oberengadin - Notfall
Pat. «NAME:Caflisch Gian», geb. «DOB:13.7.2009», gesetzl. Vertr. «NAME:Caflisch-Nuotclà Ladina», Tel. «PHONE:081 833 41 88», Vers. Helsana, AHV-Nr «NATID:7567829764474»
"""),
    ("at_rechnung.txt", """\
Rechnung an: «NAME:Mag. Sieglinde Thurnher», «ADDRESS:Getreidegasse 29/Top 4», 5020 Salzburg
SV-Nr.: «NATID:5382 040771» (für Wahlarztrückerstattung ÖGK), Diagnose «O:Z.n. Meniskus-OP»
"""),
    ("compte.csv", """\
Date;Libellé;Débit;Crédit
05/02/2026;VIR SEPA RECU /DE «NAME:M LEBRUN THIERRY» /MOTIF LOYER FEVRIER;;742,00
06/02/2026;PRLV SEPA MGEN /REF 88204;41,88;
07/02/2026;VIR INST VERS «NAME:CELINE ROUX» «IBAN:FR7610278062047978704312041»;120,00;
"""),
    ("scolaire.txt", """\
Fiche d'urgence
Élève : «NAME:BENSAÏD Lina», née le «DOB:15 avril 2012», 6e C
Père : «NAME:Karim Bensaïd» «PHONE:06.18.84.20.41»   Mère : «NAME:Aurore Petit» «PHONE:06.20.41.88.17»
N° SS du parent : «NATID:1 81 05 75 114 395 18»
Médecin traitant : Dr «NAME:Cazenave»
"""),
    ("bail.txt", "Entre M. «NAME:Olivier de La Rochette», propriétaire, demeurant «ADDRESS:9 quai de Bacalan, 33300 Bordeaux», et Mlle «NAME:Yasmine Khelifi», née à Pau le «DOB:01.03.1999», de nationalité française, titulaire de la CNI n° «NATID:D2H6862M2», il a été convenu ce qui suit.\n"),
    ("cerfa.txt", """\
NOM DE NAISSANCE : «NAME:LEMAÎTRE»    PRÉNOMS : «NAME:Odile Marie Paule»
DATE DE NAISSANCE : «DOB:1 8 0 3 1 9 5 1»
N° IMMATRICULATION DU VÉHICULE : «O:FK-418-TB»   N° VIN : «VIN:VF1RFB00X58204177»
N° permis : «DL:720433100418»
"""),
    ("mutuelle.json", "{\"adherent\":{\"civilite\":\"Mme\",\"nom\":\"«NAME:Guéguen»\",\"prenom\":\"«NAME:Rozenn»\",\"dateNaissance\":\"«DOB:1984-09-02»\",\"nir\":\"«NATID:284092923977306»\",\"iban\":\"«IBAN:FR7613606000418655409545358»\",\"tel\":\"«PHONE:0298418820»\"}}\n"),
    ("paie.log", "[2026-01-31 23:02:11] DSN: salarié «NAME:FAURE Damien» NIR=«NATID:179112608423672» net=1844.20 OK\n"),
    ("ricetta_ssn.txt", """\
REGIONE LAZIO  ricetta dematerializzata  NRE «O:1200A4188204177»
Assistito: «NAME:DE SANTIS ELEONORA»
C.F.: «NATID:DSNLNR66A52H501P»   Esenzione: 048
Tessera sanitaria n. «HEALTH:80380001204188204177»
"""),
    ("condominio.csv", """\
int.;proprietario;cod.fiscale;mill.;telefono;iban
1;«NAME:Galli Renzo»;«NATID:GLLRNZ51E03F205P»;88,20;«PHONE:02 29418820»;
2;«NAME:Moretti Alba»;«NATID:MRTLBA73T64L219R»;104,17;«PHONE:347-2041882»;«IBAN:IT15V0538701600250206345041»
3;«NAME:Costa Amedeo»;«NATID:CSTMDA88B18D969Y»;91,04;«PHONE:3204188207»;
"""),
    ("verbale.txt", """\
VERBALE DI ACCERTAMENTO n. 4188/2026
Conducente: «NAME:Fumagalli Dario», nato a Lecco l'«DOB:11.09.1995», patente cat. B n. «DL:LC5204188K», veicolo targato «O:GH 418 KT», residente a Merate in «ADDRESS:via Don Gnocchi 4».
"""),
    ("pec.eml", """\
Da: «EMAIL:avv.brambilla@pec.ordineavvocatimi.it»
Oggetto: sinistro «NAME:Ruggeri» / polizza 88204

Egregio collega,
il mio assistito sig. «NAME:Ruggeri Attilio» (c.f. «NATID:RGGTTL47M30A794Q») accetta € 4.188,00 da versare su «IBAN:IT25R0200811100000245529707».
Avv. «NAME:Elisabetta Brambilla»
"""),
    ("padron.csv", """\
NIF;APELLIDOS Y NOMBRE;F_NAC;VÍA;NUM;PISO;CP
«NATID:92415529-B»;«NAME:ARANBURU GOÑI, MIKEL»;«DOB:1971-02-17»;«ADDRESS:CALLE NAVARRERÍA»;22;3D;31001
«NATID:X-4738405-Z»;«NAME:OSEI, GRACE»;«DOB:1990-11-05»;«ADDRESS:AVDA. ZARAGOZA»;104;1A;31005
"""),
    ("multa.txt", "Titular: «NAME:Xavier Puigdomènech Vall», DNI «NATID:24568303W», permiso de conducir «O:46204188», matrícula «O:4188 KLT», domicilio: «ADDRESS:carrer de Balmes, 188, 2n 1a, 08006 Barcelona».\n"),
    ("baja.txt", """\
PARTE MÉDICO DE BAJA
Trabajador/a: «NAME:Encarnación Pizarro León»  IPF: «NATID:16322078J»  NAF: «HEALTH:41/33617121/48»
Diagnóstico: «O:M54.5 lumbalgia»  Fecha nac.: «DOB:19-VII-1978»
"""),
    ("recibo.txt", "Domiciliación: «O:Comunidad Prop. Sol 4» — titular «NAME:Hortensia Vidal» — CCC «BANK:2085 8211 51 0390912776»\n"),
    ("hmrc.csv", """\
Surname,Initials,NINO,Gender,DOB,Tax code,Sort code,Account
«NAME:Ferguson»,«O:A M»,«NATID:JT418820A»,F,«DOB:17-Sep-72»,1257L,«BANK:80-22-60»,«BANK:00418827»
«NAME:Adeleke»,«O:O»,«NATID:NR204188D»,M,«DOB:03-Jan-88»,BR,«BANK:04-00-04»,«BANK:20418877»
«NAME:Szabo»,«O:K L»,«NATID:TB882041B»,F,«DOB:28-Feb-91»,1257L M1,«BANK:20-41-88»,«BANK:33418820»
"""),
    ("nhs_list.txt", """\
CLINIC LIST 11 FEB 2026  AM   Mr «NAME:Okafor-Lane»
09:00  «NAME:TREVELYAN Morwenna»  «DOB:11-Mar-1944»  «HEALTH:1194607144»  R «O:knee OA»
09:20  «NAME:BEG Shahid»          «DOB:02-Oct-1968»  «HEALTH:5412141994»  «O:#NOF f/u»
09:40  «NAME:DUNMORE Clive»       «DOB:25-Dec-1959»  «HEALTH:3236313935»  DNA x1
"""),
    ("dvla.txt", "Hire agreement 8820: driver «NAME:Rhiannon Sayers», licence «DL:SAYER652175R99AX», DOB «DOB:17 Feb 1965», vehicle «O:WX71 KDF», tel «PHONE:(01792) 204 188»\n"),
    ("safeguarding.txt", "Strictly confidential. Child: «NAME:Reuben T.» (d.o.b. «DOB:6/5/2015»). Mum («NAME:Kirsty Tolland») rang from «PHONE:07538 204188» at 3.10pm. She is staying with her sister at «ADDRESS:27 Alder Court, Gateshead» and does not want dad told.\n"),
    ("mortgage.txt", """\
Applicant 2: «NAME:Ms Niamh Corrigan»
Previous addr (3 yrs): «ADDRESS:Apartment 41, The Quays, Salford M50 3SB»
Passport «PASSPORT:532204188» (GBR) exp 04/2032
Income £41,882 p.a.   NI «NATID:PE 88 20 41 C»
"""),
    ("will_ie.txt", "Dear «NAME:Fr. Declan», the headstone should read: «NAME:Bridie Maguire», «DOB:12 May 1931» - 8 January 2026. My own number is «PHONE:(087) 204 1882», Eircode H91 E2K4. PPS for the grant: «NATID:4818725Q».\n"),
    ("form1040.txt", """\
Your first name and middle initial: «NAME:Marguerite L»  Last name: «NAME:Boudreaux»  SSN: «NATID:434-89-1022»
Spouse: «NAME:Clarence Boudreaux»  SSN: «NATID:646-77-2516»
Home address: «ADDRESS:418 Magnolia Ct», Lafayette, LA 70503
35b Routing number «BANK:065211258»  35d Account number «BANK:7741882041»
"""),
    ("hr_us.tsv", """\
EEID	Last, First	SSN	DOB	Hire Dt	Home Phone	Street
10418	«NAME:Espinoza, Graciela»	«NATID:308-10-8692»	«DOB:07/04/82»	03/15/11	«PHONE:915-204-1882»	«ADDRESS:1188 Yucca Way»
10420	«NAME:Blackwood, Terrance»	«NATID:622-69-9319»	«DOB:11/30/66»	06/01/98	«PHONE:915-418-2041»	«ADDRESS:204 N Mesa St #12»
10427	«NAME:Nguyen-Hall, Kim»	«NATID:268-68-4483»	«DOB:02/19/95»	09/09/22	«PHONE:575-882-0417»	«ADDRESS:PO Box 418»
"""),
    ("claim837.txt", """\
NM1*IL*1*«NAME:HOLLOWAY*DENISE»*R***MI*«HEALTH:XEK904188204»~
N3*«ADDRESS:4188 CEDAR BLUFF RD»~
N4*KNOXVILLE*TN*37923~
DMG*D8*«DOB:19710914»*F~
"""),
    ("hl7.txt", "PID|1||«O:00418820»^^^MRN||«NAME:Whitaker^Delores^J»||«DOB:19480317»|F|||«ADDRESS:77 Pine Hollow Rd»^^Asheville^NC^28803||«PHONE:(828)204-1882»|||W||«O:1188204»|«NATID:896-36-1909»\n"),
    ("police.txt", "Suspect vehicle: gray 2018 Tacoma, CA plate «O:8KDT418», R/O «NAME:Armando Quiroz», «DOB:9-2-85», OLN «DL:E4188204», LKA «ADDRESS:2041 Harbor Blvd #18, Oxnard».\n"),
    ("rent.txt", "Applicant SSN «NATID:337746353», current landlord «NAME:Ms. Ferrante» «PHONE:+1.646.418.8204», employer EIN «TAX:60-6952346»\n"),
    ("zelle.txt", "just zelle it to «PHONE:2144188204» its under «NAME:Kayla Brooks» not my name\n"),
    ("w9.txt", """\
Name (as shown on your income tax return): «NAME:Leopold Strand»
Business name: Strand Piano Tuning
Address: «ADDRESS:55 Old Mill Rd, Unit B»
City, state, ZIP: Brattleboro, VT 05301
TIN: «NATID:598 - 53 - 8331»
"""),
    ("ca_cra.csv", """\
SIN,Given,Family,DOB,Street,City,Postal,Institution,Transit,Account
«NATID:143979763»,«NAME:Siobhan»,«NAME:MacKinnon»,«DOB:1976-08-08»,«ADDRESS:41 Quinpool Rd»,Halifax,B3K 4T8,003,«O:05418»,«BANK:1041882»
«NATID:701033128»,«NAME:Gurpreet»,«NAME:Dhaliwal»,«DOB:1991-01-22»,«ADDRESS:188-2041 W 41st Ave»,Vancouver,V6M 1Y9,004,«O:92041»,«BANK:5418820»
"""),
    ("bc.txt", "PHN «HEALTH:9934 457 486» - pt «NAME:Lorne Petryk», «PHONE:604-418-8204», BCDL «DL:4188204»\n"),
    ("procuracao.txt", "OUTORGANTE: «NAME:MARIA CLARA FIGUEIREDO NUNES», brasileira, viúva, aposentada, portadora do RG nº «NATID:41.882.041-7» SSP/SP e do CPF nº «TAX:965.046.158-29», residente na «ADDRESS:Rua Barão de Jaguara, 418, apto. 82», Campinas/SP.\n"),
    ("boleto.txt", """\
Pagador: «NAME:Anderson Luiz Bittencourt» CPF: «TAX:230.861.689-00»
«ADDRESS:R. XV de Novembro 204 sala 3», Blumenau SC
Beneficiário: Mercadinho Bom Preço CNPJ «COMPANY:56.500.043/0001-90»
"""),
    ("prontuario.txt", "Pcte «NAME:Valdirene S. Rocha», 47a, DN «DOB:14/8/78», CNS «HEALTH:870335278806760», HAS + DM2 em uso de metformina. Contato filho: «PHONE:(85) 98820-4177»\n"),
    ("recibo_pt.txt", "Recibo verde n.º 41 — prestador: «NAME:Vasco Meneses», NIF «TAX:295 520 922»; adquirente: «NAME:Inês Quaresma», NIF «TAX:145 711 200»; IBAN «IBAN:PT50 0035 0418 00764436 867 32»\n"),
    ("cc_pt.txt", "Cartão de Cidadão «NATID:58205999 2 ZY1», NISS «O:11204188204», utente SNS n.º «HEALTH:204188207», nascido a «DOB:3 de maio de 1969», «NAME:Hélder Sarmento»\n"),
    ("umowa.txt", """\
UMOWA ZLECENIE
zawarta 2 lutego 2026 r. pomiędzy Piekarnią "Kłos" sp. j., NIP «COMPANY:791-43-57-478», a
Panią «NAME:Eweliną Sobczak», zam. «ADDRESS:ul. Kościuszki 18/41, 87-100 Toruń», legitymującą się dowodem osobistym «NATID:DBK 690265», PESEL «NATID:95071488347».
Wynagrodzenie płatne na konto: «BANK:77 1160 2202 0000 1177 6798 6247».
"""),
    ("przychodnia.txt", "Pacjent: «NAME:MAZURKIEWICZ CZESŁAW», PESEL: «NATID:49020306275»; rozpoznanie: «O:I10»; tel. do córki «PHONE:0 602 418 820»\n"),
    ("oc.txt", "Polisa OC: ubezpieczony «NAME:Tymoteusz Walczak», nr rej. «O:WGM 4188L», VIN «VIN:TMBJJ7NE0L0204188», prawo jazdy nr «DL:00418/20/1465»\n"),
    ("huisarts.txt", """\
Verwijsbrief
Betreft: dhr. «NAME:A. van den Heuvel-Bos», geb. «DOB:29-10-1947», BSN «NATID:565894614», «ADDRESS:Molenstraat 18a, 5341 GC Oss»
Reden: «O:hemoptoë», verzekerd VGZ polis «O:2041882041»
"""),
    ("huur.txt", "De huurder, mw. «NAME:Fatma Yıldız-de Groot», geboren te Zwolle op «DOB:4 november 1988», zich legitimerend met paspoort «PASSPORT:NWP4K81R2», betaalt € 880 p/m op «IBAN:NL21 INGB 0000 860 905»\n"),
    ("vog.csv", """\
bsn;naam;voorl.;geb.datum;straat;pc;plaats
«NATID:425296921»;«NAME:Dijkgraaf»;«O:M.»;«DOB:19820418»;«ADDRESS:Havenkade 20»;1781 AB;Den Helder
«NATID:168302408»;«NAME:Smeets»;«O:J.P.»;«DOB:19690820»;«ADDRESS:Akerstraat 41»;6411 GZ;Heerlen
"""),
    ("be_loon.txt", "Werknemer: «NAME:Wouter Claeys», INSZ «NATID:820418 150 90», rek. «IBAN:BE03735002250384», nummerplaat bedrijfswagen «O:1-ABK-418»\n"),
    ("forening.csv", """\
Medlemsnr;Navn;Fødselsdato;Adresse;Postnr;Poststed;Mobil;E-post
204;«NAME:Sigrun Tveit»;«DOB:04.11.1972»;«ADDRESS:Nordåsvegen 18B»;5227;Nesttun;«PHONE:918 82 041»;«EMAIL:sigrun.tveit@gmail.com»
207;«NAME:Morten Aas-Hansen»;«DOB:23.06.1985»;«ADDRESS:Fanavegen 204»;5239;Rådal;«PHONE:+4795418820»;«EMAIL:mortenaas@hotmail.no»
"""),
    ("nav.txt", "Fødselsnummer «NATID:23068505682» / D-nummer «NATID:51049014264», diagnose «O:L84 ryggsyndrom»\n"),
    ("klinik_dk.txt", "Indlæggelse: «NAME:Karen Margrethe Skov» («NATID:070846-9432»), «ADDRESS:Åboulevarden 41, 3. tv., 8000 Aarhus C», pårørende «NAME:Ole Skov» «PHONE:2041 8820»\n"),
    ("dk.csv", """\
cpr;fornavn;efternavn;regnr;kontonr
«NATID:1204811160»;«NAME:Henrik»;«NAME:Bæk»;«O:7701»;«BANK:0002041882»
«NATID:2809902814»;«NAME:Camilla»;«NAME:Thygesen»;«O:2100»;«BANK:4188204177»
"""),
    ("hyra.txt", "Hyresgäst: «NAME:Maj-Britt Lundqvist», personnummer «NATID:19501127-4304», bankkonto Handelsbanken «O:6789» «BANK:204 188 207», körkort nr «O:501127 4188»\n"),
    ("potilas.txt", "Potilas «NAME:Tuulikki Rantanen», hetu «NATID:041148-744U», os. «ADDRESS:Puistokatu 3 as. 8, 40100 Jyväskylä», dg «O:I48», omainen «NAME:Jari» p. «PHONE:0400 418 820»\n"),
    ("is.txt", "Nafn: «NAME:Guðrún Helgadóttir», kt. «NATID:041172-4529», farsími «PHONE:820 4188»\n"),
    ("tr_kira.txt", """\
KİRA SÖZLEŞMESİ
Kiracı: «NAME:Burcu Aksoy», T.C. Kimlik No «NATID:50195326034», «ADDRESS:Bağdat Cad. No:204/8 Maltepe / İSTANBUL»
Kira, «NAME:Necati Aksoy» adına «IBAN:TR43 0006 2000 0376 1668 6563 24» hesabına yatırılır. Vergi no: «TAX:9061814665»
"""),
    ("tr_ogr.csv", """\
ogr_no,ad,soyad,tc,dogum,veli_tel
204,«NAME:Defne»,«NAME:Korkmaz»,«NATID:33501870704»,«DOB:18.04.2014»,«PHONE:5324188207»
205,«NAME:Kerem»,«NAME:Uçar»,«NATID:74099444540»,«DOB:02.12.2014»,«PHONE:5052041882»
"""),
    ("in_salary.txt", """\
Salary slip for Jan 2026
Emp: «NAME:Sunita Bhattacharya»   PAN: «TAX:CWEPB1022U»   UAN: «NATID:101204188207»
A/c: «BANK:20418820417» (SBI Salt Lake), IFSC SBIN0020418
Net pay: Rs. 41,882/-
"""),
    ("in_app.json", "{\"applicant\":{\"name\":\"«NAME:Lakshmi Narayanan Iyer»\",\"gender\":\"F\",\"dob\":\"«DOB:14-02-1979»\",\"aadhaar_no\":\"«NATID:788719226479»\",\"mobile\":\"«PHONE:+919840041882»\",\"present_address\":\"«ADDRESS:12/4, 3rd Cross Street, Besant Nagar, Chennai»\",\"pincode\":\"600090\"}}\n"),
    ("in_dl.txt", "Driver «NAME:Balwinder Singh», DL no. «DL:PB10 20140041882», vehicle «O:PB 10 FK 4188», mob «PHONE:094170-41882», passport «PASSPORT:K2041882»\n"),
    ("jp_soufu.txt", """\
送付先
〒980-0811
«ADDRESS:宮城県仙台市青葉区一番町3-4-18 パークハイツ802»
«NAME:渡辺 千夏» 様
電話 «PHONE:022-204-1882»
"""),
    ("jp_kyuyo.csv", """\
社員名,生年月日,銀行,支店,種別,口座番号,基礎年金番号
«NAME:斎藤 大輔»,«DOB:1988/06/14»,みずほ,仙台,普通,«BANK:2041882»,«NATID:4188-204177»
«NAME:清水 優子»,«DOB:1993/10/02»,七十七,本店,普通,«BANK:5418820»,«NATID:5204-188207»
"""),
    ("jp_karte.txt", "患者ID 20418　氏名 «NAME:岡本 和夫»　«DOB:昭和23年5月9日»生　病名：«O:高血圧症»　保険者番号 06130041 記号 1204 番号 «HEALTH:88»\n"),
    ("au_gp.txt", """\
Re: «NAME:Mrs Beryl Hutchins», DOB «DOB:2/3/1941», «ADDRESS:Unit 5, 41 Esplanade, Semaphore SA 5019»
Medicare «HEALTH:4908 16190 8», DVA no. «HEALTH:SX204188»
Thank you for seeing «NAME:Beryl» with «O:AF».
"""),
    ("au_rental.csv", """\
name,dob,licence_no,state,mobile,tfn
«NAME:Declan Moriarty»,«DOB:1990-03-12»,«DL:041882044»,VIC,«PHONE:0418 820 417»,«TAX:609141191»
«NAME:Priyanka Rao»,«DOB:1994-07-29»,«DL:20418827»,NSW,«PHONE:+61 402 041 882»,«TAX:627 101 609»
"""),
    ("aba.aba", "1«BANK:063-418» «BANK:20418820» 530000418820«NAME:HALVORSEN J»                     PAY 110226        063-204 10041882LUMO PTY LTD    00000000\n"),
    ("singapore.txt", "Dear «NAME:Ms Lim Hui Wen», NRIC «NATID:S8204188E», CPF nominee form received. HP «PHONE:9204 1882».\n"),
    ("passagiere.csv", """\
title,surname,given,pax_type,dob,doc_type,doc_no,doc_exp,nat
MR,«NAME:OKONSKI»,«NAME:STEFAN»,ADT,«DOB:12APR78»,P,«PASSPORT:C8K41H2TX»,«O:04JUN30»,DEU
MRS,«NAME:OKONSKI»,«NAME:LILIANA»,ADT,«DOB:30SEP80»,P,«PASSPORT:EM4701505»,«O:11JAN32»,POL
CHD,«NAME:OKONSKI»,«NAME:MIA»,CHD,«DOB:05MAY17»,P,«PASSPORT:CG204K8T1»,«O:02MAR28»,DEU
"""),
    ("pnr.txt", """\
RP/FRALH3100/ 2K7QXM
 1.«NAME:DELACROIX/HELENE MRS»
 4 SSR DOCS LH HK1 P/FRA/«PASSPORT:20HK41882»/FRA/«DOB:14AUG71»/F/22MAR31/«NAME:DELACROIX/HELENE»
 5 AP «PHONE:+33 6 20 41 88 27»
"""),
    ("hotel.txt", "Meldeschein: «NAME:Familie Bogdanović», Anreise 14.02., «ADDRESS:Kralja Petra 41, 11000 Beograd», Pass «PASSPORT:012041882», geb. «DOB:22/10/1969», Kfz «O:BG 418-TK»\n"),
    ("gast.csv", """\
Zimmer;Gast;Geburtsdatum;Kreditkarte;gültig
118;«NAME:Rasmus Lyngby»;«DOB:20.4.1977»;«CARD:4571804789640063»;«EXP:04/28»
204;«NAME:Chiara Bonfanti»;«DOB:18.8.1990»;«CARD:5333 6106 9978 7969»;«EXP:11/26»
"""),
    ("moto.txt", "MOTO payment taken over phone for inv 88204: «CARD:4659-0262-3948-0339», «EXP:09/27», «CVV:204», postcode SA1 8QY, name «NAME:D R Pugh» - PLEASE SHRED\n"),
    ("chargeback.json", "{\"arn\":\"74987506041188204177820\",\"pan\":\"«CARD:5178056670963278»\",\"expiry\":\"«EXP:0729»\",\"holder\":\"«NAME:LUKAS ZEMAN»\",\"amount\":41.88}\n"),
    ("unionpay.txt", "UnionPay «CARD:6222 0227 7473 2674», 持卡人 «NAME:陈晓东», 手机 «PHONE:138 2041 8827»\n"),
    ("iso8583.log", "DE2=«CARD:4000122803740483» DE3=000000 DE4=000000004188 DE11=204188 DE14=«EXP:2811» DE39=00\n"),
    ("jcb.txt", "JCB «CARD:3540 6953 7454 3906»（有効期限 «EXP:05/28»）名義 «NAME:AYA FUJITA»\n"),
    ("abo.xml", "<Abo><Kunde anrede=\"Frau\" vorname=\"«NAME:Ottilia»\" name=\"«NAME:Hamacher»\" geb=\"«DOB:1948-04-18»\"/><Liefer strasse=\"«ADDRESS:Kölner Landstr. 204»\" plz=\"40591\" ort=\"Düsseldorf\" tel=\"«PHONE:0211/704188»\"/><Zahlung iban=\"«IBAN:DE38300501101680904382»\"/></Abo>\n"),
    ("fhir.json", """\
{
  "resourceType": "Patient",
  "identifier": [
    {"system": "http://fhir.de/sid/gkv/kvid-10", "value": "«HEALTH:W977124684»"}
  ],
  "name": [{"use": "official", "family": "«NAME:Wendlandt»", "given": ["«NAME:Tilda»"]}],
  "telecom": [{"system": "phone", "value": "«PHONE:+49 381 2041882»", "use": "home"}],
  "birthDate": "«DOB:2008-11-20»",
  "address": [{"line": ["«ADDRESS:Doberaner Str. 118»"], "city": "Rostock", "postalCode": "18057"}]
}
"""),
    ("hubspot.ndjson", """\
{"vid":2041,"email":"«EMAIL:maarten.kuipers@ziggo.nl»","firstname":"«NAME:Maarten»","lastname":"«NAME:Kuipers»","phone":"«PHONE:+31 6 20418827»"}
{"vid":2042,"email":"«EMAIL:h.oyelowo@icloud.com»","firstname":"«NAME:Hannah»","lastname":"«NAME:Oyelowo»","phone":"«PHONE:+44 7520 418827»"}
"""),
    ("magento.sql", "INSERT INTO `customer_address_entity` VALUES (41,NULL,18,'2026-02-11','2026-02-11',1,'Graz',NULL,'AT','«NAME:Ferdinand»','«NAME:Ortner»','8010',NULL,'«ADDRESS:Sporgasse 18»','«PHONE:+43 316 204188»',NULL);\n"),
    ("oracle.sql", "insert into MITARBEITER (PNR,NACHNAME,VORNAME,GEBDAT,SVNR) values (1188,'«NAME:Tauber»','«NAME:Kornelia»',to_date('«DOB:20.04.1988»','DD.MM.YYYY'),'«NATID:1991200488»');\n"),
    ("django.json", "[{\"model\":\"crm.person\",\"pk\":204,\"fields\":{\"first_name\":\"«NAME:Yusuf»\",\"last_name\":\"«NAME:Demirel»\",\"birth_date\":\"«DOB:1996-01-31»\",\"street\":\"«ADDRESS:Karl-Marx-Str. 204»\",\"zip\":\"12055\",\"mobile\":\"«PHONE:0157 54188204»\"}}]\n"),
    ("factory.rb", "create(:member, name: \"«NAME:Philippa Nettleship»\", email: \"«EMAIL:pippa.nettleship@talktalk.net»\", born_on: \"«DOB:1962-07-07»\")\n"),
    ("users.toml", """\
[[contact]]
name = "«NAME:Gerlinde Aumüller»"
mobile = "«PHONE:+49 170 4188204»"
birthday = «DOB:1959-10-13»
"""),
    ("kontakte.ini", """\
[Arzt]
Name=«NAME:Dr. Cornelius Vetter»
Tel=«PHONE:06221 418820»
Mobil=«PHONE:0179 2041882»
"""),
    ("outlook.csv", """\
First Name,Last Name,Home Street,Home City,Home Phone,Mobile Phone,Birthday,E-mail Address
«NAME:Annika»,«NAME:Rosenqvist»,«ADDRESS:Björkvägen 41»,Uppsala,«PHONE:018-204 18 82»,«PHONE:070-418 82 04»,«DOB:1979-05-20»,«EMAIL:annika.rosenqvist@telia.com»
"""),
    ("card.xml", "<contact><vorname>«NAME:Lothar»</vorname><nachname>«NAME:Griesbach»</nachname><geburtstag>«DOB:06.08.1943»</geburtstag><handy>«PHONE:0162/8204188»</handy></contact>\n"),
    ("phonebook.vcf", """\
BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8:«NAME:Şahin;Cemile»
TEL;CELL:«PHONE:+905324188207»
TEL;HOME:«PHONE:+902122041882»
END:VCARD
BEGIN:VCARD
VERSION:2.1
N:«NAME:Blum;Oma»
TEL;HOME:«PHONE:06151418820»
END:VCARD
"""),
    ("smime.ldif", """\
dn: cn=«NAME:Ivonne Prasse»,ou=Personal,o=Klinikum Wesermarsch
objectClass: inetOrgPerson
homePhone: «PHONE:04731-204188»
mail: «EMAIL:i.prasse@klinikum-wesermarsch.de»
street: «ADDRESS:Butjadinger Str. 41»
postalCode: 26954
"""),
    ("report.html", "<dl><dt>Insured</dt><dd>«NAME:Ms Constance Ogilvy»</dd><dt>Date of birth</dt><dd>«DOB:1 April 1968»</dd><dt>Correspondence address</dt><dd>«ADDRESS:The Old Manse, Kirk Road, Aberlour AB38 9QP»</dd><dt>Mobile</dt><dd>«PHONE:07790&nbsp;204188»</dd></dl>\n"),
    ("kursliste.md", """\
| # | Teilnehmer/in | geb. | Handy | Bezahlt |
|--:|:--|:--|:--|:-:|
| 1 | «NAME:Saskia Möbius» | «DOB:4.8.99» | «PHONE:0174 1882041» | x |
| 2 | «NAME:Till Wagenknecht» | «DOB:17.2.01» | «PHONE:0151-54188204» | |
"""),
    ("org.org", """\
* Anrufliste
** «NAME:Hr. Dr. Ebeling» - «PHONE:05361/418820» - Rückruf wg. Gutachten
** «NAME:Fr. Celik» - «PHONE:0178 2041882»
"""),
    ("ocr2.txt", """\
AOK                           Die Gesundheitskasse
«NAME:GRUNDMANN EVA-MARIA»
geb.am «DOB:08.04.52»
Kassen-Nr.    Versicherten-Nr.   Status
104212505   «HEALTH:G603238301»   5000 1
Betriebsst.-Nr  Arzt-Nr.   Datum
«O:941882000»    «O:204188227»   03.02.26
"""),
    ("ocr3.txt", """\
PERMIS DE CONDUIRE REPUBLIQUE FRANCAISE
1. «NAME:CHEVALLIER»
2. «NAME:BAPTISTE LOUIS»
3. «DOB:20.04.1996» ANNECY (74)
4a. 18.08.2021 4c. PREFET 74 4b. 18.08.2036
5. «DL:21AC20418»
"""),
    ("ocr4.txt", """\
Carta di identita' - REPUBBLICA ITALIANA
COGNOME / SURNAME  «NAME:LOMBARDI»
NOME / NAME  «NAME:GIANLUCA»
LUOGO E DATA DI NASCITA  PARMA (PR) «DOB:18.04.1982»
SESSO M  STATURA 182  CITTADINANZA ITA
«NATID:CA20418KT»
"""),
    ("ocr5.txt", """\
DRIVING LICENCE  UK
1. «NAME:OYELARAN»
2. «NAME:MR TOBI JAMES»
3. «DOB:20.04.1988» NIGERIA
4a. 11.02.2020 4b. 10.02.2030 4c. DVLA
5. «DL:OYELA804208TJ9KL»
8. «ADDRESS:41 HERON WAY, READING, RG2 0SL»
"""),
    ("ocr6.txt", """\
RZECZPOSPOLITA POLSKA  DOWÓD OSOBISTY
NAZWISKO: «NAME:KRAWCZYK»
IMIONA: «NAME:ANTONI JAN»
DATA URODZENIA: «DOB:18.04.1982»
NUMER: «NATID:CFT 248484»   PESEL «NATID:82041859412»
"""),
    ("mrz_id.txt", """\
IDD<<«NATID:L7K41RT20»5<<<<<<<<<<<<<<<
«O:8204181»<3102112D<<<<<<<<<<<<<2
«NAME:STRASSBURGER<<CAROLA»<<<<<<<<<<
"""),
    ("bewerbung.txt", """\
Lebenslauf

Persönliche Daten
Name: «NAME:Aleksandra Wojcik-Behnke»
Anschrift: «ADDRESS:Karl-Liebknecht-Str. 41, 15230 Frankfurt (Oder)»
Geburtsdatum/-ort: «DOB:20. April 1991», Słubice
Familienstand: verheiratet, ein Kind
Kontakt: «PHONE:0335 - 2041 88», «EMAIL:a.wojcik.behnke@posteo.net»

Berufserfahrung
2018 - heute   Disponentin, Spedition Oderland
2014 - 2018    Sachbearbeiterin Zoll
Referenz: «NAME:Hans-Peter Kühl» («PHONE:0335-418820»)
"""),
    ("cv_en.txt", """\
«NAME:DEVIKA MENON-CLARKE»
«ADDRESS:14b Rye Lane, London SE15 5BS» | «PHONE:07402 041882» | «EMAIL:devika.mc@fastmail.com»
Profile: chartered accountant with nine years' audit experience.
"""),
    ("zeugnis.txt", "Frau «NAME:Liv Petersen-Holm», geboren am «DOB:20.08.1990» in Tønder, war vom 01.04.2018 bis zum 31.12.2025 als Laborantin bei uns tätig. Wir wünschen ihr alles Gute.\n"),
    ("protokoll.txt", "Elternabend 4a: Elternvertreterin ist «NAME:Frau Jovanović» («PHONE:0176 41882044»), Stellvertreter «NAME:Herr Lindemann». «NAME:Ben-Luca» fehlt seit drei Wochen «O:(Windpocken)».\n"),
    ("ticket.txt", """\
[#88204] Kunde kann Rechnung nicht öffnen
Melder: «NAME:Frau Kosmala» («EMAIL:b.kosmala@kosmala-metallbau.de», «PHONE:02331 418820»)
Verlauf:
11.02. 08:12 zurückgerufen, niemand erreicht
11.02. 09:40 PDF neu geschickt an «EMAIL:buero@kosmala-metallbau.de»
"""),
    ("reply.eml", """\
From: "«NAME:Zoltán Fekete»" <«EMAIL:z.fekete@dunaprint.hu»>
To: "«NAME:Nina Aigner»" <«EMAIL:nina.aigner@papierwerk.at»>
Subject: Re: Bankverbindung
Date: Wed, 11 Feb 2026 10:14:22 +0100

Liebe «NAME:Nina»,
unser Konto bei der OTP: «IBAN:HU33 1177 4574 0217 6731 2059 5817»
Grüße
«NAME:Zoli»

On Tue, 10 Feb 2026, «NAME:Nina Aigner» wrote:
> Hallo «NAME:Zoltán», bitte schick mir die IBAN. Meine Durchwahl ist «PHONE:+43 1 204 18 82-41».
"""),
    ("sms.txt", "Von «PHONE:+49 1523 4188204»: Hallo hier ist «NAME:Fr. Dogan», ich kann heute nicht kommen, «NAME:Emir» hat Fieber\n"),
    ("slack.txt", """\
«O:mira.holt» [9:14 AM]
new starter monday: «NAME:Dashiell Okoro», personal mail «EMAIL:dash.okoro@gmail.com», laptop to «ADDRESS:118 Dean Street, Flat 4, Brooklyn NY 11217»
"""),
    ("spende.csv", """\
Datum;Spender;Betrag;IBAN;Anschrift
03.02.2026;«NAME:Cordula Feddersen»;50,00;«IBAN:DE48217635420712271734»;«ADDRESS:Wyker Straße 4, 25899 Niebüll»
05.02.2026;«NAME:Eheleute Matthiesen»;120,00;«IBAN:DE27217500000319372526»;«ADDRESS:Osterweg 18, 25899 Galmsbüll»
"""),
    ("dtaus.txt", "C«NAME:GERHARD WEDEKIND» BLZ 25050180 KTO «BANK:0041882041» BETRAG 00000008820 VWZ MIETE FEB\n"),
    ("pain008.xml", "<Dbtr><Nm>«NAME:Tomasz Gołębiewski»</Nm></Dbtr><DbtrAcct><Id><IBAN>«IBAN:DE14120300001614553823»</IBAN></Id></DbtrAcct><MndtRltdInf><MndtId>M-2026-0418</MndtId><DtOfSgntr>2026-01-11</DtOfSgntr></MndtRltdInf>\n"),
    ("zugferd.xml", "<ram:BuyerTradeParty><ram:Name>«NAME:Klara Hufnagel»</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>93047</ram:PostcodeCode><ram:LineOne>«ADDRESS:Weiße-Lilien-Straße 4»</ram:LineOne><ram:CityName>Regensburg</ram:CityName></ram:PostalTradeAddress></ram:BuyerTradeParty>\n"),
    ("iban_nolabel.txt", """\
«IBAN:SE62 5000 0000 0500 9688 8617»
«IBAN:DK54 0040 0440 2132 68»
«IBAN:NO7886012126338»
«IBAN:LT05 7300 0100 4659 8087»
«IBAN:HR0523600001101664976»
"""),
    ("iban_odd.txt", "IBAN «IBAN:DE56-3006-0601-0093-5812-58» (apoBank), bzw. «IBAN:de92 1001 0010 0571 8508 53»\n"),
    ("gb_iban.txt", "IBAN: «IBAN:GB10 BARC 2093 92 84 7801 44» / acct name «NAME:Mrs P Tennant-Shaw»\n"),
    ("us_wire.txt", "Beneficiary: «NAME:Rosalind Achterman»; ABA/routing «BANK:121030551»; account «BANK:9204188207»; beneficiary address «ADDRESS:2041 Laurel Grove Ave, San Rafael CA»\n"),
    ("geo.csv", """\
mitarbeiter,zeit,lat,lon
«O:m.kern»,2026-02-11T07:02:11,«COORD:48.137154»,«COORD:11.576124»
«O:m.kern»,2026-02-11T07:32:40,«COORD:48.208212»,«COORD:11.612904»
"""),
    ("gps.txt", "Fundort: «COORD:47°25'18.4\"N 10°59'07.2\"E», Melder «NAME:Alois Ostler», «PHONE:08821 418820»\n"),
    ("vehicle.json", "{\"vin\":\"«VIN:1FTFW1E52LK104014»\",\"plate\":\"«O:S-KT 2041»\",\"keeper\":{\"name\":\"«NAME:Heribert Maurer»\",\"phone\":\"«PHONE:0711 2041882»\"}}\n"),
    ("fuhrpark.csv", """\
Kennzeichen;FIN;Fahrer;Führerschein-Nr.;Tankkarte
«O:M-LU 418E»;«VIN:WBA21FS040C204188»;«NAME:Isabell Reiff»;«DL:M0418K2R7T1»;«O:7077188204177»
«O:M-LU 204»;«VIN:WVGZZZA1ZLV041882»;«NAME:Goran Perić»;«DL:M07K4R18T23»;«O:7077188204188»
"""),
    ("device.json", "{\"owner\":\"«NAME:Nils Thorvaldsen»\",\"imei\":\"«IMEI:865206041504025»\",\"msisdn\":\"«PHONE:4792041882»\"}\n"),
    ("crypto.txt", "Bitte die Auszahlung an «O:0x7C4e18b2A09f3D5561cE80471b2aF9d83E60c5A1», Absenderin «NAME:Lara Zeidler»\n"),
    ("dea.txt", "Rx: «NAME:Gwen Stallworth», «DOB:3/18/1950», «ADDRESS:88 Orchard Ter», oxycodone 5mg #20, prescriber NPI «HEALTH:1204188274»\n"),
    ("labor_us.txt", """\
Specimen 26-041882  Collected 02/10/2026 08:20
Patient: «NAME:BEAUREGARD, THEO»  DOB: «DOB:20-Apr-2018»  Sex: M
Phone: «PHONE:(504)418-8204»
WBC 7.1   HGB 12.4   PLT 288   Lead <1.0 ug/dL
"""),
    ("vet.txt", "Halter: «NAME:Swantje Clasen», Tel. «PHONE:04651/204188», Hund \"«O:Bosse»\", Chip «O:276098104188204», Impfung 2027 fällig\n"),
    ("apotheke.txt", "Botendienst heute: «NAME:Fr. Hildegard Ney» («ADDRESS:Rheinallee 41a, bei Schmitz klingeln»), «NAME:Hr. Tuan Pham» («ADDRESS:Deutschherrenstr. 18»), Zuzahlung 5 €\n"),
    ("wg.txt", "Bewerbung aufs Zimmer: Ich bin «NAME:Milan», 24, «PHONE:0157-32041882», insta «O:@milan.kocht»\n"),
    ("trauung.txt", "«NAME:Joris van Aken» en «NAME:Lieve Peeters», gehuwd te Mechelen; zijn rijksregisternummer: «NATID:88.04.20-581.16»\n"),
    ("ukraine.txt", "Заявниця: «NAME:Оксана Шевчук», дата народження «DOB:20.04.1986», РНОКПП «TAX:3156584269», тел. «PHONE:+380 67 204 18 82»\n"),
    ("bg.txt", "Служител «NAME:Ивайло Димитров», ЕГН «NATID:8204180999», л.к. № «O:641882041», адрес «ADDRESS:ул. Граф Игнатиев 41, София»\n"),
    ("gr.txt", "Ασθενής: «NAME:Δημήτρης Καραγιάννης», ΑΦΜ «TAX:146239275», ΑΔΤ «NATID:ΑΚ 204188», τηλ. «PHONE:210 204 1882»\n"),
    ("hr.txt", "Radnica «NAME:Ivana Babić», OIB «NATID:86176764851», adresa «ADDRESS:Ilica 204, 10000 Zagreb», mob. «PHONE:+385 98 204 188»\n"),
    ("si.txt", "Delavec «NAME:Matjaž Zupan», EMŠO «NATID:2004982500853», davčna št. «TAX:23331461», TRR «IBAN:SI48 0201 0096 4750 858»\n"),
    ("sk.txt", "Pacient «NAME:Ľubomír Hraško», rodné číslo «NATID:820418/0457», mobil «PHONE:0905 204 188»\n"),
    ("ee.txt", "Töötaja «NAME:Kadri Tamm», isikukood «NATID:48204187424», tel «PHONE:+372 5204 188»\n"),
    ("hu.txt", "Munkavállaló: «NAME:Szabó Eszter», adóazonosító jel «TAX:8421102044», szül. «DOB:1982.04.18.», lakcím «ADDRESS:Kossuth Lajos u. 41.», 9021 Győr\n"),
    ("rezeptur.txt", "Rp. für «NAME:Annemarie Obst», geb. «DOB:20.04.41», «ADDRESS:Wiesenweg 8, 37154 Northeim»: Metoprolol 47,5 N3. Vers.-Nr.: «HEALTH:O211734787»\n"),
    ("umzug.txt", "wir sind umgezogen :) «NAME:Hanna, Jakob & Klein-Ida» wohnen jetzt «ADDRESS:Bülowstraße 41, 04315 Leipzig»\n"),
    ("vollmacht.txt", "Hiermit bevollmächtige ich, «NAME:Reinhilde Stockhausen» (Personalausweis «NATID:L5T2K814X5»), meinen Neffen «NAME:Moritz Stockhausen», geb. «DOB:18.02.1994», das Einschreiben für mich abzuholen.\n"),
    ("card_note.txt", "card for the ads account: «CARD:4485 0909 4267 5023» «EXP:04/30» «CVV:718» «NAME:H Vasquez»\n"),
    ("paypal.txt", "Kreditkarte: «CARD:5232-7560-2759-7703», gültig bis «EXP:08/2027», CVC «CVV:204», Karteninhaber «NAME:Mareike Thoma»\n"),
    ("amex.json", "{\"number\":\"«O:3742704066432380»\",\"exp_month\":4,\"exp_year\":2029,\"cvc\":\"«CVV:4188»\",\"name\":\"«NAME:Terrence Okoh»\"}\n"),
]
