// A command of the person's own in between, on the terminal as the shell had it.

#include <errno.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "include/CNcurses.h"
#include "parts.h"

extern char **environ;

static int run(const char *command) {
  // They are for the command, which may not want to end by them; Ctrl-Z stops us with it, and the shell that started us
  // takes over.
  static const int keys[] = {SIGINT, SIGQUIT, SIGTSTP};
  enum { KEYS = sizeof keys / sizeof *keys };
  struct sigaction ours[KEYS], other = {0};
  sigset_t usual, nothing;
  sigemptyset(&usual);
  sigemptyset(&nothing);
  for (int at = 0; at < KEYS; at++) {
    other.sa_handler = keys[at] == SIGTSTP ? SIG_DFL : SIG_IGN;
    sigaction(keys[at], &other, &ours[at]);
    sigaddset(&usual, keys[at]);
  }
  // Ignored by us, and what is ignored is handed down.
  sigaddset(&usual, SIGXFSZ);
  const char *shell = getenv("SHELL");
  if (!shell || shell[0] != '/') shell = "/bin/sh";
  char *arguments[] = {(char *)shell, "-c", (char *)command, NULL};
  posix_spawnattr_t attributes;
  int status = 0;
  int error = posix_spawnattr_init(&attributes);
  if (error == 0) {
    posix_spawnattr_setsigdefault(&attributes, &usual);
    posix_spawnattr_setsigmask(&attributes, &nothing);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
    pid_t child;
    error = posix_spawn(&child, shell, NULL, &attributes, arguments, environ);
    posix_spawnattr_destroy(&attributes);
    if (error == 0) {
      while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    }
  }
  if (error != 0) {
    printf("%s: %s\n", shell, strerror(error));
    status = 127 << 8;
  }
  if (WIFSIGNALED(status)) printf("(ended by signal %d)\n", WTERMSIG(status));
  if (WIFEXITED(status) && WEXITSTATUS(status) != 0) printf("(exit status %d)\n", WEXITSTATUS(status));
  printf("Enter goes back to Vane ");
  fflush(stdout);
  char byte = 0;
  while (byte != '\n' && !vane_is_ending()) {
    if (read(STDIN_FILENO, &byte, 1) <= 0) break;
  }
  for (int at = 0; at < KEYS; at++) sigaction(keys[at], &ours[at], NULL);
  if (error != 0) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int vane_shell(const char *command) {
  struct termios before;
  if (!vane_screen_leave()) return -1;
  bool known = tcgetattr(STDIN_FILENO, &before) == 0;
  int status = run(command);
  // However the command left it.
  if (known) tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  vane_screen_return();
  return status;
}
