"""How each language writes dates, times and numbers: what ``FORMAT_MODULE_PATH`` points at."""
