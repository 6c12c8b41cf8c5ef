"""The desk: pages and an API on the same answers, with records that last ten years.

Rule: it asks use cases, keeps what they said, and shows it; no law and no logic stands here, and a page view never
decides. Only this room knows a web framework, and `pratique check` imports none of it.
"""
