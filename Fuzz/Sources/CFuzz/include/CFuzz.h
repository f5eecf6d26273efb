#ifndef CFUZZ_H
#define CFUZZ_H

#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop, for programs with a `main` of their own.
int LLVMFuzzerRunDriver(int *argc, char ***argv, int (*one)(const uint8_t *data, size_t size));

/// Counts the bytes on the heap from here on. Call it once.
void cfuzz_meter_start(void);
/// Forgets the peak; what is on the heap now is the floor.
void cfuzz_meter_reset(void);
/// Most bytes that were on the heap since the last reset, above the floor.
int64_t cfuzz_meter_peak(void);

#endif
