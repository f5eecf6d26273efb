public import Runs

extension InverseScalingReader {
  /// From `data.csv` or `data.jsonl`; the models' files hold no text.
  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    if InverseScalingLinesReader.recognizes(file) {
      return try InverseScalingLinesReader.text(in: file, at: address)
    }
    guard let table = QuestionTable(CSVHeader(of: file, lineEnd: file.lineEnd)) else {
      throw Problem(
        Place(file: file.path), "the questions stand in data.csv, which was not found",
        "put it beside the models' files")
    }
    // With a line break of its own, for a return at the record's end would be taken for half of one, and a byte order
    // mark of its own, for one at the record's beginning would be taken for the file's.
    let lineBreak: [UInt8] = file.lineEnd == 0x0A ? [0x0D, 0x0A] : [file.lineEnd]
    let record = [0xEF, 0xBB, 0xBF] + (try file.record(at: address)) + lineBreak
    var scan = CSVScanner(MemoryBytes(record), lineEnd: file.lineEnd)
    guard scan.next() == .record, let text = table.text(scan), scan.next() == .end else { throw file.changed(address) }
    return text
  }
}
