"""The settings of a LibreOffice that nobody sits at: no macro, no link followed, no question."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

_COMMON = "/org.openoffice.Office.Common"
_SCRIPTING = f"{_COMMON}/Security/Scripting"
SETTINGS: dict[tuple[str, str], str] = {
    (_SCRIPTING, "MacroSecurityLevel"): "3",
    (_SCRIPTING, "DisableMacrosExecution"): "true",
    (_SCRIPTING, "DisableActiveContent"): "true",
    (_SCRIPTING, "BlockUntrustedRefererLinks"): "true",
    ("/org.openoffice.Office.Writer/Content/Update", "Link"): "0",
    ("/org.openoffice.Office.Linguistic/General", "DefaultLocale"): "it-IT",
    ("/org.openoffice.Setup/L10N", "ooSetupSystemLocale"): "it-IT",
    (f"{_COMMON}/Misc", "CrashReport"): "false",
}
"""A setting that this LibreOffice does not know is left alone."""


def write_profile(folder: Path) -> None:
    """A new one; LibreOffice fills in the rest."""
    items = "".join(
        f"<item oor:path={quoteattr(path)}><prop oor:name={quoteattr(name)}"
        f' oor:op="fuse"><value>{value}</value></prop></item>'
        for (path, name), value in SETTINGS.items()
    )
    (folder / "user").mkdir(parents=True)
    (folder / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{items}</oor:items>',
        encoding="utf-8",
    )
