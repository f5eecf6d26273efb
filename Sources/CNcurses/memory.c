// What a dashboard that stays open for days asks of the C library.

#include "CNcurses.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

// glibc sets memory aside for each thread that asks for some, and what one gave back serves no other: after ten
// minutes of questions it held a fifth more. Two sets serve two cores, and reading files costs the same.
void vane_share_memory(void) {
#ifdef __GLIBC__
  mallopt(M_ARENA_MAX, 2);
#endif
}
