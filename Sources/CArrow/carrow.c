// A C target needs a source file; this one has nothing to compile but its header.
#include "arrow_c_data.h"
