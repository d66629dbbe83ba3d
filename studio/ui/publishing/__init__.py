"""What the overview and the export dialog share: the checklist and what will be written."""
