"""The raw files that the snapshot is made from: where they are, whether they are the ones it was made from before."""

from __future__ import annotations

import gzip
import hashlib
import io
import tomllib
import zipfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from toponyms.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, TextIO


class Source(NamedTuple):
    """One row of `gazetteer/sources.toml`."""

    id: str
    title: str
    file: str
    """Path below the folder of sources, "" where it is no file."""
    url: str
    sha256: str
    optional: bool
    package: str
    """Python package that carries the data, "" where it is a file."""
    version: str


class Sources:
    """The sources of a build: the list and the folder that holds the files."""

    def __init__(self, root: Path, listing: Path) -> None:
        """`root` is the folder of raw files, `listing` the `sources.toml`.

        Raises `BuildError` where either is missing or the list is malformed.
        """
        if not root.is_dir():
            raise BuildError(f"{root} is not a folder: give the folder of raw files with --sources DIR")
        self.root = root
        self.rows = read_listing(listing)

    def has(self, source: str) -> bool:
        """Whether the file of a source is there."""
        row = self.rows[source]
        return bool(row.file) and (self.root / row.file).is_file()

    def path(self, source: str) -> Path:
        """The file of a source.

        Raises `BuildError` naming the file and where to get it, where it is not there.
        """
        row = self.rows[source]
        path = self.root / row.file
        if not path.is_file():
            raise BuildError(f"{path} is missing ({row.title}): get it from {row.url}")
        return path

    def check(self, report: Callable[[str], None]) -> None:
        """Compare every file with the list: say which differ and which optional ones are not there.

        Raises `BuildError` that names every missing file that the build cannot do without.
        """
        missing = []
        for row in self.rows.values():
            if row.package:
                if message := _package_differs(row):
                    report(f"source {row.id}: {message}")
                continue
            if not row.file:
                continue
            if not self.has(row.id):
                if row.optional:
                    report(f"source {row.id}: no {row.file}, going on without it (get it from {row.url})")
                else:
                    missing.append(f"  {row.file}: {row.title}, from {row.url}")
                continue
            if row.sha256 and (digest := sha256_of(self.root / row.file)) != row.sha256:
                report(
                    f"source {row.id}: {row.file} is not the edition that gazetteer/sources.toml records"
                    f" (sha256 {digest}); taking it as it is, record it there when the snapshot is committed"
                )
        if missing:
            raise BuildError("\n".join([f"{self.root} lacks:", *missing]))


def installed(package: str) -> str:
    """Version of an installed package, "" where it is not."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _package_differs(row: Source) -> str:
    """What to know about a source that is a Python package, "" where it is the recorded version."""
    found = installed(row.package)
    if not found:
        return f"the package {row.package} is not installed, going on without it ({row.title})"
    if row.version and found != row.version:
        return f"{row.package} {found} is installed, the snapshot was made with {row.version}"
    return ""


def read_listing(listing: Path) -> dict[str, Source]:
    """Every row of a `sources.toml`, by id.

    Raises `BuildError` where the file is missing or a row lacks title, licence or use.
    """
    try:
        table: dict[str, Any] = tomllib.loads(listing.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BuildError(f"{listing} is missing: run the build from a checkout, it lists the sources") from None
    except tomllib.TOMLDecodeError as error:
        raise BuildError(f"{listing}: {error}") from None
    rows = {}
    for name, row in table.items():
        if not isinstance(row, dict):
            continue  # `data_version`, which says nothing about a source
        for need in ("title", "licence", "use"):
            if not row.get(need):
                raise BuildError(f"{listing}: source {name} has no {need}")
        if row["use"] not in ("ship", "check"):
            raise BuildError(f"{listing}: source {name} has use {row['use']!r}, which is neither ship nor check")
        text = {key: str(row.get(key, "")) for key in ("title", "file", "url", "sha256", "package", "version")}
        rows[name] = Source(id=name, optional=bool(row.get("optional")), **text)
    return rows


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file, in hex."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


@contextmanager
def open_lines(path: Path, member: str = "") -> Iterator[TextIO]:
    """Open a raw text file for reading line by line: plain, `.gz`, or a `.zip`.

    member: the file of the archive, by default the one that the archive is named after.

    A leading byte order mark is dropped, CRLF becomes LF.

    Raises `BuildError` for a broken archive, or one without the file it is named after.
    """
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                member = member or f"{path.stem}.txt"
                if member not in archive.namelist():
                    raise BuildError(f"{path} holds no {member}")
                with archive.open(member) as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline=None) as text:
                    yield text
        elif path.suffix == ".gz":
            with gzip.open(path, "rt", encoding="utf-8-sig", newline=None) as text:
                yield text
        else:
            with path.open(encoding="utf-8-sig", newline=None) as text:
                yield text
    except (gzip.BadGzipFile, zipfile.BadZipFile, EOFError) as error:
        raise BuildError(f"{path} is damaged ({error}): get it again") from None
    except UnicodeDecodeError as error:
        raise BuildError(f"{path} is not UTF-8 ({error})") from None
