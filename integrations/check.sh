#!/usr/bin/env bash
# Decides DOSSIERS (one file or folder a line) and leaves SARIF, JUnit, GitLab and Markdown reports in REPORTS.
# Ends with the exit status of `pratique check --fail-on FAIL_ON`; reads DAY and KNOWN where they are set.
set -u

paths=()
while IFS= read -r line; do
  line="${line#"${line%%[![:space:]]*}"}"
  line="${line%"${line##*[![:space:]]}"}"
  [ -n "$line" ] && paths+=("$line")
done <<<"${DOSSIERS:?say which dossiers, one a line}"
[ "${#paths[@]}" -gt 0 ] || { echo "There is no dossier to check." >&2; exit 2; }

options=()
[ -n "${DAY:-}" ] && options+=(--on "$DAY")
[ -n "${KNOWN:-}" ] && options+=(--known-on "$KNOWN")

reports="${REPORTS:-pratique-reports}"
mkdir -p -- "$reports"
declare -A files=([sarif]=pratique.sarif [junit]=pratique-junit.xml [gitlab]=gl-code-quality-report.json [md]=pratique.md)
# What an earlier run left must not be taken for the answer of this one.
for form in "${!files[@]}"; do rm -f -- "$reports/${files[$form]}"; done
for form in sarif junit gitlab md; do
  pratique check --format "$form" --fail-on "${FAIL_ON:-undetermined}" "${options[@]}" \
    -o "$reports/${files[$form]}" -- "${paths[@]}"
  status=$?
  # Wrong input leaves no report; its findings stand in the log already.
  case "$status" in 0 | 1 | 3) ;; *) break ;; esac
done

if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "status=$status" >>"$GITHUB_OUTPUT"
  [ -f "$reports/${files[sarif]}" ] && echo "sarif=$reports/${files[sarif]}" >>"$GITHUB_OUTPUT"
fi
if [ -n "${GITHUB_STEP_SUMMARY:-}" ] && [ -f "$reports/${files[md]}" ]; then
  cat -- "$reports/${files[md]}" >>"$GITHUB_STEP_SUMMARY"
fi
exit "$status"
