"""Texts of offices, as they are written: none of them points at anybody."""

NETWORK = """Per poter assicurare il reperimento dei posti necessari ad accogliere i migranti \
assegnati a questa provincia, anche in condivisione con le realtà locali, questa Prefettura ha \
siglato un protocollo d'intesa con gli enti locali, l'Azienda Sanitaria Locale e le Caritas della \
provincia attraverso il quale si è inteso realizzare un modello di accoglienza articolato nelle \
due fasi di prima e seconda accoglienza.

Sulla scorta di tale documento, i comuni appartenenti ai distretti dei territori cremasco e \
casalasco hanno siglato un successivo accordo operativo territoriale che prevede la creazione di \
un modello di accoglienza diffusa nel quale ciascun Comune partecipa al processo di individuazione \
di soluzioni private all'accoglienza e promuove e vaglia progetti di volontariato e/o lavori \
socialmente utili proposti dai soggetti accreditati a favore dei richiedenti asilo."""

VOLUNTEERING = """Al fine di garantire la piena e positiva integrazione dei cittadini stranieri \
coinvolti nei flussi migratori, l'Azienda Sociale del cremonese, che riunisce i 47 comuni del \
distretto, in collaborazione con la Provincia di Cremona, il CISVOL, gli enti gestori di progetti \
di accoglienza, le realtà del volontariato e del terzo settore nonché le rappresentanze sindacali, \
ha siglato un accordo che promuove la realizzazione di attività di volontariato e di pubblica \
utilità per i richiedenti asilo presenti sul territorio che consentano loro di acquisire un ruolo \
attivo e partecipe all'interno delle comunità ospitanti."""

ORDINARY = (
    NETWORK,
    VOLUNTEERING,
    "Lo sportello è nato il 12 marzo 2015 dalla collaborazione con la Provincia.",
    "Il progetto, nato a Genova nel 2010, segue le vittime di tratta e sfruttamento.",
    "Chi è in pericolo chiama il 112 o il 1522; il Numero verde antitratta è 800 290 290.",
    "Tel. 800 290 290, attivo giorno e notte in 13 lingue.",
    "Le domande presentate sono 3341, quelle esaminate 3267: 2598 accolte e 669 respinte.",
    "Circolare n. 5973 dell'11/11/2015, protocollo n. 0016594 del 17/02/2022, C/4/2000/MI.",
    "Il contributo è di 300.000.000 di lire, pari a 154.937,07 euro; 12.345,60 € dal Fondo.",
    "L'ente, codice fiscale 80000130544 e partita IVA 00111740197, ha sede in via Dante 12.",
    "Scrivi a immigrazione.pref_cremona@interno.it o a protocollo.prefcr@pec.interno.it.",
    "I giovani di 18 anni provenienti dall'Africa occidentale seguono il corso di lingua.",
    "Nel comune di Crema, che ha 34.000 abitanti, i corsi sono tre; in un comune di 12.000 "
    "abitanti uno solo.",
    "La rete segue donne nigeriane, famiglie siriane e minori stranieri non accompagnati.",
    "Il Sig. Prefetto e il Dott. Sindaco non c'entrano: firma il Prefetto.",
    "L'accoglienza in casa rifugio avviene in via riservata, con anonimato garantito.",
    "Le persone sono ospitate in alloggi protetti, in tutto 40 posti nella regione.",
    "Art. 17 del D.Lgs. 142/2015, art. 18 del D.Lgs. 286/1998, D.P.R. 394/1999.",
    "Le attività si svolgono dal 1° dicembre 2017 al 28 febbraio 2019, per 15 mesi.",
    "Le province sono 019, 020 e 098; i comuni 019036, 019035 e 019021.",
    "Permesso di soggiorno per protezione speciale: 45 rilasciati nel 2019.",
    "La Prefettura ha sede in corso Vittorio Emanuele II 17. " + "Segue i comuni. " * 20
    + "Le case rifugio della rete garantiscono l'anonimato.",
)  # fmt: skip
