"""The Grafana boards as Python: one module for each board, and the parts they share. scripts/make-dashboards.py writes them."""
