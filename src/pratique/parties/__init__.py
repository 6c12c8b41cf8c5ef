"""Parties: who they are, who holds and controls them with what proof, and who stands on a list.

Rule: the graph knows no rule of any law; a law names its test of control as a parameter.
"""
