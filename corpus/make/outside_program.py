"""Runs LibreOffice and Chromium without a window, each with a profile of its own; and the
filter of the print system."""

import subprocess
import tempfile
from pathlib import Path

CHROMIUM_FLAGS = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
                  "--no-first-run", "--disable-background-networking",
                  "--disable-component-update", "--disable-sync", "--no-pdf-header-footer")
PATIENCE_SECONDS = 180


def office_to_pdf(document: str, suffix: str, target: Path) -> None:
    """Converts one flat XML document (.fodp, .fodt, .fods) to a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, f"sheet{suffix}")
        source.write_text(document, encoding="utf-8")
        profile = Path(tempfile.gettempdir(), "corpus-office-profile")
        _run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
              "pdf", "--outdir", folder, str(source)])
        target.write_bytes(Path(folder, "sheet.pdf").read_bytes())


def html_to_pdf(document: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        source, result = Path(folder, "sheet.html"), Path(folder, "sheet.pdf")
        source.write_text(document, encoding="utf-8")
        _run(["chromium", *CHROMIUM_FLAGS, f"--user-data-dir={folder}/profile",
              f"--print-to-pdf={result}", source.as_uri()])
        target.write_bytes(result.read_bytes())


def print_on_paper(target: Path, slides: int) -> None:
    """Puts several pages on each sheet of A4, as CUPS does when somebody prints so."""
    command = ["/usr/lib/cups/filter/pdftopdf", "1", "user", "sheet", "1",
               f"number-up={slides} media=iso_a4_210x297mm fit-to-page", str(target)]
    finished = subprocess.run(command, capture_output=True, check=True,
                              timeout=PATIENCE_SECONDS)
    target.write_bytes(finished.stdout)


def _run(command: list[str]) -> None:
    finished = subprocess.run(command, capture_output=True, text=True, check=False,
                              timeout=PATIENCE_SECONDS)
    if finished.returncode != 0:
        raise RuntimeError(f"{command[0]} failed: {finished.stderr[-2000:]}")
