/// The terminal through ncurses, without curses.h: plain C types only, one screen per process.
///
/// Everything here belongs to one thread.
#ifndef VANE_CNCURSES_H
#define VANE_CNCURSES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How `vane_start` ended.
enum {
  VANE_STARTED = 0,
  /// The terminal is unknown and so are xterm-256color and vt100: no terminfo database was found.
  VANE_NO_DESCRIPTION = 1,
  /// Another start was not followed by a stop.
  VANE_ALREADY_STARTED = 2,
  /// No memory or no file descriptors.
  VANE_NO_RESOURCES = 3,
};

/// Takes the terminal on descriptors 0 and 1, which the caller has checked to be one. Installs the handlers that give
/// it back whatever happens. `term`: name of the terminal, or NULL. `colour`: false keeps to attributes. `direct`: every
/// colour by its own number, where the terminal has a description for that.
int vane_start(const char *term, bool colour, bool direct);

/// Keeps what threads gave back for all of them. To be called before they are there.
void vane_share_memory(void);

/// Gives the terminal back as it was found and prints what was written to standard error meanwhile. May be repeated.
void vane_stop(void);

/// Gives the terminal back, stops the process (its whole process group if `group`) as Ctrl-Z does, and takes the
/// terminal again when it is continued. Returns at once if nobody could continue it.
void vane_suspend(bool group);

typedef struct {
  int32_t columns;
  int32_t rows;
} vane_size;

/// The size of the screen as of the last event.
vane_size vane_screen_size(void);

/// Colours that the terminal can show: 0 (none wanted or none there), 8, 16, 256, or 2^24: then numbers from 8 on are
/// 0xRRGGBB.
int vane_colours(void);

/// False if no UTF-8 locale could be had, so that only ASCII can be shown.
bool vane_shows_unicode(void);

enum { VANE_BOLD = 1, VANE_DIM = 2, VANE_UNDERLINE = 4, VANE_REVERSE = 8 };
enum { VANE_INKS = 512 };

/// Says how cells of ink `index` (0 ..< VANE_INKS) are drawn. Colours are palette numbers, -1 the terminal's own.
void vane_define_ink(int index, int foreground, int background, int attributes);
/// Forgets all inks, before others are defined.
void vane_forget_inks(void);

/// A base character and the marks upon it, closed by a zero where there is room left.
enum { VANE_CELL_TEXT = 5 };
typedef struct {
  uint32_t text[VANE_CELL_TEXT];
  uint16_t ink;
  /// 1, 2 for a wide character (the next cell is then 0), or 0 for a cell that a wide one covers.
  uint16_t columns;
} vane_cell;

/// Draws a frame of `rows` x `columns` cells and sends what differs from the screen. Nothing that moves the cursor or
/// is wider than it claims reaches the terminal: it is shown as `?`.
void vane_show(const vane_cell *cells, int columns, int rows);

/// Sends the whole screen again with the next `vane_show` or event.
void vane_redraw(void);

/// Sends bytes that curses knows nothing of, between two frames.
void vane_send(const char *bytes, size_t count);

/// What the terminal's description says of a key or another string; NULL if nothing.
const char *vane_capability(const char *name);

/// True if the terminal has a mouse to report.
bool vane_has_mouse(void);

/// Has presses, drags and the wheel reported, until `false` or the terminal is given back. Off at the start.
void vane_use_mouse(bool on);

/// Gives the terminal back, has $SHELL do the command, waits for Enter, takes the terminal again. The command's exit
/// status as shells say it; -1 where no terminal is held or the shell could not be started.
int vane_shell(const char *command);

/// Has the terminal draw something in the first row and draws over it at once. For questions about what it draws: its
/// answers come among the bytes of `vane_next`.
void vane_say_unseen(const char *text);

enum {
  /// The time is over, or the wake descriptor had something.
  VANE_IDLE,
  /// `value` bytes were read.
  VANE_BYTES,
  VANE_RESIZED,
  /// SIGTERM, SIGHUP or SIGINT from outside, or the terminal is gone. Stays.
  VANE_HANGUP,
};
typedef struct {
  int32_t kind;
  uint32_t value;
} vane_event;

/// True once a signal has asked for the end, whatever else waits.
bool vane_is_ending(void);

/// The signal that brought VANE_HANGUP about; SIGHUP where the terminal is gone.
int vane_ended_by(void);

/// Lets the calling thread give the terminal back also when its stack is full. To be called on every thread that may
/// fill it; once more costs nothing.
void vane_guard_thread(void);

/// Waits for the next event, at most `milliseconds` (forever if negative), or until `wake` (-1: none) can be read; what
/// is in it is read and dropped. What somebody typed comes as it is, in up to `capacity` bytes.
vane_event vane_next(int milliseconds, int wake, uint8_t *bytes, size_t capacity);

#endif
