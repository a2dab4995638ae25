"""The sections of each function, in the order of its day (at most seven)."""

from intese.today.boards import waiting_count
from registry.platform.accounts.roles import Actor, Role
from registry.platform.i18n import lazy, lazy_in
from registry.platform.web.shell import Section

TODAY = ("/", lazy("Oggi"))
SCHEDE = ("/schede", lazy("Schede"))
SUBMISSIONS = ("/submissions", lazy("Invii"))
PROTOCOLS = ("/protocols", lazy("Protocolli"))
PARTNERS = ("/partners", lazy_in("many", "Partner"))
DEADLINES = ("/deadlines", lazy("Scadenze"))
NETWORKS = ("/networks", lazy("Reti"))
INTAKE = ("/intake", lazy("In arrivo"))
EXAMINATION = ("/intake/schede", lazy("Esame"))
MATRIX = ("/intake/matrix", lazy("Quadro"))
COLLECTION = ("/intake/collection", lazy("Raccolta"))
CIRCULARS = ("/circulars", lazy("Circolari"))
USERS = ("/users", lazy("Utenti"))
OFFICES = ("/offices", lazy("Uffici"))
TEMPLATES = ("/settings/templates", lazy("Modelli e clausole"))
SETTINGS = ("/settings", lazy("Impostazioni"))
HISTORY = ("/audit", lazy("Registro delle operazioni"))
JOBS = ("/jobs", lazy("Lavori"))

SECTIONS = {
    Role.OPERATOR: (TODAY, SCHEDE, SUBMISSIONS, PROTOCOLS, PARTNERS, NETWORKS),
    Role.LEGAL: (TODAY, PROTOCOLS, DEADLINES, PARTNERS, NETWORKS, TEMPLATES),
    Role.NETWORK_MANAGER: (TODAY, NETWORKS, PARTNERS, PROTOCOLS, DEADLINES),
    Role.MINISTRY: (TODAY, INTAKE, EXAMINATION, MATRIX, COLLECTION, CIRCULARS, PARTNERS),
    Role.ADMIN: (TODAY, USERS, OFFICES, SETTINGS, HISTORY, JOBS),
}


async def sections_for(actor: Actor) -> list[Section]:
    waiting = await waiting_count(actor)
    return [
        Section(href, label, count=waiting if href == TODAY[0] else 0)
        for href, label in SECTIONS[actor.role]
    ]
