"""The words and numbers by which a person, or a place that must stay secret, can be told.

Only data: lists that people of the trade can read and correct, and the patterns made of
them. Every repetition is bounded, so that no text can make a search slow.
"""

import re

PUBLIC_NUMBERS = frozenset({"112", "113", "115", "117", "118", "1522", "800290290"})
"""Numbers that everybody may be given: emergencies, violence against women, trafficking."""
FREE_PREFIXES = ("800", "803", "116")

EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})")

# Italian tax code of a person, also with the letters that stand for digits (omocodia).
TAX_CODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{3} ?[A-Z]{3} ?[0-9LMNPQRSTUV]{2}[ABCDEHLMPRST][0-9LMNPQRSTUV]{2}"
    r" ?[A-Z][0-9LMNPQRSTUV]{3}[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)

PHONE = re.compile(
    r"(?<![\w./,-])(?:(?:\+|00)39[ .-]?)?(?:0\d{1,3}|3\d{2})[ ./-]{0,3}\d{2,4}"
    r"(?:[ .-]?\d{2,4}){0,3}(?![\w/])"
)
PHONE_AFTER_WORD = re.compile(
    r"\b(?:tel|cell|telefono|cellulare|fax|mobile)\b\.?[ :]{0,3}(?:n\.? ?|numero )?"
    r"(\+?\d[\d ./-]{4,16}\d)",
    re.IGNORECASE,
)
# A long number that begins with zero, or dots between figures, is often something else.
NOT_A_PHONE_AFTER = re.compile(
    r"(?:p\.? ?iva|partita iva|codice fiscale|c\.? ?f\.?|prot\.?|protocollo|rep\.?|repertorio"
    r"|cup|cig|codice|istat|iscrizione)\W{0,4}(?:n\.? ?|nr\.? ?|numero )?$",
    re.IGNORECASE,
)

DATE = (
    r"(?:\d{1,2}[°º]?[./ -]{1,2}(?:\d{1,2}|gennaio|febbraio|marzo|aprile|maggio|giugno|luglio"
    r"|agosto|settembre|ottobre|novembre|dicembre)[./ -]{1,2}\d{4})"
)
IS_DATE = re.compile(rf"^{DATE}$", re.IGNORECASE)
BIRTH_LABEL = re.compile(rf"\bdat[ae] di nascita\b[^.\n]{{0,12}}{DATE}", re.IGNORECASE)
BORN_IN_AND_ON = re.compile(
    r"\b[Nn]at[oaie] (?:a|ad|in) [A-ZÀ-Ý][\w'’ -]{1,30}?(?: ?\([A-Z]{2}\))?,? "
    rf"(?:il |l['’] ?|nel )(?:{DATE}|\d{{4}})"
)
BORN_ON = re.compile(rf"\b[Nn]at[oa] (?:il |l['’] ?){DATE}")
# What is «nato» in these texts is more often a project than a person.
THINGS_BORN = re.compile(
    r"\b(?:progett|tavol|ret[ei]\b|serviz|iniziativ|protocoll|sportell|collaborazion|esperienz"
    r"|ide[ae]\b|associazion|accord|pratic|cooperativ|laborator|consult|intes|consorz|fondazion"
    r"|percors|programm|centr|corso|corsi)",
    re.IGNORECASE,
)

PAPERS = re.compile(
    r"\b(?:permess[oi] di soggiorno|passaport[oi]|carta d['’] ?identità|carta di identità"
    r"|titolo di viaggio|patente|tessera sanitaria|modello C3|C3|CUI|VESTANET)\b"
    r"[ :,(]{0,3}(?:(?:n|nr|num|numero|codice|serie)\b[ .:]{0,3}){0,2}"
    r"(?=[A-Z0-9]{0,12}\d[A-Z0-9]{0,12}\d)[A-Z0-9]{5,14}\b",
    re.IGNORECASE,
)
COURT_CASE = re.compile(
    r"\b(?:procediment[oi] penal[ei]|proc\. ?pen\.|R\.? ?G\.? ?N\.? ?R\.?|R\.? ?G\.? ?G\.?I\.?P\.?"
    r"|notizi[ae] di reato)(?![a-z])[^\n\d]{0,20}\d{1,6} ?/ ?\d{2,4}",
    re.IGNORECASE,
)
BANK_ACCOUNT = re.compile(r"\bIT\d{2} ?[A-Z] ?\d{5} ?\d{5} ?[0-9A-Z]{12}\b")

NAMED_PERSON = re.compile(
    r"\b(?:[Ss]ig(?:\.|\.?ra|\.?na|nor[ae]?)|[Dd]ott(?:\.|\.?ssa|or|oressa)|[Dd]r(?:\.|\.?ssa)"
    r"|[Aa]vv\.|[Pp]rof(?:\.|\.?ssa)|[Ii]ng\.)\.? "
    r"(?!Prefett|Sindac|Presiden|Ministr|Questor|Diret|Vicepref|Assess|Dirigen|Commissar|Capo)"
    r"[A-ZÀ-Ý][\w'’]{1,20}(?: [A-ZÀ-Ý][\w'’]{1,20}){0,2}"
)

_AGE_WORDS = (
    r"dec|undic|dodic|tredic|quattordic|quindic|sedic|diciassett|diciott|diciannov"
    r"|vent\w{0,8}|trent\w{0,8}|quarant\w{0,8}|cinquant\w{0,8}|sessant\w{0,8}"
)
AGE = re.compile(
    rf"\b(?:di|ha|con) (?:\d{{1,2}}|diciotto|diciannove|venti|trenta) anni\b|\b\d{{1,2}}enne\b"
    rf"|\b(?:{_AGE_WORDS})enne\b",
    re.IGNORECASE,
)
# One person, never people: «un giovane», not «i giovani».
PERSON = re.compile(
    r"\b(?:un['’]? ?|una |il |la |lo |l['’] ?|del |della |dell['’] ?|al |alla |questo |questa )"
    r"(?:(?:giovane|piccolo|piccola|sua|suo|nostro|nostra) )?"
    r"(?:giovane|ragazz[oa]|uomo|donna|signor[ea]|minore|minorenne|bambin[oa]|neonat[oa]"
    r"|richiedente asilo|richiedente|rifugiat[oa]|migrante|madre|padre|beneficiari[oa]|ospite"
    r"|vittima|student(?:e|essa)|cittadin[oa]|profug[oa]|\w{4,14}enne)\b",
    re.IGNORECASE,
)
_NATIONS = (
    r"afghan|afgan|albanes|algerin|bengales|bolivian|brasilian|burkinab|camerunens|ciadian"
    r"|cines|cingales|colombian|congoles|cuban|curd|ecuadorian|egizian|eritre|etiop|filippin"
    r"|gambian|georgian|ghanes|guinean|indian|irachen|iranian|ivorian|kosovar|liberian|libic"
    r"|malian|marocchin|moldav|nigerian|nigerin|pakistan|palestines|peruvian|romen|rumen|russ"
    r"|senegales|serb|sierraleones|sirian|somal|srilankes|sudanes|togoles|tunisin|turc|ucrain"
    r"|venezuelan"
)
ORIGIN = re.compile(
    r"\b(?:arrivat|giunt|originari|venut|fuggit|scappat|sbarcat)[oa] (?:d[aei]l?l?[aeo]?[ '’]? ?)"
    r"[A-ZÀ-Ý][\w'’]{2,20}(?: d['’]Avorio)?"
    r"|\bproveniente (?:da[l]{0,2}[aeo]?[ '’]? ?)[A-ZÀ-Ý][\w'’]{2,20}"
    rf"|\b(?:{_NATIONS})[aeioàé]\b"
)
SMALL_PLACE = re.compile(
    r"\b(?:comune|paese|borgo|frazione|cittadina|centro)(?: [a-zà-ù]{1,12}){0,2}? di "
    r"(\d{1,2}\.?\d{0,3}) (?:abitanti|anime|residenti)\b",
    re.IGNORECASE,
)
SMALL_WORDS = re.compile(r"\b(?:piccol[oa] (?:comune|paese|borgo|frazione))\b", re.IGNORECASE)
SMALLEST_SAFE = 5000
"""Inhabitants: below, age and origin together point at one person."""
INITIALS = re.compile(
    r"\b[A-Z]\. ?[A-Z]\.(?=,? (?:di )?(?:\d{1,2} anni|nat[oa]\b|\w{4,14}enne\b|cittadin[oa]\b))"
)

PROTECTED_PLACE = re.compile(
    r"\bcas[ae][ -]rifugio\b|\bcas[ae] di fuga\b|\bindirizz[oi] segret[oi]\b"
    r"|\b(?:cas[ae]|allogg(?:io|i)|struttur[ae]|appartament[oi]|residenz[ae]|comunità)"
    r" (?:\w{1,14} ){0,2}?(?:protett[aeio]|segret[aeio])\b"
    r"|\b(?:comunità|struttur[ae]|centr[oi]|cas[ae]) (?:\w{1,14} ){0,3}?per (?:\w{1,14} ){0,2}?"
    r"(?:minori|minorenni|MSNA)\b|\bcomunità MSNA\b",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"\b(?:[Vv]ia|[Vv]iale|[Vv]\.le|[Pp]iazza|[Pp]\.zza|[Pp]iazzale|[Cc]orso|[Cc]\.so|[Ll]argo"
    r"|[Vv]icolo|[Ss]trada|[Ss]alita|[Ll]ungomare|[Ll]ocalità|[Ll]oc\.|[Ff]razione) "
    r"(?:(?:di|del|della|dei|degli|delle|al|alla|san|santa|don) |dell['’]){0,2}"
    r"(?!PEC|SMS|Internet|Skype|Zoom|Teams|Web)[A-ZÀ-Ý][\w'’.]{1,20}"
    r"(?: [A-ZÀ-Ý][\w'’.]{0,20}){0,3}(?:,? ?(?:n\.? ?)?\d{1,4}(?:/?[A-Za-z])?\b)?"
    r"|(?<!\d)\d{5} [A-ZÀ-Ý][a-zà-ù]{2,20}"
    r"|(?<!\d)\d{2}[.,]\d{4,8} ?[,;] ?\d{1,2}[.,]\d{4,8}"
)
NEAR_WORDS = 25
"""An address within so many words of a protected place gives the place away."""
BEDS = re.compile(
    r"\b(?:\d{1,3}|un|uno|due|tre|quattro|cinque|sei|sette|otto|nove|dieci) post[oi](?: letto)?\b",
    re.IGNORECASE,
)
TOWN = re.compile(r"\b(?:a|ad|in|[Cc]omune di|nei pressi di) [A-ZÀ-Ý][a-zà-ù'’]{2,20}")
