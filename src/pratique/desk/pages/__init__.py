"""The pages, one file each: a view asks one use case or reads what is stored, and hands it to one template."""
