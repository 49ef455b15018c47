"""The peer: the same journal as a small Django site, in one file, as its documentation would have it written.

    python situs.py isi 100000     makes the database peer.sqlite3 in $BALAI_UKUR and prints an event's id and a session
    gunicorn situs:application     serves it: / is the list, /ringkas/ the list without a count, /<id>/ the detail

A signed-in session, a permission, fifty rows newest first, a frame with a menu: what our page does, it does.
"""

import hashlib
import os
import sys
import uuid
from pathlib import Path

import django
from django.conf import settings

SINI = Path(__file__).resolve().parent
FOLDER = Path(os.environ.get("BALAI_UKUR", "."))

settings.configure(
    SECRET_KEY="a measurement, nothing else",
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    TIME_ZONE="Asia/Jakarta",
    LANGUAGE_CODE="id",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": FOLDER / "peer.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"},
        }
    },
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "django.middleware.gzip.GZipMiddleware",
    ],
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "DIRS": [SINI / "templates"],
            "OPTIONS": {"context_processors": ["django.template.context_processors.request", "django.contrib.auth.context_processors.auth"]},
        }
    ],
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402
from django.core.paginator import Paginator  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402


class Catatan(models.Model):
    """An event of the journal."""

    id = models.CharField(primary_key=True, max_length=36)
    akt = models.CharField(max_length=80, db_index=True)
    aktor = models.CharField(max_length=80, db_index=True)
    kapasitas = models.CharField(max_length=40)
    jenis = models.CharField(max_length=40)
    kunci = models.CharField(max_length=80, db_index=True)
    waktu = models.DateTimeField(db_index=True)
    isi = models.JSONField()
    sidik = models.CharField(max_length=64)

    class Meta:
        app_label = "jurnal"
        ordering = ["-id"]


@login_required
def daftar(request):
    """The list, with Django's own pages: it counts exactly."""
    halaman = Paginator(Catatan.objects.all(), 50).get_page(request.GET.get("halaman"))
    return render(request, "daftar.html", {"halaman": halaman, "jumlah": halaman.paginator.count})


@login_required
def ringkas(request):
    """The list without a count: the next page begins after the last id."""
    catatan = Catatan.objects.all()
    if sebelum := request.GET.get("sebelum"):
        catatan = catatan.filter(id__lt=sebelum)
    return render(request, "daftar.html", {"halaman": catatan[:50]})


@login_required
def satu(request, kunci):
    """One event."""
    return render(request, "satu.html", {"catatan": get_object_or_404(Catatan, pk=kunci)})


urlpatterns = [path("", daftar), path("ringkas/", ringkas), path("<str:kunci>/", satu)]
application = WSGIHandler()


def isi(banyak):
    """Fills the database; prints the id of an event from the middle and a session of somebody who may read."""
    from datetime import datetime, timedelta, timezone

    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.auth.models import User
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0, run_syncdb=True)
    if Catatan._meta.db_table not in connection.introspection.table_names():
        with connection.schema_editor() as s:
            s.create_model(Catatan)
    awal = datetime(2026, 11, 2, tzinfo=timezone.utc)
    kurang = banyak - Catatan.objects.count()
    Catatan.objects.bulk_create(
        (
            Catatan(
                id=str(uuid.UUID(int=(0x019A << 112) | i)),
                akt="platform.penomoran.atur",
                aktor="Admin Kota",
                kapasitas="Administrator",
                jenis="seri",
                kunci=f"ukur-{i % 64}",
                waktu=awal + timedelta(seconds=i),
                isi={"pola": "{urut:3}/{kode}/{bulan_romawi}/{tahun}", "seri": f"ukur-{i % 64}"},
                sidik=hashlib.sha256(str(i).encode()).hexdigest(),
            )
            for i in range(max(kurang, 0))
        ),
        batch_size=2000,
    )
    orang, _ = User.objects.get_or_create(username="admin", defaults={"first_name": "Admin"})
    sesi = SessionStore()
    sesi[SESSION_KEY] = str(orang.pk)
    sesi[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    sesi[HASH_SESSION_KEY] = orang.get_session_auth_hash()
    sesi.save()
    print(Catatan.objects.all()[500].id, sesi.session_key)


if __name__ == "__main__" and sys.argv[1:2] == ["isi"]:
    isi(int(sys.argv[2]))
