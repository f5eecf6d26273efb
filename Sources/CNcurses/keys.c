// What comes from the terminal: keys, signals, the end.

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "include/CNcurses.h"
#include "parts.h"

_Static_assert(VANE_KEY_DOWN == KEY_DOWN && VANE_KEY_UP == KEY_UP && VANE_KEY_LEFT == KEY_LEFT, "key numbers");
_Static_assert(VANE_KEY_RIGHT == KEY_RIGHT && VANE_KEY_HOME == KEY_HOME && VANE_KEY_END == KEY_END, "key numbers");
_Static_assert(VANE_KEY_BACKSPACE == KEY_BACKSPACE && VANE_KEY_FUNCTION == KEY_F0, "key numbers");
_Static_assert(VANE_KEY_DELETE == KEY_DC && VANE_KEY_INSERT == KEY_IC && VANE_KEY_ENTER == KEY_ENTER, "key numbers");
_Static_assert(VANE_KEY_PAGE_DOWN == KEY_NPAGE && VANE_KEY_PAGE_UP == KEY_PPAGE, "key numbers");
_Static_assert(VANE_KEY_BACK_TAB == KEY_BTAB, "key numbers");

enum { ESCAPE = 27, PASTE_BEGINS = KEY_MAX + 100, PASTE_ENDS };

static bool accepts_paste;
static bool pasting;
static bool gone;
// A character that was read to see what follows Escape.
static bool has_held;
static vane_event held;
// A wake descriptor whose other end is closed: not asked again.
static int dead_wake = -1;

// Sequences that terminals send although their description says something else, or nothing.
static const struct {
  const char *bytes;
  int key;
} known[] = {
    {"\033[A", KEY_UP},      {"\033[B", KEY_DOWN},    {"\033[C", KEY_RIGHT},   {"\033[D", KEY_LEFT},
    {"\033OA", KEY_UP},      {"\033OB", KEY_DOWN},    {"\033OC", KEY_RIGHT},   {"\033OD", KEY_LEFT},
    {"\033[H", KEY_HOME},    {"\033[F", KEY_END},     {"\033OH", KEY_HOME},    {"\033OF", KEY_END},
    {"\033[1~", KEY_HOME},   {"\033[4~", KEY_END},    {"\033[7~", KEY_HOME},   {"\033[8~", KEY_END},
    {"\033[2~", KEY_IC},     {"\033[3~", KEY_DC},     {"\033[5~", KEY_PPAGE},  {"\033[6~", KEY_NPAGE},
    {"\033[Z", KEY_BTAB},    {"\033OM", KEY_ENTER},   {"\033OP", KEY_F(1)},    {"\033OQ", KEY_F(2)},
    {"\033OR", KEY_F(3)},    {"\033OS", KEY_F(4)},    {"\033[11~", KEY_F(1)},  {"\033[12~", KEY_F(2)},
    {"\033[13~", KEY_F(3)},  {"\033[14~", KEY_F(4)},  {"\033[15~", KEY_F(5)},  {"\033[17~", KEY_F(6)},
    {"\033[18~", KEY_F(7)},  {"\033[19~", KEY_F(8)},  {"\033[20~", KEY_F(9)},  {"\033[21~", KEY_F(10)},
    {"\033[23~", KEY_F(11)}, {"\033[24~", KEY_F(12)}, {"\033[200~", PASTE_BEGINS}, {"\033[201~", PASTE_ENDS},
};

void vane_keys_start(void) {
  accepts_paste = pasting = gone = has_held = false;
  dead_wake = -1;
  for (size_t i = 0; i < sizeof known / sizeof *known; i++)
    if (key_defined(known[i].bytes) == 0) define_key(known[i].bytes, known[i].key);
}

void vane_accept_paste(bool on) { accepts_paste = on; }

static bool readable(void) {
  struct pollfd in = {.fd = STDIN_FILENO, .events = POLLIN};
  return poll(&in, 1, 0) > 0;
}

// One key or character that is there already; false if there is none.
static bool take(vane_event *event) {
  // With something to read, wait for the rest of a character whose first byte has come.
  wtimeout(stdscr, readable() ? 20 : 0);
  wint_t value = 0;
  int code = wget_wch(stdscr, &value);
  if (code == ERR) return false;
  event->kind = code == KEY_CODE_YES ? VANE_KEY : VANE_CHARACTER;
  event->value = (uint32_t)value;
  return true;
}

static bool is_character(const vane_event *event, uint32_t value) {
  return event->kind == VANE_CHARACTER && event->value == value;
}

// Drops the rest of a sequence that no key is known for, so that its letters are not taken for commands.
static bool drop_sequence(void) {
  vane_event next;
  if (!take(&next)) return false;
  bool string = is_character(&next, ']') || is_character(&next, 'P') || is_character(&next, '_');
  bool control = is_character(&next, '[');
  bool single = is_character(&next, 'O');
  if (!string && !control && !single) {
    held = next;
    has_held = true;
    return false;
  }
  // Nothing follows at once: somebody typed Escape and then this.
  if (!readable()) {
    held = next;
    has_held = true;
    return false;
  }
  for (int count = 0; count < 4096 && take(&next); count++) {
    if (single || next.kind == VANE_KEY) break;
    if (control && next.value >= 0x40 && next.value <= 0x7e) break;
    if (string && (next.value == 7 || next.value == '\\')) break;
  }
  return true;
}

// The next thing a person did, if they did; pastes are sorted out here.
static bool take_deed(vane_event *event) {
  for (;;) {
    if (has_held) {
      *event = held;
      has_held = false;
    } else if (!take(event)) {
      return false;
    }
    if (event->kind == VANE_KEY && event->value == PASTE_BEGINS) {
      pasting = true;
    } else if (event->kind == VANE_KEY && event->value == PASTE_ENDS) {
      pasting = false;
    } else if (pasting) {
      if (!accepts_paste || event->kind != VANE_CHARACTER) continue;
      if (event->value == '\r' || event->value == '\n' || event->value == '\t') event->value = ' ';
      if (event->value >= 0x20 && event->value != 0x7f) return true;
    } else if (event->kind == VANE_KEY && event->value == KEY_RESIZE) {
      continue;
    } else if (!is_character(event, ESCAPE) || !drop_sequence()) {
      return true;
    }
  }
}

// Does what the signals ask for; true if the program has to hear of it.
static bool take_signals(vane_event *event) {
  char letters[64];
  ssize_t count = read(vane_guard_signals(), letters, sizeof letters);
  bool resized = false;
  for (ssize_t i = 0; i < count; i++) {
    vane_size old = vane_screen_size();
    switch (letters[i]) {
      case SIGTERM:
      case SIGHUP:
      case SIGINT: gone = true; break;
      case SIGWINCH:
        // Small and large again before anybody looked: the size is what it was, but what was cut off is gone.
        if (!vane_screen_fit()) vane_screen_refresh();
        break;
      case SIGTSTP: vane_suspend(false); break;
      case SIGCONT:
        endwin();
        vane_screen_retake();
        break;
    }
    vane_size new = vane_screen_size();
    resized = resized || old.rows != new.rows || old.columns != new.columns;
  }
  if (gone) event->kind = VANE_HANGUP;
  else if (resized) event->kind = VANE_RESIZED;
  return gone || resized;
}

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

vane_event vane_next(int milliseconds, int wake) {
  vane_event event = {VANE_IDLE, 0};
  long long end = now() + milliseconds;
  if (!vane_screen_running() || vane_guard_is_cut_off()) gone = true;
  if (wake != dead_wake) dead_wake = -1;
  for (;;) {
    if (gone) return (vane_event){VANE_HANGUP, 0};
    if (take_signals(&event) || take_deed(&event)) return event;
    // The end of a paste that never came must not lock the keyboard.
    int longest = pasting ? 500 : -1;
    int wait = milliseconds < 0 ? -1 : (int)(end > now() ? end - now() : 0);
    bool cut = longest >= 0 && (wait < 0 || wait > longest);
    if (cut) wait = longest;
    struct pollfd ends[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = vane_guard_signals(), .events = POLLIN},
        {.fd = wake == dead_wake ? -1 : wake, .events = POLLIN},
    };
    int ready = poll(ends, 3, wait);
    if (ready < 0 && errno != EINTR) return (vane_event){VANE_HANGUP, 0};
    if (ready == 0) {
      pasting = false;
      if (!cut) return (vane_event){VANE_IDLE, 0};
    }
    if (ready <= 0) continue;
    int waiting = 0;
    bool ended = (ends[0].revents & POLLIN) && ioctl(STDIN_FILENO, FIONREAD, &waiting) == 0 && waiting == 0;
    if (ended || (ends[0].revents & (POLLHUP | POLLERR | POLLNVAL))) gone = true;
    if (ends[2].revents) {
      char dropped[512];
      if (read(wake, dropped, sizeof dropped) <= 0 && errno != EINTR && errno != EAGAIN) dead_wake = wake;
      return (vane_event){VANE_IDLE, 0};
    }
  }
}
