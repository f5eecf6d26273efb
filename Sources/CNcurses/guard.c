// Gives the terminal back, whatever ends the program: a return, exit(), a signal, a trap.
//
// The handlers of deadly signals call nothing but async-signal-safe functions; the bytes they send are made beforehand.

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <termios.h>
#include <unistd.h>

#include "include/CNcurses.h"
#include "parts.h"

// Last: it turns hundreds of short words into macros.
#include <term.h>

static const int told[] = {SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT, SIGWINCH};
// Seconds that an orderly end may take. Longer than what is written last is waited for.
enum { PATIENCE = 4 };
static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSYS, SIGTRAP, SIGQUIT,
                             SIGPIPE, SIGALRM, SIGUSR1, SIGUSR2, SIGXCPU, SIGVTALRM, SIGPROF, SIGIO,
#ifdef SIGPWR
                             SIGPWR,
#endif
#ifdef SIGSTKFLT
                             SIGSTKFLT,
#endif
};
#define COUNT(list) (sizeof list / sizeof *list)

static volatile sig_atomic_t holding;
static struct termios shell_modes;
// As curses has set them for the dashboard.
static struct termios our_modes;
static struct sigaction before[NSIG];
static int signals[2] = {-1, -1};
static char farewell[1024];
static size_t farewell_count;
// The signal that asked for the end; 0 while none has.
static volatile sig_atomic_t ending;
// True once the end must not take longer than PATIENCE: SIGALRM comes then.
static volatile sig_atomic_t hurried;

// MARK: sending without waiting

// The terminal again, by a descriptor of its own that never waits; -1 where there is none. The one of standard output
// is shared with the shell, whose it must stay.
static int door = -1;
static int nowhere = -1;

static void open_door(void) {
  if (door >= 0) return;
  door = open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (door < 0) door = open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (nowhere < 0) nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
}

// Async-signal-safe. Gives up on a terminal that takes nothing any more, after a moment.
static void send_soon(const char *bytes, size_t count) {
  int to = door >= 0 ? door : STDOUT_FILENO;
  int waits = 0;
  while (count > 0 && waits < 5) {
    ssize_t written = write(to, bytes, count);
    if (written > 0) {
      bytes += written;
      count -= (size_t)written;
    } else if (written < 0 && errno == EAGAIN) {
      struct pollfd ready = {.fd = to, .events = POLLOUT};
      poll(&ready, 1, 50);
      waits++;
    } else if (written == 0 || errno != EINTR) {
      return;
    }
  }
}

// MARK: standard error

// Where standard error really goes, while `caught` takes its place; -1 while it is left alone.
static int real_errors = -1;
static int caught = -1;

static void write_all(int to, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t written = write(to, bytes, count);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

static void catch_errors(void) {
  if (caught < 0 || real_errors >= 0 || !isatty(STDERR_FILENO)) return;
  fflush(stderr);
  real_errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (real_errors >= 0) dup2(caught, STDERR_FILENO);
}

// Async-signal-safe.
static void release_errors(void) {
  if (real_errors < 0) return;
  dup2(real_errors, STDERR_FILENO);
  close(real_errors);
  real_errors = -1;
  char part[4096];
  off_t at = 0;
  ssize_t count;
  struct stat terminal, errors;
  // As a rule both are the same terminal, which may take nothing any more.
  bool same = door >= 0 && fstat(door, &terminal) == 0 && fstat(STDERR_FILENO, &errors) == 0 &&
              terminal.st_rdev == errors.st_rdev;
  while ((count = pread(caught, part, sizeof part, at)) > 0) {
    if (same)
      send_soon(part, (size_t)count);
    else
      write_all(STDERR_FILENO, part, (size_t)count);
    at += count;
  }
  if (ftruncate(caught, 0) == 0) lseek(caught, 0, SEEK_SET);
}

static int memory_file(void) {
#ifdef __linux__
  int file = memfd_create("vane-stderr", MFD_CLOEXEC);
  if (file >= 0) return file;
#endif
  FILE *temporary = tmpfile();
  if (!temporary) return -1;
  int copy = fcntl(fileno(temporary), F_DUPFD_CLOEXEC, 3);
  fclose(temporary);
  return copy;
}

// MARK: signals

// A thread is giving the terminal back.
static atomic_bool giving;

// Async-signal-safe.
static void give_back_at_once(void) {
  if (atomic_exchange(&giving, true)) {
    // The same mistake on two cores, as a rule. Whoever came second would end the first one in the middle of it.
    for (int waits = 0; waits < 100 && atomic_load(&giving); waits++) poll(NULL, 0, 10);
    return;
  }
  if (holding) {
    holding = 0;
    signal(SIGTTOU, SIG_IGN);
    // What another thread still draws goes nowhere.
    if (door >= 0 && nowhere >= 0) dup2(nowhere, STDOUT_FILENO);
    send_soon(farewell, farewell_count);
    tcsetattr(STDIN_FILENO, TCSANOW, &shell_modes);
    release_errors();
  }
  atomic_store(&giving, false);
}

static void on_deadly(int signal, siginfo_t *info, void *context);

// Async-signal-safe.
static void hurry(void) {
  if (hurried) return;
  hurried = 1;
  struct itimerval once = {.it_value = {.tv_sec = PATIENCE}};
  setitimer(ITIMER_REAL, &once, NULL);
}

static void on_told(int signal, siginfo_t *info, void *context) {
  (void)info;
  (void)context;
  int error = errno;
  if (signal == SIGTERM || signal == SIGHUP || signal == SIGINT) {
    ending = signal;
    // The loop that should end may be stuck: in a terminal that takes nothing any more, or in a mistake of ours.
    hurry();
  }
  char letter = (char)signal;
  if (write(signals[1], &letter, 1) < 0) { /* full: the loop has enough to wake up for */ }
  errno = error;
}

static void on_deadly(int signal, siginfo_t *info, void *context) {
  (void)context;
  // Somebody else's.
  if (signal == SIGALRM && !hurried && before[signal].sa_handler == SIG_IGN) return;
  give_back_at_once();
  if (signal == SIGALRM && hurried) {
    // Somebody left by a key, and the terminal does not let go.
    if (!ending) _exit(0);
    signal = ending;
  }
  sigaction(signal, &before[signal], NULL);
  bool faulted = signal == SIGSEGV || signal == SIGBUS || signal == SIGILL || signal == SIGFPE;
  // A fault happens again on return, now with its usual end; anything else has to be sent again.
  if (faulted && info->si_code > 0) return;
  raise(signal);
}

// A signal that whoever started us wants ignored stays ignored; but for the alarm that bounds our own end.
static void handle(int signal, struct sigaction *action) {
  sigaction(signal, NULL, &before[signal]);
  if (before[signal].sa_handler != SIG_IGN || signal == SIGALRM) sigaction(signal, action, NULL);
}

static void handle_all(void) {
  struct sigaction action = {0};
  // Whoever started us may have had no use for alarms.
  sigset_t alarms;
  sigemptyset(&alarms);
  sigaddset(&alarms, SIGALRM);
  pthread_sigmask(SIG_UNBLOCK, &alarms, NULL);
  sigfillset(&action.sa_mask);
  action.sa_sigaction = on_told;
  action.sa_flags = SA_SIGINFO | SA_RESTART;
  for (size_t i = 0; i < COUNT(told); i++) handle(told[i], &action);
  action.sa_sigaction = on_deadly;
  action.sa_flags = SA_SIGINFO | SA_ONSTACK;
  for (size_t i = 0; i < COUNT(deadly); i++) handle(deadly[i], &action);
  // Nobody sends these to a program that did not ask for them, but they end it.
  for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++) handle(signal, &action);
  // That a file may not grow any further is told by who writes it.
  action.sa_flags = 0;
  action.sa_handler = SIG_IGN;
  handle(SIGXFSZ, &action);
}

static void handle_none(void) {
  for (size_t i = 0; i < COUNT(told); i++) sigaction(told[i], &before[told[i]], NULL);
  for (size_t i = 0; i < COUNT(deadly); i++) sigaction(deadly[i], &before[deadly[i]], NULL);
  for (int signal = SIGRTMIN; signal <= SIGRTMAX; signal++) sigaction(signal, &before[signal], NULL);
  sigaction(SIGXFSZ, &before[SIGXFSZ], NULL);
}

int vane_guard_signals(void) { return signals[0]; }
bool vane_is_ending(void) { return ending != 0; }
int vane_ended_by(void) { return ending ? ending : SIGHUP; }
void vane_guard_hurry(void) { hurry(); }

// MARK: stopping

static void forget_signal(int which) {
  char letters[64];
  char others[64];
  size_t kept = 0;
  ssize_t count = read(signals[0], letters, sizeof letters);
  for (ssize_t i = 0; i < count; i++)
    if (letters[i] != which) others[kept++] = letters[i];
  if (kept > 0) write_all(signals[1], others, kept);
}

void vane_guard_stop_process(bool group) {
  struct sigaction ours, usual = {0};
  usual.sa_handler = SIG_DFL;
  if (before[SIGTSTP].sa_handler == SIG_IGN) return;
  sigaction(SIGTSTP, &usual, &ours);
  if (group)
    kill(0, SIGTSTP);
  else
    raise(SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
  forget_signal(SIGCONT);
}

// MARK: open and close

bool vane_guard_open(void) {
  static bool registered;
  if (tcgetattr(STDIN_FILENO, &shell_modes) != 0) return false;
  if (signals[0] < 0) {
    if (pipe(signals) != 0) return false;
    for (int end = 0; end < 2; end++) {
      fcntl(signals[end], F_SETFD, FD_CLOEXEC);
      fcntl(signals[end], F_SETFL, O_NONBLOCK);
    }
  }
  if (caught < 0) caught = memory_file();
  open_door();
  vane_guard_thread();
  // Before newterm, which leaves signals alone that are taken.
  handle_all();
  if (!registered) registered = atexit(vane_stop) == 0;
  return true;
}

static int keep(int byte) {
  if (farewell_count < sizeof farewell) farewell[farewell_count++] = (char)byte;
  return byte;
}

static char *capability(const char *name) {
  char *text = tigetstr(name);
  return text == (char *)-1 ? NULL : text;
}

const char *vane_capability(const char *name) { return capability(name); }

static void keep_capability(const char *name) {
  char *text = capability(name);
  if (text) tputs(text, 1, keep);
}

// Terminals with a mouse follow xterm in the rest as well; the others would print what they do not know.
bool vane_has_mouse(void) { return capability("kmous") != NULL; }

const char *vane_guard_paste(bool on) { return !vane_has_mouse() ? "" : on ? "\033[?2004h" : "\033[?2004l"; }

// Presses and drags, with coordinates of any size.
const char *vane_guard_mouse(bool on) {
  if (!vane_has_mouse()) return "";
  return on ? "\033[?1000h\033[?1002h\033[?1006h" : "\033[?1006l\033[?1002l\033[?1000l";
}

void vane_guard_learn(void) {
  farewell_count = 0;
  keep_capability("sgr0");
  keep_capability("op");
  // Both, whichever were on.
  for (const char *byte = vane_guard_mouse(false); *byte; byte++) keep(*byte);
  for (const char *byte = vane_guard_paste(false); *byte; byte++) keep(*byte);
  // The lowest line, however low: terminals stop at their edge.
  char *move = capability("cup");
  if (move) tputs(tparm(move, 998, 0, 0, 0, 0, 0, 0, 0, 0), 1, keep);
  keep_capability("cnorm");
  keep_capability("rmcup");
  keep_capability("rmkx");
  keep('\r');
  if (!capability("rmcup")) keep('\n');
  holding = 1;
  tcgetattr(STDIN_FILENO, &our_modes);
  catch_errors();
}

// Whoever left us in the background has taken the terminal, and has perhaps set it up for himself since.
static bool is_taken(void) {
  struct termios now;
  return tcgetpgrp(STDIN_FILENO) != getpgrp() && tcgetattr(STDIN_FILENO, &now) == 0 &&
         (now.c_lflag != our_modes.c_lflag || now.c_iflag != our_modes.c_iflag);
}

void vane_guard_rest(void) {
  holding = 0;
  // Not stopped for it in the background, where nobody would continue us.
  void (*usual)(int) = signal(SIGTTOU, SIG_IGN);
  if (!is_taken()) tcsetattr(STDIN_FILENO, TCSADRAIN, &shell_modes);
  signal(SIGTTOU, usual);
  release_errors();
}

bool vane_guard_is_cut_off(void) {
  // Whoever is in the background is stopped when he sets the terminal, until he is called back; unless nobody is left
  // who could: the shell that started us was killed.
  return !ending && tcgetpgrp(STDIN_FILENO) != getpgrp() && tcsetattr(STDIN_FILENO, TCSANOW, &our_modes) != 0 &&
         errno == EIO;
}

void vane_guard_resume(void) {
  tcgetattr(STDIN_FILENO, &shell_modes);
  holding = 1;
  catch_errors();
}

void vane_guard_close(void) {
  struct itimerval never = {0};
  setitimer(ITIMER_REAL, &never, NULL);
  hurried = 0;
  handle_none();
}
