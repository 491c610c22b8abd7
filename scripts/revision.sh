#!/usr/bin/env bash
# Tells the next build from which commit it is, for --version and modelwatch_build_info. Without it a build works as well.
#
#   scripts/revision.sh                     of the repository
#   REVISION=... BRANCH=... scripts/revision.sh    as a build outside of a repository is told
set -euo pipefail
cd "$(dirname "$0")/.."

revision=${REVISION:-$(git rev-parse --verify --quiet HEAD || true)}
branch=${BRANCH:-$(git symbolic-ref --quiet --short HEAD || true)}
if [ -z "${REVISION:-}" ] && [ -n "$revision" ] && [ -n "$(git status --porcelain --untracked-files=no)" ]; then
    revision=$revision-modified
fi

plain() { # Names of branches may hold quotes.
    printf '%s' "${1:-unknown}" | tr -c 'A-Za-z0-9._/-' '_'
}

header=Sources/CRevision/written_revision.h
text=$(printf '#define MW_REVISION "%s"\n#define MW_BRANCH "%s"\n' "$(plain "$revision")" "$(plain "$branch")")
if [ "$(cat "$header" 2>/dev/null)" != "$text" ]; then
    echo "$text" >"$header"
    # The compiler notes which headers it read, not which were missing.
    touch Sources/CRevision/mw_revision.c
fi
