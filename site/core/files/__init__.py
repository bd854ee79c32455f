"""Pictures and documents as staff bring them in: what their files say, what must be said of them, who uses them."""
