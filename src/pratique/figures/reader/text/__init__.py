"""From bytes to sentences: the article on the page, its language and words, its days, what it does not assert."""
