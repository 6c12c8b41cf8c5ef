"""China: rules for intelligent connected and new-energy vehicles.

Rule: no Chinese text was read in its official form, so that every provision says `text_verified = False`. What is
confirmed or rests on one source is encoded; what is remembered stays behind an open legal fact; what is unknown is a
legal fact or a line of coverage; what only the press reports neither clears nor bars.
"""
