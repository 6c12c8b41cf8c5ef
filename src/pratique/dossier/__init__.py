"""What is asked and what is known: the document, its evidence, the case that the law is read on."""
