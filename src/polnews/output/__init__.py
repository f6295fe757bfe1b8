"""How values are shown. One file per format."""
