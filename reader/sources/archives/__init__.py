"""Web archives: copies of pages that are gone, found by date, and saved on request."""
