#include "mw_revision.h"

// Written by scripts/revision.sh, and no part of the sources: a build without it works, and knows nothing.
#if __has_include("written_revision.h")
#include "written_revision.h"
#else
#define MW_REVISION "unknown"
#define MW_BRANCH "unknown"
#endif

const char *mw_revision(void) { return MW_REVISION; }

const char *mw_branch(void) { return MW_BRANCH; }
