/// A terminal without glass: bytes of a program in, cells out; keys in, bytes for the program out. libvterm does it.
#ifndef VANE_CVTERM_H
#define VANE_CVTERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct cvterm cvterm;

/// `utf8` false: bytes beyond ASCII are letters of their own, as on terminals of old.
cvterm *cvterm_new(int columns, int rows, bool utf8);
void cvterm_free(cvterm *terminal);
void cvterm_resize(cvterm *terminal, int columns, int rows);

/// What the program wrote.
void cvterm_feed(cvterm *terminal, const uint8_t *bytes, size_t count);
/// What the terminal has to tell the program: answers to its questions, and keys. Returns how much was taken.
size_t cvterm_take(cvterm *terminal, uint8_t *out, size_t capacity);

enum {
  CVTERM_ENTER, CVTERM_TAB, CVTERM_BACKSPACE, CVTERM_ESCAPE,
  CVTERM_UP, CVTERM_DOWN, CVTERM_LEFT, CVTERM_RIGHT,
  CVTERM_INSERT, CVTERM_DELETE, CVTERM_HOME, CVTERM_END, CVTERM_PAGE_UP, CVTERM_PAGE_DOWN,
  /// CVTERM_FUNCTION + n is Fn.
  CVTERM_FUNCTION = 100,
};
enum { CVTERM_SHIFT = 1, CVTERM_ALT = 2, CVTERM_CONTROL = 4 };
void cvterm_press(cvterm *terminal, int key, int modifiers);
void cvterm_type(cvterm *terminal, uint32_t scalar, int modifiers);
/// Brackets what is typed in between, if the program asked for that.
void cvterm_paste(cvterm *terminal, bool begins);

/// The mouse; tells the program only if it asked. Buttons 4 and 5 are the wheel.
void cvterm_point(cvterm *terminal, int row, int column);
void cvterm_button(cvterm *terminal, int button, bool pressed);

typedef struct {
  /// Closed by a zero where there is room; empty for the right half of a wide character.
  uint32_t text[6];
  int32_t columns;
  /// Palette numbers, -1 the terminal's own.
  int32_t foreground;
  int32_t background;
  /// 0xRRGGBB, -1 for the others.
  int32_t foreground_rgb;
  int32_t background_rgb;
  bool bold;
  bool underline;
  bool reverse;
} cvterm_cell;
cvterm_cell cvterm_cell_at(const cvterm *terminal, int row, int column);

bool cvterm_on_alternate_screen(const cvterm *terminal);
bool cvterm_reports_mouse(const cvterm *terminal);

/// Opens a pseudo-terminal; its descriptor, and the name under which a program finds it. -1: none to be had.
int cvterm_open(char *name, size_t capacity);
/// Starts a program as the leader of a session whose terminal is the one called `name`; its process, or -1.
int cvterm_spawn(const char *name, const char *folder, char *const words[], char *const variables[]);

/// Waits for the end of a process that need not be ours; false if it goes on.
bool cvterm_wait_for_end(int process, int milliseconds);

#endif
