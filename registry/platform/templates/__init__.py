"""I modelli: the Word templates that the administrators of the registry put in place of ours.

A template is changed in Word and uploaded; it is read as code before anybody keeps it, tried
with the example of its letter, and put in use by a second person. Every version stays: what
was written with one never changes because another came after.
"""
