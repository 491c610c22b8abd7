// The C library's password hashes, of which bcrypt is used.
#pragma once

#include <crypt.h>
