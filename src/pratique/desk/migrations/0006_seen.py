"""What the names of an entry were when somebody judged it."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more column, which may be empty: one with a default would make the table anew, without its triggers."""

    dependencies: ClassVar = [
        ("desk", "0005_sent"),
    ]

    operations: ClassVar = [
        migrations.AddField(
            model_name="judgement",
            name="seen",
            field=models.CharField(
                help_text="The mark of the entry's names, as they were.", max_length=64, null=True
            ),
        ),
    ]
