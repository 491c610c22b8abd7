#include "mw_distributions.h"
