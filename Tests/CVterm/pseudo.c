// For posix_openpt, ptsname_r, POSIX_SPAWN_SETSID and addchdir_np.
#define _GNU_SOURCE
#include "include/CVterm.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

int cvterm_open(char *name, size_t capacity) {
  int terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
  if (terminal < 0 || grantpt(terminal) != 0 || unlockpt(terminal) != 0) return -1;
  return ptsname_r(terminal, name, capacity) == 0 ? terminal : -1;
}

int cvterm_spawn(const char *name, const char *folder, char *const words[], char *const variables[]) {
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  // The first terminal that the leader of a session opens becomes that session's own.
  posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&actions, 0, 1);
  posix_spawn_file_actions_adddup2(&actions, 0, 2);
  posix_spawn_file_actions_addchdir_np(&actions, folder);
  sigset_t none, all;
  sigemptyset(&none);
  sigfillset(&all);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  pid_t process = 0;
  int error = posix_spawn(&process, words[0], &actions, &attributes, words, variables);
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  return error == 0 ? process : -1;
}

bool cvterm_wait_for_end(int process, int milliseconds) {
  int descriptor = (int)syscall(SYS_pidfd_open, process, 0);
  // Nobody of that number any more.
  if (descriptor < 0) return true;
  struct pollfd end = {.fd = descriptor, .events = POLLIN};
  bool ended = poll(&end, 1, milliseconds) > 0;
  close(descriptor);
  return ended;
}
