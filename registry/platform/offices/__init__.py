"""Che cosa un ufficio scrive di sé: unità, sede, caselle, chi firma, i suoi tempi.

Lo scrive una volta e lo ritrova in testa agli atti, al piede delle lettere, nelle scadenze.
Nulla vi si scrive da solo: anche la PEC che uno schema suggerisce aspetta che qualcuno la scriva.
"""
