import Canvas
import Dashboard
import Foundation
import Testing

private let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Screens")

/// Draws the board after `keys` and compares it with `Screens/<name>.screen`, a text file made to be read: the picture,
/// and below it one letter for each cell's role.
///
/// `VANE_RECORD=1` writes the file, and fails, so that a recorded screen is always looked at.
func expectScreen(
  _ name: String, after keys: String = "", _ columns: Int = 80, _ rows: Int = 24, reading: Bool = true,
  at place: SourceLocation = #_sourceLocation
) throws {
  var desk = Desk(Size(columns: columns, rows: rows), reading: reading)
  desk.press(keys)
  try expectPicture(name, desk.picture(), at: place)
}

func expectPicture(_ name: String, _ grid: Grid, at place: SourceLocation = #_sourceLocation) throws {
  let rule = String(repeating: "~", count: grid.size.columns)
  try expectText(name, grid.text + "\n" + rule + "\n" + grid.roles + "\n", at: place)
}

/// The same for any text that is to be read before it changes.
func expectText(_ name: String, _ drawn: String, at place: SourceLocation = #_sourceLocation) throws {
  let file = folder.appending(path: "\(name).screen")
  guard ProcessInfo.processInfo.environment["VANE_RECORD"] == nil else {
    try drawn.write(to: file, atomically: true, encoding: .utf8)
    Issue.record("recorded \(name).screen: read it, then commit it", sourceLocation: place)
    return
  }
  #expect(try drawn == String(contentsOf: file, encoding: .utf8), "\(name).screen differs", sourceLocation: place)
}
