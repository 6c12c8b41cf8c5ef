"""What was sent and is part of nothing yet; texts nobody read, by decision; who came by single sign-on."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models

import pratique.files.clock


class Migration(migrations.Migration):
    """Tables and columns."""

    dependencies: ClassVar = [
        ("desk", "0002_standing"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Staged",
            fields=[
                ("sha256", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("size", models.PositiveBigIntegerField()),
                ("packed", models.BinaryField(null=True)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="decision",
            name="unread",
            field=models.JSONField(
                default=list, help_text="Deciding provisions whose text nobody read or signed off."
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="subject",
            field=models.CharField(
                help_text="Issuer and subject of single sign-on, once it was used.",
                max_length=500,
                null=True,
                unique=True,
            ),
        ),
        # The default is the program's alone: the table, which has triggers, is not made anew.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField("blob", "stored", models.DateTimeField(default=pratique.files.clock.now)),
            ],
        ),
        migrations.AlterField(
            model_name="questionnaire",
            name="state",
            field=models.CharField(default="sent", help_text="sent, opened, answered, revoked.", max_length=12),
        ),
    ]
