// From which commit the executable was built.
#pragma once

#pragma clang assume_nonnull begin

/// The commit, with `-modified` behind it where files differed from it; `unknown` unless scripts/revision.sh ran before
/// the build.
const char *mw_revision(void);

/// The branch; `unknown` as well.
const char *mw_branch(void);

#pragma clang assume_nonnull end
