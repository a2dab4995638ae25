"""Le lettere dei protocolli: il protocollo d'intesa e l'atto di adesione."""
