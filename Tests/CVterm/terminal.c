#include "include/CVterm.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct cvterm {
  VTerm *vterm;
  VTermScreen *screen;
  bool alternate;
  int mouse;
  uint8_t *said;
  size_t said_count;
  size_t said_capacity;
};

static int set_property(VTermProp property, VTermValue *value, void *user) {
  cvterm *terminal = user;
  if (property == VTERM_PROP_ALTSCREEN) terminal->alternate = value->boolean;
  if (property == VTERM_PROP_MOUSE) terminal->mouse = value->number;
  return 1;
}

static void keep(const char *bytes, size_t count, void *user) {
  cvterm *terminal = user;
  if (terminal->said_count + count > terminal->said_capacity) {
    size_t capacity = 2 * (terminal->said_count + count);
    uint8_t *larger = realloc(terminal->said, capacity);
    if (!larger) return;
    terminal->said = larger;
    terminal->said_capacity = capacity;
  }
  memcpy(terminal->said + terminal->said_count, bytes, count);
  terminal->said_count += count;
}

cvterm *cvterm_new(int columns, int rows, bool utf8) {
  static const VTermScreenCallbacks callbacks = {.settermprop = set_property};
  cvterm *terminal = calloc(1, sizeof *terminal);
  if (!terminal) return NULL;
  terminal->vterm = vterm_new(rows, columns);
  vterm_set_utf8(terminal->vterm, utf8);
  vterm_output_set_callback(terminal->vterm, keep, terminal);
  terminal->screen = vterm_obtain_screen(terminal->vterm);
  vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
  vterm_screen_enable_altscreen(terminal->screen, 1);
  vterm_screen_reset(terminal->screen, 1);
  return terminal;
}

void cvterm_free(cvterm *terminal) {
  vterm_free(terminal->vterm);
  free(terminal->said);
  free(terminal);
}

void cvterm_resize(cvterm *terminal, int columns, int rows) { vterm_set_size(terminal->vterm, rows, columns); }

void cvterm_feed(cvterm *terminal, const uint8_t *bytes, size_t count) {
  vterm_input_write(terminal->vterm, (const char *)bytes, count);
  vterm_screen_flush_damage(terminal->screen);
}

size_t cvterm_take(cvterm *terminal, uint8_t *out, size_t capacity) {
  size_t count = terminal->said_count < capacity ? terminal->said_count : capacity;
  if (count == 0) return 0;
  memcpy(out, terminal->said, count);
  terminal->said_count -= count;
  memmove(terminal->said, terminal->said + count, terminal->said_count);
  return count;
}

void cvterm_press(cvterm *terminal, int key, int modifiers) {
  static const VTermKey keys[] = {
      [CVTERM_ENTER] = VTERM_KEY_ENTER,         [CVTERM_TAB] = VTERM_KEY_TAB,
      [CVTERM_BACKSPACE] = VTERM_KEY_BACKSPACE, [CVTERM_ESCAPE] = VTERM_KEY_ESCAPE,
      [CVTERM_UP] = VTERM_KEY_UP,               [CVTERM_DOWN] = VTERM_KEY_DOWN,
      [CVTERM_LEFT] = VTERM_KEY_LEFT,           [CVTERM_RIGHT] = VTERM_KEY_RIGHT,
      [CVTERM_INSERT] = VTERM_KEY_INS,          [CVTERM_DELETE] = VTERM_KEY_DEL,
      [CVTERM_HOME] = VTERM_KEY_HOME,           [CVTERM_END] = VTERM_KEY_END,
      [CVTERM_PAGE_UP] = VTERM_KEY_PAGEUP,      [CVTERM_PAGE_DOWN] = VTERM_KEY_PAGEDOWN,
  };
  VTermKey pressed = VTERM_KEY_NONE;
  if (key > CVTERM_FUNCTION) pressed = VTERM_KEY_FUNCTION(key - CVTERM_FUNCTION);
  else if (key >= 0 && key <= CVTERM_PAGE_DOWN) pressed = keys[key];
  vterm_keyboard_key(terminal->vterm, pressed, (VTermModifier)modifiers);
}

void cvterm_type(cvterm *terminal, uint32_t scalar, int modifiers) {
  vterm_keyboard_unichar(terminal->vterm, scalar, (VTermModifier)modifiers);
}

void cvterm_paste(cvterm *terminal, bool begins) {
  if (begins) vterm_keyboard_start_paste(terminal->vterm);
  else vterm_keyboard_end_paste(terminal->vterm);
}

void cvterm_point(cvterm *terminal, int row, int column) { vterm_mouse_move(terminal->vterm, row, column, VTERM_MOD_NONE); }

void cvterm_button(cvterm *terminal, int button, bool pressed) {
  vterm_mouse_button(terminal->vterm, button, pressed, VTERM_MOD_NONE);
}

static int32_t mixed_colour(VTermColor colour) {
  bool usual = VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour);
  return usual || !VTERM_COLOR_IS_RGB(&colour) ? -1 : colour.rgb.red << 16 | colour.rgb.green << 8 | colour.rgb.blue;
}

static int32_t palette_number(VTermColor colour) {
  bool usual = VTERM_COLOR_IS_DEFAULT_FG(&colour) || VTERM_COLOR_IS_DEFAULT_BG(&colour);
  return usual || !VTERM_COLOR_IS_INDEXED(&colour) ? -1 : colour.indexed.idx;
}

cvterm_cell cvterm_cell_at(const cvterm *terminal, int row, int column) {
  VTermScreenCell cell = {0};
  cvterm_cell made = {
      .columns = 1, .foreground = -1, .background = -1, .foreground_rgb = -1, .background_rgb = -1};
  if (!vterm_screen_get_cell(terminal->screen, (VTermPos){.row = row, .col = column}, &cell)) return made;
  for (int i = 0; i < 6; i++) {
    // The right half of a wide character holds all ones.
    if (cell.chars[i] == 0 || cell.chars[i] == (uint32_t)-1) break;
    made.text[i] = cell.chars[i];
  }
  made.columns = cell.chars[0] == (uint32_t)-1 ? 0 : cell.width;
  made.foreground = palette_number(cell.fg);
  made.background = palette_number(cell.bg);
  made.foreground_rgb = mixed_colour(cell.fg);
  made.background_rgb = mixed_colour(cell.bg);
  made.bold = cell.attrs.bold;
  made.underline = cell.attrs.underline != 0;
  made.reverse = cell.attrs.reverse;
  return made;
}

bool cvterm_on_alternate_screen(const cvterm *terminal) { return terminal->alternate; }
bool cvterm_reports_mouse(const cvterm *terminal) { return terminal->mouse != VTERM_PROP_MOUSE_NONE; }
