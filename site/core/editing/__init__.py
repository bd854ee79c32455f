"""Two people at one text: the second is told who saved and when, sees the difference, and loses nothing.

Every form of the CMS that changes what was there before carries the version it was opened with. A saving request first
locks the row, then compares: where the text has changed since, nothing is saved, and the form comes back with
everything that was typed, what differs, and the choice to save on top or to leave it. All of that happens inside
the transaction of the request (``core.middleware.AtomicAdminMiddleware``), so of two at once one is told.

A request without a version (a script, a test, the API) is taken at its word.
"""
