# Organisasi has no pages of its own yet.
