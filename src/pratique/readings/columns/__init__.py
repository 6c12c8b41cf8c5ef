"""The reading of conditions over millions of rows, with Polars."""
