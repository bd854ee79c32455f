"""What is not in order on a page, said before readers see it: rules over its words, links and pictures."""
