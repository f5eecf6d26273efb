import Runs

/// All samples of a task as one indented list, as versions before 0.4.3 wrote them.
extension LMEvalSamplesReader {
  static func isList(_ file: LogFile) -> Bool { file.outline.elements.first?["doc_id"] != nil }

  static func readList(
    of file: LogFile, into samples: inout SampleColumns, _ problems: inout ProblemList, _ cancelled: () -> Bool
  ) {
    file.readDocument(keeping: "the samples before it were read", &problems) {
      (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      var record = SampleRecord()
      try scan.enterArray()
      while try scan.nextElement(), !cancelled() {
        let read = try scan.record(called: "sample", &problems) {
          (scan: inout JSONScanner) throws(JSONScanner.Fault) -> SampleRecord in
          // No such version wrote hashes of its own.
          try record.readObject(&scan, [.argumentsHash, .contextBytes])
          return record
        }
        guard let (sample, address) = read else { continue }
        if let complaint = samples.add(sample, at: address) {
          problems.add("the sample at byte \(address.offset): \(complaint)", "item skipped")
        }
      }
    }
  }
}
