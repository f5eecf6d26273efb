// What the files of this target know of one another.
#ifndef VANE_PARTS_H
#define VANE_PARTS_H

#include <signal.h>
#include <stdbool.h>

// guard.c: the promise that the terminal is given back.
bool vane_guard_open(void);
void vane_guard_learn(void);
void vane_guard_close(void);
// From now on the end takes seconds at most, whatever the terminal does.
void vane_guard_hurry(void);
// Between giving the terminal away and taking it back.
void vane_guard_rest(void);
void vane_guard_resume(void);
void vane_guard_stop_process(bool group);
// True when the terminal is somebody else's and will never be ours again.
bool vane_guard_is_cut_off(void);
// What is switched on beside curses: brackets around pastes, the mouse. Empty where nothing is understood.
const char *vane_guard_paste(bool on);
const char *vane_guard_mouse(bool on);
// The read end of the pipe that the handlers write one letter into per signal.
int vane_guard_signals(void);

// input.c
void vane_input_start(void);

// screen.c
bool vane_screen_running(void);
// True if the size was not what it is now.
bool vane_screen_fit(void);
void vane_screen_retake(void);
void vane_screen_refresh(void);
// Between these the terminal is somebody else's. False, and nothing is done, while it is not ours.
bool vane_screen_leave(void);
void vane_screen_return(void);

#endif
