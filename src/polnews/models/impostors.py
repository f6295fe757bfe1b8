"""Recognises what is often downloaded in place of a package."""

__all__ = ["describe"]

_LFS = b"version https://git-lfs.github.com/spec/"


def describe(start: bytes) -> str | None:
    """Say what a file is whose beginning is given, when it is known not to be a package; None otherwise.

    >>> describe(b"version https://git-lfs.github.com/spec/v1\\noid sha256:00")
    'it is a Git LFS pointer, not the file it points to. Fetch the file itself, e.g. with: git lfs pull'
    >>> describe(b"<!DOCTYPE html><title>Not found</title>")
    'it is a web page, perhaps an error page or a login form of the network. Open the address in a browser to see it.'
    """
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        return "it is empty."
    if text.startswith(_LFS):
        return "it is a Git LFS pointer, not the file it points to. Fetch the file itself, e.g. with: git lfs pull"
    if (
        text[:256].lower().startswith((b"<!doctype html", b"<html", b"<head", b"<!--"))
        or b"<html" in text[:1024].lower()
    ):
        return (
            "it is a web page, perhaps an error page or a login form of the network. "
            "Open the address in a browser to see it."
        )
    if text.startswith(b"<?xml") or text.startswith(b"<Error>"):
        return "it is an XML message, as file servers send for errors."
    if text.startswith((b"{", b"[")):
        return "it is a JSON message, not an archive."
    return None
