public import Runs

/// A `vane.toml` as text → what it says, and every mistake in it with its line, its key and what to do. What is not
/// mistaken counts: one wrong key costs that key, only text that is no TOML costs all.
public struct ManifestText: Sendable {
  public let manifest: Manifest
  public let problems: [Problem]

  /// Longer ones are refused.
  public static let mostBytes = TOMLSource.mostBytes

  /// - Parameter path: absolute, of the file; also what problems are told of.
  public init(_ bytes: [UInt8], path: String) {
    var reader = ManifestReader(path: path)
    do throws(Problem) {
      let source = try TOMLSource(bytes, path: path)
      reader.lines = source.lines
      reader.read(source.table)
    } catch {
      reader.problems.append(error)
    }
    manifest = reader.manifest
    problems = reader.problems.inOrder
  }

  /// One that cannot be opened.
  public init(unreadable path: String, because why: String) {
    manifest = Manifest(path: path)
    problems = [Problem(Place(file: path), why, "nothing of this file is used; let it be read")]
  }
}
