import Canvas
import Curses
import Dashboard

extension Board {
  /// As a session begins, before anything has arrived: by the configuration and by what is remembered.
  init(_ answers: Answers, as configuration: Configuration, looks wishes: LookWishes) throws {
    self.init(title: answers.title, measure: answers.options.measure)
    author = Author.name
    let wishes = wishes.or(configuration.looks)
    looks = Looks(
      theme: try ThemeShelf.theme(named: wishes.theme), glyphs: wishes.glyphs ?? .block,
      usesMouse: wishes.usesMouse ?? false, ambiguousWidth: wishes.ambiguousWidth)
    take(configuration, remembered: ColumnShelf(answers.options))
  }
}
