/// What `docs/config.md` says before its tables.
enum ConfigWords {
  static let page = """
    `$XDG_CONFIG_HOME/vane/config.toml`, else `~/.config/vane/config.toml`: your own keys, theme, columns and defaults. It speaks of
    the dashboard alone; what `vane trends` and the other commands print depends on their options, so a script says the same
    on every desk. `vane screen` takes no notice of it either.

    ```toml
    theme = "light"
    glyphs = "braille"
    mouse = true

    [keys]
    down = ["j", "Down", "W"]    # on every screen that has something called so

    [keys.overview]              # on this one alone
    find = "/"
    find-next = ["n", "Ctrl-N"]

    [keys.everywhere]            # what works on every screen
    help = ["?", "F1"]
    take-away = []               # no key; `:take-away` still does it

    [columns]
    overview = ["name", "n", "spark", "verdict", "slope"]

    [defaults]
    measure = "logp"
    y-axis = "own"
    ```

    `vane config init` writes one in which everything stands as a comment, with what holds anyway. `vane config check [FILE]`
    names file, line and key of every mistake and ends with status 2 if there is any, else with 0. `vane config path` prints
    where the file is looked for.

    ## What counts

    The later in this row counts more:

    1. what is built in
    2. `config.toml`
    3. what was remembered: columns chosen in the dashboard with `C` or `:columns`
    4. the environment: `VANE_THEME`, `VANE_GLYPHS`, `NO_COLOR`
    5. the command line: `--theme`, `--glyphs`, `--color`, `--ambiguous-width`,
       `--measure`, `--axis`

    `=` in the menu of columns forgets what was remembered, and what the configuration says holds again.

    ## Mistakes

    A mistake costs what is mistaken: a name that is unknown, a word that is none of those there are, a key that would do two
    things on one screen. The dashboard starts, goes by all the rest, and says the first mistake in its last line. Two keys may
    change places; a key that is taken from one thing and given to another needs both lines.

    Keys are single characters (`j`, `G`, `%`), `Enter` `Esc` `Space` `Tab` `Shift-Tab` `Backspace` `Del` `Ins`, `Up` `Down`
    `Left` `Right` `Home` `End` `PgUp` `PgDn`, `F1` to `F12` and `Ctrl-` with a letter. A screen's own key may hide one that
    works everywhere only where it does so anyway. Digits are counts unless something is bound to them.

    """
}
