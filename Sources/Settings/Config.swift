/// What a person's `config.toml` says, each with the place where it is said. Words stand as they were written: whether a
/// theme, a key or a column is called so, those know who have them.
public struct Config: Equatable, Sendable {
  public struct Entry<Value: Equatable & Sendable>: Equatable, Sendable {
    /// From the outermost table to the key: `["keys", "overview", "down"]`.
    public let path: [String]
    /// Counted from 1.
    public let line: Int
    public let value: Value

    public init(path: [String], line: Int, value: Value) {
      self.path = path
      self.line = line
      self.value = value
    }
  }

  public var theme: Entry<String>?
  public var glyphs: Entry<String>?
  public var color: Entry<String>?
  public var mouse: Entry<Bool>?
  /// 1 or 2.
  public var ambiguousWidth: Entry<Int>?
  /// `keys.NAME` and `keys.SCREEN.NAME`, by line.
  public var keys: [Entry<[String]>] = []
  /// `columns.LIST`, by line.
  public var columns: [Entry<[String]>] = []
  /// `defaults.SETTING`, by line.
  public var defaults: [Entry<String>] = []

  public init() {}
}

/// The keys that a `config.toml` begins with, as they are written.
public enum ConfigKey: String, CaseIterable, Sendable {
  case theme, glyphs, color, mouse
  case ambiguousWidth = "ambiguous_width"
  case keys, columns, defaults

  /// The name of the file, in Vane's folder among the configurations.
  public static let usualName = "config.toml"

  /// What must stand behind it.
  public var form: String {
    switch self {
    case .theme, .glyphs, .color: "a text"
    case .mouse: "`true` or `false`"
    case .ambiguousWidth: "`1` or `2`"
    case .keys: "a table: `NAME = \"KEY\"` or `NAME = [\"KEY\", …]`, and tables of the same for one screen"
    case .columns: "a table: `LIST = [\"COLUMN\", …]`"
    case .defaults: "a table: `SETTING = \"VALUE\"`"
    }
  }

  public var meaning: String {
    switch self {
    case .theme: "a theme's name, or a theme file (from the configuration's folder on, unless it begins with `/`)"
    case .glyphs: "what pictures are made of"
    case .color: "how many colours are used"
    case .mouse: "whether the mouse moves the selection from the start on"
    case .ambiguousWidth: "columns of characters that take 1 or 2; without it as the terminal answers"
    case .keys: "which keys do what, by the name of what they do"
    case .columns: "which columns lists show, in their order"
    case .defaults: "how the dashboard reads and shows, until a person sets it otherwise"
    }
  }
}
