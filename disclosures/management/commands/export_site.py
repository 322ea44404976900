"""`export_site DIR`: what public pages show and lead to, as the files of a static site."""

from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosures.public.static_export import Moved, export_site


class Command(BaseCommand):
    help = (
        "Write what public pages show and lead to, but searches, into a new or empty folder,"
        " for a CDN, object storage or a reader without a network."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, help="a folder that is new or empty")

    def handle(self, *, dir, **options):
        if not settings.KAIJI_URL:
            raise CommandError("Set KAIJI_URL: the pages name their own addresses.")
        if dir.is_symlink() or (dir.exists() and (not dir.is_dir() or any(dir.iterdir()))):
            raise CommandError(f"{dir} is not an empty folder.")
        try:
            count = _write(dir)
        except Moved as moved:
            raise CommandError("What is public changed; please run it again.") from moved
        except OSError as error:
            raise CommandError(f"{dir} cannot be written: {error.strerror}.") from error
        self.stdout.write(f"{count} files in {dir}")


def _write(folder):
    """All or nothing: what fails on its way leaves the folder empty."""
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as made:
        count = export_site(Path(made))
        if not count:
            raise CommandError("Nobody is answered under KAIJI_URL; see KAIJI_ALLOWED_HOSTS.")
        for entry in Path(made).iterdir():
            entry.rename(folder / entry.name)
    return count
