"""Le firme: who signed a file, when, and whether it is still as they signed it.

PDF (PAdES) and envelopes (CAdES, «.p7m»), read shut in and without network. That a signature
is intact is mathematics; that it is valid is said only of certificates that come from somebody
whom the administrator has put in the folder of trust.
"""

from registry.platform.signatures.shapes import Code, Fact, Reason, Signer, Verdict
from registry.platform.signatures.verifying import AT_ONCE, Signed, verify, verify_many
from registry.platform.signatures.words import reasons, sentence, standing

__all__ = [
    "AT_ONCE", "Code", "Fact", "Reason", "Signed", "Signer", "Verdict", "reasons", "sentence",
    "standing", "verify", "verify_many",
]  # fmt: skip
