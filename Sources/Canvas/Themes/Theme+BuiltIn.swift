extension Theme {
  /// The theme `terminal`: the terminal's own sixteen colours, so that it suits dark and light. In the program itself,
  /// which works without its files.
  public static let builtIn = Theme(
    name: "terminal",
    inks: [
      .text: Ink(),
      .dim: Ink(dim: true),
      .title: Ink(bold: true),
      .heading: Ink(bold: true),
      .key: Ink(.ansi(6), bold: true),
      .warning: Ink(.ansi(1), bold: true),
      .flag: Ink(.ansi(5)),
      .accent: Ink(.ansi(4), bold: true),
      .rising: Ink(.ansi(6), bold: true),
      .falling: Ink(.ansi(3), bold: true),
      .flat: Ink(),
      .turning: Ink(.ansi(5), bold: true),
      .unresolved: Ink(dim: true),
      .refused: Ink(dim: true),
      .line1: Ink(.ansi(6)),
      .line2: Ink(.ansi(3)),
      .line3: Ink(.ansi(5)),
      .line4: Ink(.ansi(2)),
      .line5: Ink(.ansi(4)),
      .line6: Ink(.ansi(1)),
      .line7: Ink(bold: true),
      .line8: Ink(),
    ],
    grounds: [
      .cursor: Ink(reverse: true),
      .picked: Ink(underline: true),
      .bar: Ink(reverse: true),
    ])
}
