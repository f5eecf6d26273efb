import Runs

/// The problems of one file, in order. A file of ten million broken lines says so in a thousand.
struct ProblemList {
  private(set) var kept: [Problem] = []
  private var more = 0
  private let file: String
  private static let most = 1000

  init(in file: String) { self.file = file }

  mutating func add(_ what: String, _ action: String, line: Int? = nil, rejects: Bool = true) {
    add(Problem(Place(file: file, line: line), what, action, rejects: rejects))
  }

  mutating func add(_ problem: Problem) {
    guard kept.count < Self.most else {
      more += 1
      return
    }
    var problem = problem
    // A name from the log may stand in it.
    problem.what = problem.what.shortened
    kept.append(problem)
  }

  /// All of them, the ones that did not fit as a number.
  var all: [Problem] {
    guard more > 0 else { return kept }
    let rest = Problem(Place(file: file), "\(more) more problems like these", "not listed; look at the first ones")
    return kept + [rest]
  }
}

extension JSONScanner.Fault {
  /// What is wrong, as the first half of a problem's sentence.
  var words: String {
    switch self {
    case .end: "ends in the middle of a value"
    case .unexpected(let byte):
      (0x21...0x7E).contains(byte)
        ? "not JSON at '\(Character(Unicode.Scalar(byte)))'" : "not JSON at byte \(byte)"
    case .tooDeep: "nested deeper than any log is"
    case .tooLarge: "larger than any header or record that is read"
    }
  }
}
