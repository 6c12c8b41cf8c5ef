#!/bin/sh
# The built wheel in a Debian that has Python and nothing else: every command without extras, each line of the README, and a
# check as the container file runs it (as nobody, read-only, without a network).
#
#   supply/in_debian.sh WHEEL SUITE [PREFIX]
#
# SUITE is bookworm (Python 3.11) or trixie (3.13). PREFIX is the folder of another Python to bring along (3.12 is in no
# release). Needs root, debootstrap and the network; what it makes is below build/debian.
set -eu
# Mounts of its own: what is mounted below vanishes with this process, however it ends, and nobody else sees it.
[ -n "${PRATIQUE_APART:-}" ] || PRATIQUE_APART=1 exec unshare --mount --propagation private "$0" "$@"
wheel=$(realpath "$1") suite=$2 prefix=${3:-}
here=$(dirname "$(dirname "$(realpath "$0")")")
root=$here/build/debian/$suite
[ -e "$root/made" ] || { debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "$suite" "$root" >&2 && touch "$root/made"; }
for each in /etc/pip.conf /etc/resolv.conf /etc/ssl/certs/ca-certificates.crt; do
	[ ! -e "$each" ] || cp -L "$each" "$root$each"
done
python=/usr/bin/python3
if [ -n "$prefix" ]; then
	mkdir -p "$root/opt/python" && cp -a "$prefix/." "$root/opt/python"
	python=/opt/python/bin/python3
fi
rm -rf "$root/work" && mkdir -p "$root/work/src"
cp -r "$wheel" "$here/examples" "$here/tests" "$here/docs" "$here"/*.md "$here/pyproject.toml" "$root/work"
for each in proc dev; do
	mkdir -p "$root/$each" && mount --bind "/$each" "$root/$each"
done
chroot "$root" env HOME=/root LC_ALL=C.UTF-8 LD_LIBRARY_PATH=/opt/python/lib sh -euc "cd /work
$python -m venv bare && bare/bin/pip install -q ./*.whl && bare/bin/python tests/smoke.py
$python -m venv all
all/bin/pip install -q \"\$(ls ./*.whl)[all]\" pytest hypothesis
all/bin/python -m pytest -q -p no:cacheprovider --noconftest --confcutdir=/work tests/health/test_commands_in_pages.py"
# As the container file runs it: as nobody, on a file system that cannot be written, without a network.
mount --bind "$root" "$root" && mount -o remount,ro,bind "$root"
asked="/work/all/bin/pratique check /work/examples/shanghai-app/dossier.toml"
status=0
unshare --net chroot --userspec=65534:65534 "$root" env -i PATH=/usr/bin LC_ALL=C.UTF-8 HOME=/nonexistent PYTHONDONTWRITEBYTECODE=1 \
	sh -c "! touch /work/written 2>/dev/null && $asked" || status=$?
[ "$status" = 1 ] || { echo "as nobody on a read-only file system: status $status instead of 1 (barred)" >&2; exit 1; }
