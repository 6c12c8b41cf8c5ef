"""The law on Spark: the same SQL over Parquet, in this process or wherever a session leads.

Rule: Spark is an extra and is loaded here alone. Long generated methods are left to the compiler (`bulk.md`: half the
time of wide plans).
"""

from __future__ import annotations

import os
from typing import Any

from pratique.errors import UsageError


def session(partitions: int | None = None) -> Any:
    """A local Spark session, a partition for each processor. Raises UsageError where Spark or Java is missing."""
    try:
        from pyspark.sql import SparkSession
    except ModuleNotFoundError as error:
        raise UsageError("Spark is not installed: pip install 'pratique[spark]'; it also needs Java 17.") from error
    many = partitions or os.cpu_count() or 1
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    try:
        found = (
            SparkSession.builder.master(f"local[{many}]")
            .appName("pratique")
            .config("spark.ui.enabled", "false")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.driver.extraJavaOptions", "-XX:-DontCompileHugeMethods")
            .config("spark.sql.shuffle.partitions", many * 2)
            .config("spark.sql.session.timeZone", "UTC")
            .config("spark.sql.ansi.enabled", "true")
            .getOrCreate()
        )
    except Exception as error:
        raise UsageError(f"Spark did not start ({type(error).__name__}): it needs Java 17 on the path.") from error
    found.sparkContext.setLogLevel("ERROR")
    return found
