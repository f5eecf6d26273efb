#ifndef CZIP_H
#define CZIP_H

#include <stddef.h>
#include <stdint.h>

/// What an archive's reader and the index need of zlib and libzstd. Each writes at most `room` bytes and returns how
/// many it wrote; -1 if the data is broken or does not fit.
int64_t czip_inflate(const uint8_t *from, size_t count, uint8_t *to, size_t room);
/// Any number of frames, one behind the other.
int64_t czip_zstd(const uint8_t *from, size_t count, uint8_t *to, size_t room);
/// One frame, into the room that it needs at most.
int64_t czip_zstd_pack(const uint8_t *from, size_t count, uint8_t *to, size_t room);
size_t czip_zstd_room(size_t count);
uint32_t czip_crc32(const uint8_t *from, size_t count);

#endif
