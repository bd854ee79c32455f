"""What readers see of the alerts: asking for them, confirming, changing, ending.

Asking is a form like any other. All else happens behind personal links: the link is the secret, so these pages need no
cookie and no second one. What a link does is done by a button, since mail scanners follow links.
"""

from django.core import signing
from django.db import transaction
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from core.clients import client_mark
from core.forms import NO_COOKIE
from core.frames import frame_at
from press.alerts.forms import ChoicesForm, SubscriptionForm
from press.alerts.letters import read_confirmation
from press.alerts.tasks import send_confirmation
from press.alerts.topics import all_topics
from press.models.subscribers import (
    KEEP_PAUSED,
    KEEP_UNCONFIRMED,
    Subscriber,
    SubscriptionRequest,
    TooManyRequests,
)

readers_only = require_http_methods(["GET", "HEAD", "POST"])


@readers_only
def subscribe(request):
    """Show the form; receive it. Whether an address is known is told to nobody but its owner, by e-mail."""
    if request.method == "POST":
        return _receive(request, SubscriptionForm(request.POST))
    if "sent" in request.GET:
        return _answer(request, "sent", indexed=False)
    initial = {"topics": request.GET.getlist("topic"), "language": get_language()[:2]}
    return _answer(request, "subscribe", form=SubscriptionForm(initial=initial))


def _refused(request):
    """Answer a form that came without its secret: shown again, to be sent again."""
    form = SubscriptionForm(request.POST)
    form.is_valid()
    form.add_error(None, NO_COOKIE)
    return _answer(request, "subscribe", status=403, form=form)


subscribe.form_refused = _refused


def _receive(request, form):
    if not form.is_valid():
        return _answer(request, "subscribe", status=422, form=form)
    choice = form.cleaned_data
    try:
        with transaction.atomic():
            _ask(choice["email"], choice["language"], choice["topics"], client_mark(request))
    except TooManyRequests:
        form.add_error(None, _("Too many requests have come within the last hour. Please try again later."))
        response = _answer(request, "subscribe", status=429, form=form)
        response["Retry-After"] = "3600"
        return response
    return HttpResponseRedirect(f"{reverse('alerts')}?sent=1")


def _ask(email, language, topics, sender_mark):
    """Have the address asked whether this is wanted, if it was not asked too often today."""
    wanted = f"{language}:{','.join(topics)}"
    if not SubscriptionRequest.objects.receive(email, sender_mark, wanted):
        return
    subscriber, made = Subscriber.objects.get_or_create(email=email, defaults={"language": language})
    if not made:
        Subscriber.objects.filter(pk=subscriber.pk).update(asked_at=timezone.now())
    send_confirmation.enqueue(subscriber.pk, language, topics)


@csrf_exempt
@readers_only
def confirm(request, token):
    """Show what was asked for, with a button; keep it when it is pressed."""
    try:
        key, language, topics = read_confirmation(token)
    except signing.BadSignature:
        return _gone(request)
    labels = all_topics().labels(topics)
    subscriber = Subscriber.objects.filter(key=key).first()
    if not subscriber or not labels:
        return _gone(request)
    if request.method == "POST":
        subscriber.choose(language, topics)
        with override(language):
            return HttpResponseRedirect(f"{reverse('alerts-manage', args=[key])}?confirmed=1")
    names = dict(ChoicesForm().fields["language"].choices)
    return _answer(
        request,
        "confirm",
        path=lambda: reverse("alerts-confirm", args=[token]),
        subscriber=subscriber,
        labels=labels,
        language_name=names.get(language, language),
        stop=reverse("alerts-stop", args=[key]),
    )


@csrf_exempt
@readers_only
def manage(request, key):
    """Show a subscription behind its personal link; change it."""
    subscriber = Subscriber.objects.confirmed().filter(key=key).first()
    if not subscriber:
        return _gone(request)
    saved = "saved" in request.GET
    form = ChoicesForm(
        request.POST if request.method == "POST" else None,
        initial={"topics": subscriber.topics, "language": subscriber.language},
    )
    if form.is_valid():
        subscriber.choose(form.cleaned_data["language"], form.cleaned_data["topics"])
        with override(subscriber.language):
            return HttpResponseRedirect(f"{reverse('alerts-manage', args=[key])}?saved=1")
    return _answer(
        request,
        "manage",
        status=422 if form.is_bound else 200,
        path=lambda: reverse("alerts-manage", args=[key]),
        subscriber=subscriber,
        form=form,
        saved=saved,
        confirmed="confirmed" in request.GET,
        stop=reverse("alerts-stop", args=[key]),
    )


@csrf_exempt
@readers_only
def stop(request, key):
    """Erase a subscription at once: for the button on this page, and for mail programs (RFC 8058)."""
    subscriber = Subscriber.objects.filter(key=key).first()
    if not subscriber:
        return _gone(request)
    if request.method == "POST":
        subscriber.delete()
        return _answer(request, "stopped", path=lambda: reverse("alerts"))
    return _answer(request, "stop", path=lambda: reverse("alerts-stop", args=[key]), subscriber=subscriber)


def _gone(request):
    return _answer(request, "gone", status=404, path=lambda: reverse("alerts"))


def _answer(request, name, *, status=200, path=None, indexed=True, **context):
    """Answer with a page of ours.

    Args:
        name: of the template.
        path: function that returns the address in the active language; without one it is that of the form.
        indexed: whether search engines may keep it; a page behind a personal link they never may.
    """

    def path_of(language):
        with override(language):
            return (path or (lambda: reverse("alerts")))()

    indexed = indexed and not path and status == 200
    language = get_language()[:2]
    frame = frame_at(path_of, (_("News by e-mail"), path_of(language)), indexed=indexed)
    context |= frame | {"days": KEEP_UNCONFIRMED.days, "paused_days": KEEP_PAUSED.days}
    response = render(request, f"press/alerts/{name}.html", context, status=status)
    # A token, an address or a secret link stands in it: none of them is for others.
    patch_cache_control(response, private=True, no_cache=True)
    if path:
        patch_cache_control(response, no_store=True)
        response["Referrer-Policy"] = "no-referrer"
    return response
