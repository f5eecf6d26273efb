// Where the handlers of `guard.c` run on a thread whose own stack is full.

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>

#include "include/CNcurses.h"

enum { STACK = 64 * 1024 };

static pthread_key_t stacks;

static void give_stack_back(void *stack) {
  stack_t none = {.ss_flags = SS_DISABLE};
  sigaltstack(&none, NULL);
  munmap(stack, STACK);
}

static void make_key(void) { pthread_key_create(&stacks, give_stack_back); }

// A thread whose stack is full cannot run a handler on it, and the handlers' own stack is each thread's own.
void vane_guard_thread(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, make_key);
  stack_t current;
  if (pthread_getspecific(stacks) || sigaltstack(NULL, &current) != 0 || !(current.ss_flags & SS_DISABLE)) return;
  void *stack = mmap(NULL, STACK, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (stack == MAP_FAILED) return;
  stack_t ours = {.ss_sp = stack, .ss_size = STACK};
  if (sigaltstack(&ours, NULL) != 0 || pthread_setspecific(stacks, stack) != 0) give_stack_back(stack);
}
