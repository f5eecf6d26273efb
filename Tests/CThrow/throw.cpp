#include "include/CThrow.h"

#include <stdexcept>

void cthrow(void) { throw std::runtime_error("on purpose"); }
