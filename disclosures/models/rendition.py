"""The files of a version, made when it is submitted and kept as they are."""

import hashlib
from dataclasses import dataclass

from django.db import models
from django.db.models import Func
from django.utils.translation import gettext_lazy as _

from disclosures.exports.registry import FORMATS


@dataclass(frozen=True)
class VersionFiles:
    """The files of a version before they are stored: the bytes of each format, by its name.

    sheet_sha256: the hash of the frozen text that they are made of.
    """

    sheet_sha256: str
    contents: dict[str, bytes]

    @classmethod
    def of(cls, sheet, sheet_sha256):
        """Make the files of this `Sheet`, whose frozen text has that hash; asks no database."""
        contents = {name: bytes(format.render(sheet)) for name, format in FORMATS.items()}
        return cls(sheet_sha256, contents)


class Bytes(Func):
    """How many bytes a text (in UTF-8) or a file takes."""

    function = "OCTET_LENGTH"
    output_field = models.IntegerField()

    def as_sqlite(self, compiler, connection):
        return self.as_sql(compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))")


class RenditionQuerySet(models.QuerySet):
    def sizes(self):
        """Of each the key of its version, its format, its size in bytes and its SHA-256."""
        return self.values_list("revision", "format", Bytes("content"), "sha256")


class Rendition(models.Model):
    """One version in one format: the very bytes that the reviewer opens and customers get."""

    revision = models.ForeignKey(
        "Revision", models.PROTECT, related_name="renditions", verbose_name=_("version")
    )
    format = models.CharField(_("format"), max_length=10)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField("SHA-256", max_length=64)

    objects = RenditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        ordering = ["revision_id", "format"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["revision", "format"], name="one_file_per_version_and_format"
            )
        ]

    def __str__(self):
        return f"{self._meta.verbose_name} {self.pk}"

    @classmethod
    def store_all(cls, revision, files):
        """Store the `VersionFiles` of the version's frozen text."""
        for name, content in files.contents.items():
            sha256 = hashlib.sha256(content).hexdigest()
            cls.objects.create(revision=revision, format=name, content=content, sha256=sha256)
