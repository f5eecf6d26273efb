/// What `docs/lists.md` says before its tables.
enum ListWords {
  static let page = """
    ## Finding

    `/` looks for words. On the overview it goes to the next behaviour whose name, or a suite of which, holds them; `n` and
    `N` go on and back. Where no name holds them, the items are looked through: identity, question and choices of every
    item of every behaviour, whether they are on screen or not. What is found stands in a list with the match in view;
    Enter opens the item, Esc comes back to the same place. In a behaviour's list of items `/`, `n` and `N` go from item
    to item, by identity and whole text.

    | typed after `/`, or after `:find` | looks |
    |---|---|
    | `words` | in names, else in texts |
    | `/words` | in texts alone, and lists what it finds |
    | `/w.rds/` or `~w.rds` | for a pattern |
    | `//w.rds/` | for a pattern in texts |

    Capitals matter only if there is one in what is typed. Blanks and line breaks in a row count as one blank. A pattern looks
    at the question and at each choice by itself; `^` and `$` are their beginning and end.

    Patterns have `.` `[a-z]` `[^a-z]` `\\d` `\\w` `\\s` `\\b` and their capitals, `^` `$`, `a|b`, `(a)`, `*` `+` `?` `{2,5}`. They look
    at every letter once, so no pattern takes for ever; what would need that (`\\1`, `(?=a)`) is refused, with a caret where
    it stands.

    The look goes on in the background: the first line tells how far it is, keys work, Ctrl-C stops it and what was found
    until then stays. Items whose text cannot be read are counted, with the reason for the first. Texts are read from the
    logs, from one log for each list of items, since every model was asked the same; they are kept beside the index, packed,
    so that the next look need not read them again, and go when the log changes. `--no-cache` and `--read-only` keep
    nothing.

    ## Filtering

    `&` (or `:filter`) leaves only the rows that are so. What is typed is a pattern for names (for items, also for their
    whole text), or an expression: `verdict = rising and n > 200`, `not (slope < 0 or flagged)`, `caveat ~ "few items"`. Signs are
    `<` `<=` `>` `>=` `=` `!=`, and `~` `!~` for patterns. A `!` in front turns the whole round: `!verdict = open` hides what is open.
    Of several values, as of authors or suites, `=` asks whether any one is so, and `!=` whether none is.
    A number that is not known is neither more nor less than anything. What is wrong has a caret above it and stays in the
    line, to be mended; an empty line lists everything again. The filter and the number of rows that it hides are on every
    screen that lists these rows, and on the card of a comparison. `vane trends --where` understands the same.

    ## Sorting

    `s` shows the columns; a letter, or `j` `k` and Enter, sorts by one, and the column that was first breaks the ties. The
    same again, or `S`, turns the order round. `:sort slope, -n` says both at once; a minus turns that level round. Large
    numbers stand first and words in the order of the alphabet, unless they are turned round; what is unknown stands last
    either way. `▾` and `▴` above the columns tell the order, with the level where there are two.

    ## Columns

    `C` shows all columns and what they mean: Space switches one on or off, `J` and `K` move it, `=` brings the usual ones back,
    Enter keeps the choice. `:columns name n spark verdict slope` says the same. The choice is there the next time too. `[=]`
    cannot be switched off: a line without its verdict and the probability behind it would say more than it may. `[-]` has no
    room at this width. Overview, suites and items have columns of their own.

    """
}
