"""Handing a letter to the mail server, and what is known of it when that fails."""

from contextlib import suppress
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused

from django.core.mail import get_connection


class Refused(Exception):
    """There is no such mailbox, and there will be none."""


class PutOff(Exception):
    """The server does not take this letter now."""


class Away(Exception):
    """The server cannot be reached, or takes letters of nobody. This letter is not with it."""


class Uncertain(Exception):
    """The connection broke while the letter was under way: the server may have taken it, or not."""


class Post:
    """One connection to the mail server, for several letters: a context manager. Raises ``Away`` if there is none."""

    def __enter__(self):
        self.connection = get_connection()
        self.under_way = False
        try:
            self.connection.open()
        except (OSError, SMTPException) as error:
            raise Away from error
        self._watch(getattr(self.connection, "connection", None))
        return self

    def __exit__(self, *_error):
        with suppress(OSError, SMTPException):  # what was taken is taken
            self.connection.close()

    def _watch(self, smtp):
        """Know when the text of a letter goes out: before that, a broken connection has lost nothing."""
        if not hasattr(smtp, "data"):
            return
        send_text = smtp.data

        def data(text):
            self.under_way = True
            return send_text(text)

        smtp.data = data

    def send(self, letter):
        """Hand a letter over.

        Raises:
            Refused, PutOff, Away, Uncertain: it was not, or nobody knows.
        """
        self.under_way = False
        try:
            self.connection.send_messages([letter])
        except SMTPRecipientsRefused as refusal:
            codes = [code for code, _words in refusal.recipients.values()]
            raise (Refused if codes and min(codes) >= 500 else PutOff) from None
        except SMTPDataError:  # answered, so not taken
            raise PutOff from None
        except ValueError:  # no address that can be written to, UnicodeError included
            raise Refused from None
        except (OSError, SMTPException) as error:
            raise (Uncertain if self.under_way else Away) from error
        except Exception as error:  # a fault of whatever sends: nobody knows how far it came
            raise Uncertain from error
