"""`export_site DIR`: every public address but searches, as the files of a static site."""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from disclosures.public.exporting import Moved, export_site


class Command(BaseCommand):
    help = (
        "Write what readers find at every public address but searches into a new or empty folder,"
        " for a CDN, object storage or a reader without a network."
    )

    def add_arguments(self, parser):
        parser.add_argument("dir", type=Path, help="a folder that is new or empty")

    def handle(self, *, dir, **options):
        if not settings.KAIJI_URL:
            raise CommandError("Set KAIJI_URL: the pages name their own addresses.")
        if dir.is_symlink() or (dir.exists() and (not dir.is_dir() or any(dir.iterdir()))):
            raise CommandError(f"{dir} is not an empty folder.")
        with TemporaryDirectory() as made:  # so that nothing half-written is left
            try:
                count = export_site(Path(made))
            except Moved as moved:
                raise CommandError("What is public changed; please run it again.") from moved
            if not count:
                raise CommandError("Nobody is answered under KAIJI_URL; see KAIJI_ALLOWED_HOSTS.")
            shutil.copytree(made, dir, dirs_exist_ok=True, copy_function=shutil.copyfile)
        dir.chmod(0o755)
        self.stdout.write(f"{count} files in {dir}")
