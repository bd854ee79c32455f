"""Georgian has no capitals. Python makes Mtavruli of the first letter of a label, which few fonts can show."""

import re

MTAVRULI = re.compile(rb"\xe1\xb2([\x90-\xbf])")  # U+1C90–U+1CBF in UTF-8; meant are U+10D0–U+10FF
ESCAPED = re.compile(rb"\\u1c([9ab])([0-9a-f])")  # the same in JSON
ROWS = {b"9": b"d", b"a": b"e", b"b": b"f"}


def without_capitals(content):
    """Return UTF-8 bytes with every Mtavruli letter replaced by the Georgian letter it stands for."""
    if b"\xe1\xb2" in content:
        content = MTAVRULI.sub(b"\xe1\x83\\1", content)
    if b"\\u1c" in content:
        content = ESCAPED.sub(lambda match: b"\\u10" + ROWS[match[1]] + match[2], content)
    return content


class GeorgianMiddleware:
    """Lets no page of the CMS speak in Mtavruli; what readers get is written without it from the start."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if request.path.startswith("/admin/") and not response.streaming:
            content = without_capitals(response.content)
            if content != response.content:
                response.content = content
        return response
