// How wide a character is, asked by curses of libc.

#include <wchar.h>

// Octants and their neighbours are of Unicode 16; a libc that is older calls them unprintable, and curses then draws a
// blank. This answer stands before libc's in the whole program.
#ifdef __GLIBC__
int wcwidth(wchar_t character) {
  if (0x1cc00 <= character && character <= 0x1ceb3) return 1;
  // Answers for a single character, and does not come back here.
  return wcswidth(&character, 1);
}
#endif
