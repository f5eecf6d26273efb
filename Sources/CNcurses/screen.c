// Starting and stopping, inks and frames.

#include <curses.h>
#include <errno.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "include/CNcurses.h"
#include "parts.h"

static SCREEN *screen;
static bool coloured;
static bool unicode;
static bool own_colours;
// Given back already, and not to be taken again.
static bool away;
static bool mouse;

typedef struct {
  attr_t attributes;
  int pair;
} ink;
static ink inks[VANE_INKS];

bool vane_screen_running(void) { return screen != NULL; }

// Curses draws blanks for what the locale cannot say. LC_CTYPE only, so that numbers keep their point.
static bool speak_utf8(void) {
  static const char *const names[] = {"", "C.UTF-8", "C.utf8", "en_US.UTF-8", "en_US.utf8", "POSIX.UTF-8"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!setlocale(LC_CTYPE, names[i])) continue;
    const char *codeset = nl_langinfo(CODESET);
    // Some systems say UTF-8 of a locale whose tables they do not have.
    if ((!strcmp(codeset, "UTF-8") || !strcmp(codeset, "utf8")) && wcwidth(0x2588) == 1) return true;
  }
  setlocale(LC_CTYPE, "C");
  return false;
}

// The entry beside a terminal's own that has every colour, where the database holds one: curses knows no other way.
static const char *direct_name(const char *term) {
  static char name[64];
  size_t length = term ? strlen(term) : 0;
  const char *numbered = "-256color";
  size_t tail = strlen(numbered);
  if (length > tail && strcmp(term + length - tail, numbered) == 0) length -= tail;
  if (length == 0 || length + sizeof "-direct" > sizeof name) return NULL;
  memcpy(name, term, length);
  strcpy(name + length, "-direct");
  return name;
}

static SCREEN *open_terminal(const char *term, bool direct) {
  const char *const names[] = {direct ? direct_name(term) : NULL, term, "xterm-256color", "vt100"};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (!names[i] || !*names[i]) continue;
    SCREEN *opened = newterm(names[i], stdout, stdin);
    if (opened) return opened;
  }
  return NULL;
}

// False where nobody has told the terminal how large it is, as on a serial line.
static bool window_size(struct winsize *size) {
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, size) == 0 && size->ws_row > 0 && size->ws_col > 0;
}

static void say(const char *text) { vane_send(text, strlen(text)); }

int vane_start(const char *term, bool colour, bool direct) {
  if (screen) return VANE_ALREADY_STARTED;
  unicode = speak_utf8();
  if (!vane_guard_open()) return VANE_NO_RESOURCES;
  // Else LINES and COLUMNS of another window, or of nobody, would be made room for before the first look at this one.
  // The size is asked for and not left to the terminal's description: those of consoles say none, and would be refused.
  struct winsize size;
  bool known = window_size(&size);
  use_env(!known);
  use_tioctl(known);
  screen = open_terminal(term, direct);
  if (!screen) {
    vane_guard_close();
    return VANE_NO_DESCRIPTION;
  }
  mouse = false;
  raw();
  noecho();
  nonl();
  intrflush(stdscr, FALSE);
  // A frame is sent whole, also while somebody is typing.
  typeahead(-1);
  leaveok(stdscr, TRUE);
  curs_set(0);
  coloured = colour && has_colors() && start_color() == OK;
  own_colours = coloured && use_default_colors() == OK;
  vane_forget_inks();
  vane_input_start();
  vane_guard_learn();
  vane_screen_fit();
  say(vane_guard_paste(true));
  return VANE_STARTED;
}

static void leave(void) {
  say(vane_guard_mouse(false));
  say(vane_guard_paste(false));
  endwin();
  vane_guard_rest();
}

void vane_stop(void) {
  if (!screen) return;
  vane_guard_hurry();
  if (!away) leave();
  away = false;
  vane_guard_close();
  delscreen(screen);
  screen = NULL;
}

void vane_screen_refresh(void) {
  clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
}

// Takes the terminal after somebody else had it, in whatever state it is.
void vane_screen_retake(void) {
  if (away) return;
  reset_prog_mode();
  vane_screen_fit();
  vane_screen_refresh();
  say(vane_guard_paste(true));
  if (mouse) say(vane_guard_mouse(true));
}

void vane_use_mouse(bool on) {
  if (!screen || on == mouse) return;
  mouse = on;
  say(vane_guard_mouse(on));
}

bool vane_screen_leave(void) {
  if (!screen || away) return false;
  leave();
  return true;
}

void vane_screen_return(void) {
  // Continued only to be ended: the terminal is the shell's now.
  away = vane_is_ending();
  if (away) return;
  vane_guard_resume();
  def_shell_mode();
  vane_screen_retake();
}

void vane_suspend(bool group) {
  if (!vane_screen_leave()) return;
  vane_guard_stop_process(group);
  vane_screen_return();
}

vane_size vane_screen_size(void) { return (vane_size){.columns = getmaxx(stdscr), .rows = getmaxy(stdscr)}; }

// Not left to curses, which would believe LINES and COLUMNS in the environment for ever.
bool vane_screen_fit(void) {
  struct winsize now;
  if (!window_size(&now)) return false;
  vane_size old = vane_screen_size();
  if (old.rows == now.ws_row && old.columns == now.ws_col) return false;
  resize_term(now.ws_row, now.ws_col);
  clearok(curscr, TRUE);
  return true;
}

int vane_colours(void) { return coloured ? COLORS : 0; }
bool vane_shows_unicode(void) { return unicode; }

void vane_forget_inks(void) {
  memset(inks, 0, sizeof inks);
  if (coloured) reset_color_pairs();
}

void vane_define_ink(int index, int foreground, int background, int attributes) {
  if (index < 0 || index >= VANE_INKS) return;
  ink *made = &inks[index];
  made->attributes = ((attributes & VANE_BOLD) ? A_BOLD : 0) | ((attributes & VANE_DIM) ? A_DIM : 0) |
                     ((attributes & VANE_UNDERLINE) ? A_UNDERLINE : 0) | ((attributes & VANE_REVERSE) ? A_REVERSE : 0);
  made->pair = 0;
  if (!coloured || (foreground < 0 && background < 0)) return;
  if (!own_colours && foreground < 0) foreground = COLOR_WHITE;
  if (!own_colours && background < 0) background = COLOR_BLACK;
  int pair = alloc_pair(foreground, background);
  if (pair > 0) made->pair = pair;
}

// Makes one curses cell; returns the columns that it takes, which are those it was given.
static int make_cell(cchar_t *out, const vane_cell *cell) {
  const ink *drawn = &inks[cell->ink < VANE_INKS ? cell->ink : 0];
  wchar_t text[VANE_CELL_TEXT + 1] = {(wchar_t)cell->text[0]};
  int count = 1;
  bool printable = text[0] >= 0x20 && text[0] < 0x7f;
  int width = printable ? 1 : wcwidth(text[0]);
  if (width < 1 || width > cell->columns) {
    text[0] = L'?';
    width = 1;
  } else {
    for (int i = 1; i < VANE_CELL_TEXT && cell->text[i]; i++)
      if (cell->text[i] >= 0x300 && wcwidth((wchar_t)cell->text[i]) == 0) text[count++] = (wchar_t)cell->text[i];
  }
  text[count] = 0;
  int pair = drawn->pair;
  setcchar(out, text, drawn->attributes, (short)pair, &pair);
  return width;
}

static void show_row(int row, const vane_cell *cells, int columns) {
  cchar_t line[columns];
  int used = 0;
  int column = 0;
  while (column < columns) {
    vane_cell cell = cells[column];
    bool whole = cell.columns == 2 && column + 1 < columns && cells[column + 1].columns == 0;
    if (cell.columns == 0) cell.text[0] = ' ', cell.text[1] = 0;
    if (cell.columns != 1) cell.columns = whole ? 2 : 1;
    int width = make_cell(&line[used++], &cell);
    if (width < cell.columns) {
      cell.text[0] = ' ';
      cell.text[1] = 0;
      make_cell(&line[used++], &cell);
    }
    column += cell.columns;
  }
  mvwadd_wchnstr(stdscr, row, 0, line, used);
}

void vane_show(const vane_cell *cells, int columns, int rows) {
  if (!screen || away) return;
  vane_size size = vane_screen_size();
  if (columns != size.columns || rows != size.rows) werase(stdscr);
  int shown_columns = columns < size.columns ? columns : size.columns;
  int shown_rows = rows < size.rows ? rows : size.rows;
  if (shown_columns > 0)
    for (int row = 0; row < shown_rows; row++) show_row(row, cells + (size_t)row * (size_t)columns, shown_columns);
  wnoutrefresh(stdscr);
  doupdate();
}

void vane_redraw(void) {
  if (screen) clearok(curscr, TRUE);
}

void vane_say_unseen(const char *text) {
  if (!screen || away) return;
  // Without saving the cursor, which would write over what was saved for the way back to the shell.
  say("\033[H");
  say(text);
  say("\r\033[K");
  vane_screen_refresh();
}

void vane_send(const char *bytes, size_t count) {
  if (!screen || away || count == 0) return;
  fflush(stdout);
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      // Somebody who shares the terminal has told it not to wait, and half a sequence would swallow the next frames.
      struct pollfd ready = {.fd = STDOUT_FILENO, .events = POLLOUT};
      poll(&ready, 1, -1);
    } else if (written == 0 || errno != EINTR) {
      return;
    }
  }
}
