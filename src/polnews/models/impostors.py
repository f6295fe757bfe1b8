"""Recognises what is often downloaded in place of a package."""

__all__ = ["describe"]

_LFS = b"version https://git-lfs.github.com/spec/"
_PAGE = (b"<!doctype html", b"<html", b"<head", b"<!--")


def describe(start: bytes) -> str | None:
    """Say what a file is whose beginning is given, when it is known not to be a package; None otherwise.

    >>> describe(b"version https://git-lfs.github.com/spec/v1")
    'it is a Git LFS pointer, not the file it points to. Fetch the file itself, with: git lfs pull'
    >>> describe(b"<!DOCTYPE html><title>Not found</title>")
    'it is a web page, perhaps an error or a login form of the network. Look at it in a browser.'
    """
    text = start.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not text:
        return "it is empty."
    if text.startswith(_LFS):
        return "it is a Git LFS pointer, not the file it points to. Fetch the file itself, with: git lfs pull"
    if text.lower().startswith(_PAGE) or b"<html" in text[:1024].lower():
        return "it is a web page, perhaps an error or a login form of the network. Look at it in a browser."
    if text.startswith((b"<?xml", b"<Error>")):
        return "it is an XML message, as file servers send for errors."
    if text.startswith((b"{", b"[")):
        return "it is a JSON message, not an archive."
    return None
