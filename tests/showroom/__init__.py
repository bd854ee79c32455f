"""The site with its demonstration content, served as visitors get it, for tools and tests that look from outside."""
