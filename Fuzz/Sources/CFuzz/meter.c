#include "CFuzz.h"

#include <stdatomic.h>

// The address sanitizer's own doors (sanitizer/allocator_interface.h).
int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
                                              void (*on_free)(const volatile void *));
size_t __sanitizer_get_allocated_size(const volatile void *p);

static _Atomic int64_t live, floor_, peak;

static void on_malloc(const volatile void *p, size_t size) {
  (void)p;
  int64_t now = atomic_fetch_add(&live, (int64_t)size) + (int64_t)size;
  int64_t most = atomic_load(&peak);
  while (now > most && !atomic_compare_exchange_weak(&peak, &most, now)) {
  }
}

static void on_free(const volatile void *p) {
  if (p) atomic_fetch_sub(&live, (int64_t)__sanitizer_get_allocated_size(p));
}

void cfuzz_meter_start(void) { __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free); }

void cfuzz_meter_reset(void) {
  int64_t now = atomic_load(&live);
  atomic_store(&floor_, now);
  atomic_store(&peak, now);
}

int64_t cfuzz_meter_peak(void) { return atomic_load(&peak) - atomic_load(&floor_); }
