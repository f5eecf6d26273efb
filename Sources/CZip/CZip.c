#include "CZip.h"

#include <limits.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

int64_t czip_inflate(const uint8_t *from, size_t count, uint8_t *to, size_t room) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (count > UINT_MAX || room > UINT_MAX || inflateInit2(&stream, -MAX_WBITS) != Z_OK) return -1;
  stream.next_in = (Bytef *)from;
  stream.avail_in = (uInt)count;
  stream.next_out = to;
  stream.avail_out = (uInt)room;
  int result = inflate(&stream, Z_FINISH);
  int64_t written = (int64_t)(room - stream.avail_out);
  inflateEnd(&stream);
  return result == Z_STREAM_END ? written : -1;
}

int64_t czip_zstd(const uint8_t *from, size_t count, uint8_t *to, size_t room) {
  size_t written = ZSTD_decompress(to, room, from, count);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}

size_t czip_zstd_room(size_t count) { return ZSTD_compressBound(count); }

int64_t czip_zstd_pack(const uint8_t *from, size_t count, uint8_t *to, size_t room) {
  size_t written = ZSTD_compress(to, room, from, count, 3);
  return ZSTD_isError(written) ? -1 : (int64_t)written;
}

uint32_t czip_crc32(const uint8_t *from, size_t count) {
  return count > UINT_MAX ? 0 : (uint32_t)crc32(crc32(0, Z_NULL, 0), from, (uInt)count);
}
