#include "mw_arrow_dataset.h"
