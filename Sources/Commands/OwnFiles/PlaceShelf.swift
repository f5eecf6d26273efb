import Canvas
import Dashboard

/// Where a person was when she left, for each set of run folders: a line of a file in the state folder.
///
///     /runs/pythia-sweep<tab>item<tab>facts<tab>direct …
struct PlaceShelf {
  private let path = Folders.state + "/places"
  private let roots: String
  private let readOnly: Bool
  private static let most = 200

  init(_ shelf: Shelf) {
    roots = shelf.paths.sorted().map(Self.written).joined(separator: ":")
    readOnly = shelf.options.readOnly
  }

  /// nil where nothing is known, or what is there says something else.
  var place: Whereabouts? {
    lines.last { $0.roots == roots }.flatMap { Whereabouts(fields: $0.fields) }
  }

  /// Unless nothing had been read yet. Where it cannot be written the next session begins at the top.
  func keep(_ place: Whereabouts) {
    guard !readOnly, place.key != nil, place != self.place else { return }
    let line = ([roots] + place.fields.map(Self.written)).joined(separator: "\t")
    TextFile.change(path) { lines in
      lines.filter { $0.prefix { $0 != "\t" } != roots }.suffix(Self.most - 1) + [line]
    }
  }

  private var lines: [(roots: String, fields: [String])] {
    (TextFile.read(path) ?? "").split(separator: "\n").compactMap { line in
      let parts = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return parts.count > 1 ? (parts[0], parts.dropFirst().map(Self.read)) : nil
    }
  }

  /// Names hold what they like: the signs that part them here are written `%09`.
  private static func written(_ field: String) -> String {
    Text.escaped(field) { "%\t\n\r:".unicodeScalars.contains($0) ? "%" + hex($0.value) : nil }
  }

  private static func hex(_ value: UInt32) -> String { (value < 16 ? "0" : "") + String(value, radix: 16) }

  private static func read(_ field: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(field.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        rest = rest.dropFirst(2)
        bytes.append(value)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
