"""Forms that were sent, so that one that is sent twice is one act."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """The table."""

    dependencies: ClassVar = [
        ("desk", "0004_kept"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Sent",
            fields=[
                ("mark", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("by", models.CharField(help_text="Which of the requests that sent it did the act.", max_length=32)),
                ("ended", models.DateTimeField()),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("where", models.CharField(blank=True, max_length=2000)),
                ("kind", models.CharField(blank=True, max_length=200)),
                ("sealed", models.BinaryField(null=True)),
            ],
        ),
    ]
