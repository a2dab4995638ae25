"""Le edizioni dei dati: reading the files, checking that they agree, keeping what is new.

``sheets`` says which columns a file has, ``reading`` reads them or refuses with the place,
``stock`` compares with what is kept, ``consistency`` checks the whole, ``storing`` writes it.
"""
