"""`python -m polnews`: the command line."""

from polnews.cli import main

if __name__ == "__main__":
    main()
