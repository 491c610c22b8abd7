// Empty on purpose: this module exists for its pkg-config entry (include path and libraries of Highway).
#pragma once
