import Canvas

extension Made {
  static let themes: [Theme] =
    [.builtIn]
    + ["dawn", "day", "dusk", "night"].map { name in
      Theme(
        name: name, inks: [.text: Ink(.rgb(200, 200, 200)), .rising: Ink(.rgb(0, 200, 0))],
        grounds: [.plain: Ink(.rgb(20, 20, 20))])
    }
}
