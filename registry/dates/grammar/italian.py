"""How Italians write dates in acts and tables. One line, one thing; phrases apart by «;».

Accents and capitals do not matter. The articulated prepositions stand with their
apostrophe: «dall'» is one word, as it is written.
"""

from registry.dates.days import Duration
from registry.dates.grammar.numbers_it import in_letters, year_in_letters
from registry.dates.grammar.terms import AT, OF, Entry, Term, Vocabulary, months, numbered
from registry.dates.grammar.years import LAST
from registry.dates.meaning import Part

CALENDAR: tuple[Entry, ...] = (
    *months(
        "gennaio; gen; genn",
        "febbraio; feb; febb; febbr",
        "marzo; mar",
        "aprile; apr",
        "maggio; mag; magg",
        "giugno; giu",
        "luglio; lug; lugl",
        "agosto; ago; ag",
        "settembre; set; sett",
        "ottobre; ott",
        "novembre; nov",
        "dicembre; dic",
    ),
    *numbered(
        Term.WEEKDAY,
        (
            "lunedi; lun",
            "martedi; mart",
            "mercoledi; merc",
            "giovedi; giov",
            "venerdi; ven",
            "sabato; sab",
            "domenica; dom",
        ),
        start=0,
    ),
    *numbered(Term.SEASON, ("primavera", "estate", "autunno", "inverno"), start=21),
    *numbered(Term.ORDINAL, ("primo; prima", "secondo; seconda", "terzo", "quarto")),
    (Term.ORDINAL, LAST, "ultimo; ultima"),
    *((Term.NUMBER, number, in_letters(number)) for number in range(1, 100)),
    (Term.NUMBER, 1, "un; una; un'"),
    *((Term.YEAR, year, year_in_letters(year)) for year in range(1950, 2100)),
    *((Term.DECADE, 1900 + ten, in_letters(ten)) for ten in range(30, 100, 10)),
    (Term.DECADE, 2000, "duemila"),
    (Term.DECADE, 2010, "duemiladieci"),
    (Term.DECADE, 2020, "duemilaventi"),
    (Term.DECADE, 0, "dieci; venti"),
    (Term.DECADES, True, "anni; decennio"),
    (Term.CENTURY, True, "secolo; sec"),
    (Term.SOME, "day", "un giorno; qualche giorno"),
    (Term.SOME, "month", "un mese"),
    (Term.HALF, 2, "semestre; sem"),
    (Term.HALF, 3, "quadrimestre"),
    (Term.HALF, 4, "trimestre; trim"),
)

PARTS: tuple[Entry, ...] = (
    (Term.PART, Part.EARLY, "primi; primissimi; primi mesi; inizio; inizi; principio; principi"),
    (Term.PART, Part.MIDDLE, "meta"),
    (Term.PART, Part.LATE, "fine; finire; ultimi; ultimi mesi; tardi"),
    (Term.PART, Part.FIRST_HALF, "prima meta"),
    (Term.PART, Part.SECOND_HALF, "seconda meta"),
    (Term.PART, Part.EARLY, "primi giorni; primissimi giorni; prima decade; prima settimana"),
    (Term.PART, Part.MIDDLE, "seconda decade"),
    (Term.PART, Part.LATE, "ultimi giorni; terza decade; ultima decade; ultima settimana"),
    (Term.PART, Part.EARLY, "1ª settimana; 1a settimana; i settimana"),
    (Term.PART, Part.FIRST_HALF, "prima quindicina"),
    (Term.PART, Part.SECOND_HALF, "seconda quindicina"),
)

ENDED = (
    *("scadut", "terminat", "conclus", "cessat", "chius", "ultimat", "finit", "disdett", "revocat"),
    *("risolt", "interrott", "sciolt", "estint", "annullat", "uscit", "ritirat", "dismess"),
    *("decadut", "soppress", "abbandonat", "esaurit", "liquidat"),
)
NEVER_AGAIN = ("non", "non piu", "mai", "mai piu")
NO_LONGER = ("piu attiv", "attiv", "piu operativ", "operativ", "piu valid", "piu vigent")

PREPOSITIONS: tuple[Entry, ...] = (
    (Term.SINCE, "dal", "dal; dall'; dalla; dallo; dai; dagli; dalle"),
    (Term.SINCE, "da", "da"),
    (Term.STARTING, True, "a partire; a decorrere; decorrenza; con decorrenza; decorre"),
    (Term.STARTING, True, "decorrente; a far data; a far tempo; a far corso; a datare"),
    (Term.STARTING, True, "con effetto; con effetti; con inizio; data inizio; data di inizio"),
    (Term.STARTING, "from", "fin; sin; fino; sino; sin d'ora"),
    (Term.STARTING, "by", "gia"),
    (Term.AT_LEAST, True, "almeno; perlomeno; quantomeno; quanto meno; per lo meno"),
    (Term.NEXT_DAY, True, "giorno successivo; giorno seguente; giorno dopo"),
    (Term.NEXT_DAY, True, "primo giorno successivo"),
    (Term.NEXT_DAY, True, "giorno immediatamente successivo"),
    (Term.TO, "al", "al; all'; alla; allo; ai; agli; alle"),
    (Term.TO, "a", "a; ad"),
    (Term.UNTIL, True, "fin"),
    (Term.UNTIL, "bare", "fino; sino; fino e non oltre; sino e non oltre"),
    (Term.UNTIL, "alone", "fino a tutto; sino a tutto; a tutto; fino a tutta"),
    (Term.UNTIL, "again", "prorogato fino; prorogata fino; proroga fino; rinnovato fino"),
    (Term.UNTIL, "again", "rinnovata fino; prorogati fino; prorogato sino; prorogata sino"),
    (Term.ENDING, "", "scadenza; con scadenza; data scadenza; data di scadenza; scade; scadra"),
    (Term.ENDING, "", "scad; sc; scad.za; data scad; termine; termina; cessa; conclude"),
    (Term.ENDING, "", "si conclude"),
    (Term.ENDING, "", "conclusione; cessazione; data fine; data di fine; chiusura; disdetta"),
    (Term.ENDING, "", "revoca"),
    (Term.ENDING, "", "interruzione; recesso; scioglimento; estinzione; uscita; ritiro"),
    (Term.ENDING, "", "risoluzione anticipata; risoluzione consensuale"),
    *((Term.ENDING, "done", f"{how}{end}") for how in ENDED for end in "oaie"),
    (Term.ENDING, "done", "scad.to; scad.ta; conclusosi; conclusasi; venuto meno; venuta meno"),
    (Term.ENDING, "done", "ritiratosi; ritiratasi; receduto; scioltosi; scioltasi"),
    (Term.ENDING, "not", "sospeso; sospesa; sospesi; sospese; sospensione; inattivo; inattiva"),
    *((Term.ENDING, "not", f"non {how}{end}") for how in NO_LONGER for end in "oaie"),
    *((Term.ENDING, "gone", f"{no} rinnovat{end}") for no in NEVER_AGAIN for end in "oaie"),
    *((Term.NOT, True, f"{no} rinnovat{end}") for no in NEVER_AGAIN for end in "oaie"),
    (Term.ENDING, "not", "non piu; non piu in essere; non piu in vigore; non in essere"),
    (Term.ENDING, "not", "non piu in corso; non piu vigente; non vigente; non in vigore"),
    (Term.ENDING, "to", "prorogato; prorogata; proroga; prorogati; rinnovato; rinnovata"),
    (Term.ENDING, ":", "fine"),
    (Term.BY, True, "non dopo; non successivo; non successiva; non posteriore; non piu in la"),
    (Term.BY, True, "entro; entro e non oltre; non oltre; non piu tardi; al piu tardi"),
    (Term.BEFORE, "", "prima; ante; pre; ben prima; molto prima; anche prima; assai prima"),
    (Term.BEFORE, "to", "anteriormente; precedentemente; antecedentemente; in precedenza"),
    (Term.BEFORE, "to", "anteriore; antecedente; precedente"),
    (Term.NOT_BEFORE, True, "non prima; non antecedente; non anteriore"),
    (Term.AFTER, "", "dopo; post; anche dopo; subito dopo"),
    (Term.AFTER, "il", "oltre"),
    (Term.AFTER, "to", "successivamente; posteriormente; posteriore; successivo; successiva"),
    (Term.BETWEEN, True, "tra; fra; compreso tra; compresa tra; compreso fra; compresa fra"),
    (Term.AND, True, "e; ed"),
    (Term.OR, True, "o; od; oppure; ovvero"),
    (Term.IN, AT, "il; l'; nel; nell'; anno; annualita; durante; nel corso; in data; alla data"),
    (Term.IN, AT, "tutto il; tutto l'; per tutto il; per tutto l'; nel periodo; nell'annualita"),
    (Term.IN, AT, "esercizio; esercizio finanziario; e.f.; nell'arco; lontano; ormai lontano"),
    (Term.IN, OF, "del; dell'"),
    (Term.IN, 0, "in; di; d'; i; gli; la; lo; nella; nello; nei; negli; della; dello; dei; degli"),
    (Term.IN, 0, "mese; nel mese; addi; li; giorno; data; con data; datato; datata"),
    (Term.INSIDE, True, "nel; nell'; nella; nello; nei; negli; nelle; in; durante; nel corso"),
    (Term.ON_DAY, True, "addi; giorno; li"),
    (Term.INSIDE, True, "nel mese; in data; nell'arco"),
    (Term.NOT, True, "non; mai; non ancora"),
    (Term.NOT, "near", "ne; tranne; salvo; eccetto; escluso; esclusi"),
    (Term.WORD, True, "non profit; no profit; non governativa; non governativo; non solo"),
    (Term.NO_END, True, "fine non nota; fine ignota"),
    (Term.NO_START, True, "senza inizio"),
    (Term.NOW, "to", "oggi; presente"),
    (Term.NOW, "", "ad oggi; a oggi; al presente; tuttora; tutt'ora; tutt'oggi; in corso; ad ora"),
    (Term.NOW, "", "ancora in corso; oggi in corso; e tuttora in corso; tuttora in corso"),
    (Term.TODAY, True, "ora; oggi; adesso; attualmente; ormai; al momento"),
    (Term.NOW, "", "in essere; ancora attivo; ancora attiva"),
    (Term.NOW, "on", "in poi; in avanti; e seguenti; e ss; e successivi; e successive; e segg"),
    (Term.NOW, "on", "seguenti; e anni seguenti; e anni successivi; a seguire"),
    (Term.RENEWING, True, "in corso di rinnovo; in fase di rinnovo; in attesa di rinnovo"),
    (Term.RENEWING, True, "in corso di proroga; in via di rinnovo; in rinnovo"),
    (Term.NOW, "", "ancora attivi; ancora attive; tuttora attivo; tuttora attiva; tutt'ora attiva"),
    (Term.NOW, "", "tutt'ora attivo; tutt'ora in corso; ancora in essere; ancora oggi"),
    (Term.NOW, "", "oggi attivo"),
    (Term.BUT, True, "ma; mentre; invece; poi; successivamente"),
)

DOUBT: tuple[Entry, ...] = (
    (Term.ABOUT, "after", "circa; ca; c.a.; c.a; c.ca; all'incirca; approssimativamente; ~; ≈"),
    (Term.ABOUT, "after", "piu o meno; grosso modo; indicativamente; orientativamente"),
    (Term.ABOUT, "after", "suppergiu; presso a poco; pressappoco; pressapoco"),
    (Term.ABOUT, "before", "intorno; attorno; verso"),
    (Term.MAYBE, "after", "forse; probabilmente; presumibilmente; verosimilmente; ?"),
    (Term.MAYBE, "after", "da verificare; da confermare; data incerta; incerto; incerta"),
    (Term.MAYBE, "before", "si presume; si ritiene; pare; sembra; possibilmente"),
)

DURATIONS: tuple[Entry, ...] = (
    (Term.UNIT, Duration(days=1), "giorni; giorno; gg"),
    (Term.UNIT, Duration(days=7), "settimane; settimana"),
    (Term.UNIT, Duration(months=1), "mesi; mese"),
    (Term.UNIT, Duration(months=2), "bimestri; bimestre"),
    (Term.UNIT, Duration(months=3), "trimestri; trimestre"),
    (Term.UNIT, Duration(months=4), "quadrimestri; quadrimestre"),
    (Term.UNIT, Duration(months=6), "semestri; semestre"),
    (Term.UNIT, Duration(months=12), "anni; anno; annualita"),
    (Term.UNIT, Duration(months=24), "bienni; biennio"),
    (Term.UNIT, Duration(months=36), "trienni; triennio"),
    (Term.UNIT, Duration(months=48), "quadrienni; quadriennio"),
    (Term.UNIT, Duration(months=60), "quinquenni; quinquennio"),
    (Term.UNIT, Duration(months=120), "decenni; decennio"),
    (Term.LASTING, Duration(months=6), "semestrale"),
    (Term.LASTING, Duration(months=12), "annuale"),
    (Term.LASTING, Duration(months=24), "biennale"),
    (Term.LASTING, Duration(months=36), "triennale"),
    (Term.LASTING, Duration(months=48), "quadriennale"),
    (Term.LASTING, Duration(months=60), "quinquennale"),
    (Term.LASTING, Duration(months=120), "decennale"),
    (Term.DURATION_LABEL, True, "durata; una durata; per la durata; della durata; ha durata"),
    (Term.DURATION_LABEL, True, "ha una durata; avra durata; durata complessiva; durata prevista"),
    (Term.DURATION_LABEL, True, "per; per un periodo; per complessivi; per un totale; validita"),
    (Term.DURATION_LABEL, True, "valido per; valida per; ha validita; con validita; con durata"),
    (Term.DURATION_LABEL, True, "scadenza; con scadenza; valido; valida; validi; valide; valevole"),
    (Term.WORD, True, "valido; valida; validi; valide; valevole"),
    (Term.DURATION_LABEL, True, "x"),
    (Term.DURATION_LABEL, True, "di durata; avente durata; durata pari a; per la durata di"),
    (Term.NOT_A_DURATION, True, "preavviso; altri; ulteriori; rinnovabile; rinnovabili; ogni"),
    (Term.NOT_A_DURATION, True, "non piu; non piu di; ogni; entro; prorogabili; rinnovo; tacito"),
    (Term.NOT_A_DURATION, True, "eta; almeno; oltre; piu; massimo; minimo; prorogabile"),
    (Term.SIGNING, True, "sottoscrizione; stipula; stipulazione; firma; decorrenza; avvio; inizio"),
    (Term.ACT, True, "convenzione; protocollo; protocollo d'intesa; accordo; accordo operativo"),
    (Term.ACT, True, "contratto; intesa; patto; incarico; accordo di programma; accordo quadro"),
    (Term.ACT, True, "protocollo operativo; protocollo di intesa; accordo di collaborazione"),
    (Term.SIGNING, True, "approvazione; comunicazione; entrata in vigore; ultima firma"),
    (Term.SIGNING, "act", "ultima"),
    (Term.SIGNING, "act", "presente; protocollo; atto; convenzione; accordo; progetto; contratto"),
    (Term.SIGNING, True, "data di sottoscrizione; data di stipula; data della stipula"),
    (Term.SIGNING, True, "data di firma"),
    (Term.SIGNING, True, "data della firma; data della sottoscrizione; costituzione; nascita"),
    (Term.SIGNING, "act", "avvenuta; avvenuto"),
    (Term.SIGNING, True, "attivazione; adesione; efficacia"),
    (Term.SIGNING, "act", "effettuata; data; repertorio; naturale"),
    (Term.HALF_MORE, True, "mezzo"),
    (Term.YEARS, 2, "biennio"),
    (Term.YEARS, 3, "triennio"),
    (Term.YEARS, 4, "quadriennio"),
    (Term.YEARS, 5, "quinquennio"),
    (Term.YEARS, 6, "sessennio"),
    (Term.YEARS, 7, "settennio"),
    (Term.YEARS, 10, "decennio"),
    (Term.YEARS, 0, "periodo; anni; annualita; programmazione"),
    (Term.SCHOOL, True, "a.s.; a.s; as; aa.ss.; aa.ss; aass; anno scolastico; anni scolastici"),
    (Term.TWO_YEARS, True, "a.a; aa.aa.; aa.aa; anni accademici; anno acc; anno pastorale"),
    (Term.TWO_YEARS, True, "a.a.; anno accademico; anno sociale; anno formativo; anno educativo"),
    (Term.TWO_YEARS, True, "stagione; stagione sportiva; stagioni sportive"),
)

IN_PREPARATION = ("in corso di", "in via di", "in fase di", "in attesa di", "prossimo alla")
BEING_WRITTEN = (
    "definizione",
    "stipula",
    "stipulazione",
    "sottoscrizione",
    "firma",
    "perfezionamento",
    "formalizzazione",
    "approvazione",
    "elaborazione",
    "redazione",
    "stesura",
    "predisposizione",
    "preparazione",
    "attivazione",
)
TO_BE_WRITTEN = ("definire", "stipulare", "sottoscrivere", "formalizzare", "firmare", "stabilire")
NOT_YET = ("definit", "stipulat", "sottoscritt", "formalizzat", "firmat", "stabilit")

STATES: tuple[Entry, ...] = (
    *((Term.DEFINING, True, f"{how} {what}") for how in IN_PREPARATION for what in BEING_WRITTEN),
    *((Term.DEFINING, True, f"da {what}; ancora da {what}") for what in TO_BE_WRITTEN),
    *((Term.DEFINING, True, f"non ancora {what}{end}") for what in NOT_YET for end in "oaie"),
    (Term.DEFINING, True, "in definizione; in itinere; definizione in corso; in preparazione"),
    (Term.DEFINING, True, "in elaborazione; in bozza; allo studio; da concordare"),
    (
        Term.VAGUE,
        True,
        "da molti anni; da anni; da tempo; da sempre; da diversi anni; da vari anni",
    ),
    (Term.VAGUE, True, "da numerosi anni; da parecchi anni; da alcuni anni; da qualche anno"),
    (Term.VAGUE, True, "da lungo tempo; da molto tempo; da tanto tempo; da tanti anni; da decenni"),
    (
        Term.VAGUE,
        True,
        "da vari anni; da piu anni; da lunga data; da vecchia data; storicamente; da molto",
    ),
    (Term.VAGUE, True, "da oltre un decennio; da piu di un decennio; da un decennio; anni fa"),
    (Term.VAGUE, True, "storicamente"),
)

BEGINNINGS = ("inizio", "avvio", "attivazione", "data avvio", "data di avvio", "apertura")
WHAT_BEGINS = ("collaborazione", "attivita", "rapporto", "rapporti", "servizio", "partecipazione")

EVENTS: tuple[Entry, ...] = (
    *(
        (Term.BEGAN, True, f"{how} {of}{what}")
        for how in BEGINNINGS
        for of in ("", "della ", "delle ", "del ", "dei ", "di ", "dell'")
        for what in WHAT_BEGINS
    ),
    (Term.BEGAN, True, "adesione; adesioni; aderito; aderita; aderisce; avvio; avviato; avviata"),
    (Term.BEGAN, True, "avviati; avviate; avviamento; inizio; iniziato; iniziata; iniziati"),
    (Term.BEGAN, True, "iniziate; inizia; costituzione; costituito; costituita; costituiti"),
    (Term.BEGAN, True, "costituite; costituitasi; costituitosi; nascita; nato; nata; fondato"),
    (Term.BEGAN, True, "attivazione; attivato; attivata; attivati; attivate; ingresso; fondata"),
    (Term.BEGAN, True, "ripreso; ripresa; riavviato; riavviata; riattivato; riattivata; ripartito"),
    (Term.BEGAN, True, "ripartita; ripresi; riprese"),
    (Term.BEGAN, True, "istituito; istituita; subentro; subentrato; subentrata; partito; partita"),
)

PLACES = (
    *("via", "viale", "v.le", "piazza", "p.zza", "p.za", "piazzale", "p.le", "corso", "c.so"),
    *("largo", "vicolo", "strada", "ponte", "borgo", "rione", "rotonda", "lungomare", "galleria"),
    *("caserma", "palazzo", "istituto", "scuola", "plesso", "cooperativa", "coop", "associazione"),
    *("centro", "circolo", "comitato", "fondazione", "casa", "sezione", "ass", "assoc"),
)

CITATIONS: tuple[Entry, ...] = (
    (
        Term.LAW,
        True,
        "l; ll; legge; leggi; l.r.; d.lgs.; dlgs; d.l.; dl; d.p.r.; legge costituzionale",
    ),
    (Term.LAW, True, "legge regionale; legge delega; legge quadro; decreto interministeriale"),
    (Term.LAW, True, "decreto del presidente del consiglio dei ministri; regio decreto; d.i."),
    (Term.LAW, True, "dpr; d.m.; dm; d.p.c.m.; dpcm; decreto legislativo; decreto legge"),
    (Term.LAW, True, "decreto ministeriale; decreto del presidente della repubblica; r.d.; t.u."),
    (Term.LAW, True, "tui; testo unico; direttiva; regolamento; g.u.; gu; gazzetta ufficiale"),
    (Term.LAW, True, "d.lgs; d. lgs; d.p.r; d.m; l.r; d.p.c.m; d.lgs.vo; d.lvo; d.l.vo; dlvo"),
    *((Term.PLACE, True, name) for name in PLACES),
    (Term.LAW, True, "costituzione italiana; codice civile; c.c."),
    (Term.REFERENCE, True, "n; nn; nr; num; numero; n.ro; art; artt; articolo; articoli; comma"),
    (Term.REFERENCE, True, "commi; lett; lettera; prot; protocollo n; rep; repertorio n; punto"),
    (Term.REFERENCE, True, "allegato; scheda; campo; cap; capitolo; fasc; pag; delibera; lotto"),
    (Term.REFERENCE, True, "deliberazione; determina; determinazione; tel; cod; codice; cup; cig"),
    (Term.REFERENCE, True, "dgr; d.g.r.; d.g.c.; d.c.c.; d.p."),
    (Term.REFERENCE, True, "d.d.; nota; circolare; ordinanza; asl; municipio; avviso"),
)

ITALIAN = Vocabulary(
    entries=(CALENDAR + PARTS + PREPOSITIONS + DOUBT + DURATIONS + STATES + EVENTS + CITATIONS),
    formal=(
        "formalizz",
        "stipul",
        "sottoscri",
        "siglat",
        "firmat",
        "firma",
        "convenzionat",
        "istituzionalizz",
        "ufficializz",
    ),
    whole={
        "senza inizio e senza fine": "../..",
        "inizio non noto, senza fine": "/..",
        "senza inizio, fine non nota": "../",
        "inizio e fine non noti": "/",
    },
)
