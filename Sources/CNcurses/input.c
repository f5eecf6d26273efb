// What comes from the terminal: bytes, signals, the end.

#include <curses.h>
#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "include/CNcurses.h"
#include "parts.h"

static bool gone;
// A wake descriptor whose other end is closed: not asked again.
static int dead_wake = -1;

void vane_input_start(void) {
  gone = false;
  dead_wake = -1;
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

vane_event vane_next(int milliseconds, int wake, uint8_t *bytes, size_t capacity) {
  vane_event event = {VANE_IDLE, 0};
  long long end = now() + milliseconds;
  if (!vane_screen_running() || vane_guard_is_cut_off()) gone = true;
  if (wake != dead_wake) dead_wake = -1;
  for (;;) {
    if (gone) return (vane_event){VANE_HANGUP, 0};
    if (take_signals(&event)) return event;
    int wait = milliseconds < 0 ? -1 : (int)(end > now() ? end - now() : 0);
    struct pollfd ends[] = {
        {.fd = STDIN_FILENO, .events = POLLIN},
        {.fd = vane_guard_signals(), .events = POLLIN},
        {.fd = wake == dead_wake ? -1 : wake, .events = POLLIN},
    };
    int ready = poll(ends, 3, wait);
    if (ready < 0 && errno != EINTR) return (vane_event){VANE_HANGUP, 0};
    if (ready == 0) return (vane_event){VANE_IDLE, 0};
    if (ready < 0) continue;
    if (ends[0].revents & POLLIN) {
      ssize_t count = read(STDIN_FILENO, bytes, capacity);
      if (count > 0) return (vane_event){VANE_BYTES, (uint32_t)count};
      if (count == 0 || (errno != EINTR && errno != EAGAIN)) gone = true;
    } else if (ends[0].revents) {
      gone = true;
    }
    if (ends[2].revents) {
      char dropped[512];
      ssize_t count = read(wake, dropped, sizeof dropped);
      // At its end errno is still that of an earlier call.
      if (count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN)) dead_wake = wake;
      return (vane_event){VANE_IDLE, 0};
    }
  }
}
