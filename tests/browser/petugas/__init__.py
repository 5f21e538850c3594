"""The officers' page in Chromium, on a packaged stack."""
