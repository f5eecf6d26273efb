public import Runs

/// Reads one log format. One file or folder per format; add yours to `formats` below and you are done.
public protocol LogReader: Sendable {
  /// What `vane check` and the docs call it: `lm-eval-results`.
  static var name: String { get }
  /// One line for the docs: who writes it and what is read.
  static var summary: String { get }
  /// True if the file looks like this format, by what stands in it; its name proves nothing.
  static func recognizes(_ file: LogFile) -> Bool
  /// Everything the file says.
  ///
  /// Never throws and never skips in silence: a bad line is a problem with its place, and reading goes on after it.
  static func read(_ file: LogFile, cancelled: () -> Bool) -> Reading
  /// The same for a file that has grown since `earlier` was read, without reading again what stood there then.
  ///
  /// - Returns: nil when that cannot be done, or when the file is no longer what it was: then it must be read anew.
  static func read(_ file: LogFile, after earlier: Reading, cancelled: () -> Bool) -> Reading?
  /// What reads items' texts from this file. Formats that keep none need not say so; the others are `TextReader`s.
  static func texts(in file: LogFile) throws(Problem) -> ItemTextReading
}

/// A format that keeps the items' texts.
public protocol TextReader: LogReader {
  /// One item's text, from the address that reading gave it.
  static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText
}

/// One item's text, from the address that reading gave it.
public typealias ItemTextReading = (Address) throws(Problem) -> ItemText

/// Every format Vane reads, most specific first. Recognition, `vane check` and `docs/formats.md` all use it.
public let formats: [any LogReader.Type] = [
  LMEvalSamplesReader.self,
  LMEvalResultsReader.self,
  LMEvalWriteOutReader.self,
  LMEvalOldResultsReader.self,
  InspectEvalReader.self,
  InspectJSONReader.self,
  BigBenchReader.self,
  HELMRunReader.self,
  HELMInstancesReader.self,
  HELMChoicesReader.self,
  HELMAsideReader.self,
  InverseScalingReader.self,
  InverseScalingLinesReader.self,
  InverseScalingSettingsReader.self,
  TableReader.self,
  UTF16Reader.self,
  CompressedReader.self,
]

/// The first format that recognises the file; nil if none does.
public func reader(for file: LogFile) -> (any LogReader.Type)? { formats.first { $0.recognizes(file) } }

extension LogReader {
  public static func read(_ file: LogFile, after earlier: Reading, cancelled: () -> Bool) -> Reading? { nil }
}

/// Filters, scorers, perturbations of one task in one file. Each has columns of its own, which cost far more than the
/// name that brings them about.
let mostColumns = 100
