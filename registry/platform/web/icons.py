"""The icons that pages may use: names of Bootstrap Italia's sprite, without ``it-``.

The sprite that we serve holds these and no other. To use one more, add its name here.
"""

ICONS = frozenset({
    "arrow-down", "arrow-left", "arrow-right", "arrow-up",
    "arrow-down-triangle", "arrow-up-triangle",
    "ban", "bookmark", "box", "calendar", "chart-line", "check", "check-circle",
    "chevron-left", "chevron-right", "clip", "clock", "close", "close-big", "close-circle",
    "collapse", "comment", "copy", "delete", "download", "error", "exchange-circle", "expand",
    "external-link", "file", "file-csv", "file-docx", "file-pdf", "file-signed", "files",
    "flag", "folder", "funnel", "help-circle", "inbox", "info-circle", "key", "less-circle",
    "link", "list", "lock", "locked", "logout", "mail", "mail-open", "map-marker", "minus",
    "minus-circle", "more-actions", "note", "password-invisible", "password-visible", "pencil",
    "plus", "plus-circle", "print", "refresh", "restore", "search", "settings", "share", "sign",
    "tool", "unlocked", "upload", "user", "warning", "warning-circle", "zoom-in", "zoom-out",
})  # fmt: skip
