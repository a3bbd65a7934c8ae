"""The formats of an export, one file each; a new file is a new format."""
