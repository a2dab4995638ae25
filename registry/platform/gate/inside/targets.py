"""Where a link leads, whatever way it is written."""

import re
from urllib.parse import unquote

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]+):")
_WEB = {"http", "https", "ftp", "ftps", "sftp", "ws", "wss"}
_CONTACT = {
    "mailto", "tel", "sms", "callto", "skype", "sip", "sips", "xmpp", "geo", "urn", "cid", "mid",
    "news", "webcal", "doi", "info", "whatsapp",
}  # fmt: skip
_PROGRAMS = {
    "mhtml", "mk", "jar", "its", "shell", "res",
    "ldap", "hcp", "view-source", "search", "search-ms", "x-usc", "script", "macro", "service",
    "slot", "package", "local", "wscript", "cmd", "powershell", "localexplorer",
}  # fmt: skip
_PROGRAM_FAMILIES = ("ms-", "vnd.sun.star.script", "vnd.sun.star.expand", "vnd.libreoffice")


def reach(target: str) -> str:
    """One of the policy's places: web, contact, nowhere, relative, drive, path, share, program,
    data, unknown."""
    words = re.sub(r"[\x00-\x20\x7f]", "", unquote(target)).strip("\"'").replace("\\", "/").lower()
    if words in ("", "about:blank", "null") or words.startswith("#"):
        return "nowhere"
    if words.startswith("file:"):
        return _of_file(words.removeprefix("file:"))
    if words.count(":") > 1 and "/" not in words:
        return "path"  # as Macintoshes wrote them
    if found := _SCHEME.match(words):
        return _of_scheme(found[1])
    return _of_path(words)


def _of_scheme(scheme: str) -> str:
    if scheme in _WEB:
        return "web"
    if scheme in _CONTACT:
        return "contact"
    if scheme in _PROGRAMS or scheme.startswith(_PROGRAM_FAMILIES):
        return "program"
    return "data" if scheme == "data" else "unknown"  # javascript: nobody follows it in Word


def _of_file(rest: str) -> str:
    rest = re.sub(r"^//(localhost|127\.0\.0\.1)(?=/)", "//", rest)
    if _is_drive(rest.lstrip("/")):
        return "drive"
    host = re.match(r"//([^/]+)", rest)
    return "share" if host else _of_path(re.sub(r"^//(?=/)", "", rest))


def _of_path(words: str) -> str:
    if _is_drive(words) or _is_drive(re.sub(r"^//[?.]/", "", words)):
        return "drive"
    if words.startswith("//"):
        return "share"
    if words.startswith(("/users/", "/volumes/")):
        return "drive"  # a Macintosh's
    return "path" if words.startswith("/") else "relative"


def _is_drive(words: str) -> bool:
    return bool(re.match(r"[a-z][:|](/|[^/]|$)", words))
