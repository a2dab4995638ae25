"""Chi usa il registro: offices, the people of each, their role, their sign-in.

Everybody belongs to one office and has one role. Reading across offices is as visibility
says; writing is by one's own office only.
"""
