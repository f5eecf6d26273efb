public import Runs

extension LMEvalSamplesReader {
  public static func text(in file: LogFile, at address: Address) throws(Problem) -> ItemText {
    let bytes = try isList(file) ? file.bytes(at: address) : file.record(at: address)
    let record: JSON
    do throws(JSONScanner.Fault) {
      record = try JSON(parsing: bytes)
    } catch {
      throw file.changed(address)
    }
    let requests = requests(record["arguments"])
    guard record.isObject, let first = requests.first else { throw file.changed(address) }
    // acc_mutual_info asks again without context, once also without the blank; those requests are no choices.
    let hasMutualInformation = record["acc_mutual_info"] != nil
    func bare(_ continuation: String?) -> Substring? { continuation?.drop { $0.isWhitespace } }
    let half = requests.count / 2
    let isRepeated =
      half > 0 && requests.count == 2 * half
      && zip(requests[..<half], requests[half...]).allSatisfy {
        bare($0.continuation) == bare($1.continuation) && !$0.context.isEmpty
          && (hasMutualInformation || $1.context.isEmpty)
      }
    let asked = isRepeated ? Array(requests[..<half]) : requests
    var text = ItemText(prompt: first.context)
    text.choices = asked.compactMap(\.continuation).map { String($0.drop { $0.isWhitespace }) }
    if text.choices.count == asked.count, Set(text.choices).count == 1 { text.tellApart(asked.map(\.context)) }
    text.target = record["target"]?.name
    if let index = record["target"]?.integer, text.choices.count > 1, text.choices.indices.contains(index) {
      text.target = text.choices[index]
    }
    if text.choices.isEmpty { text.response = firstString(record["resps"]) }
    return text
  }

  private static func requests(_ arguments: JSON?) -> [(context: String, continuation: String?)] {
    let values = arguments.map { $0.isArray ? $0.elements : $0.members.map(\.value) } ?? []
    return values.map { request in
      let parts = request.elements
      return (
        (request["arg_0"] ?? parts.first)?.string ?? "",
        (request["arg_1"] ?? parts.dropFirst().first)?.string
      )
    }
  }

  /// `[["text"]]`: the first repeat's.
  private static func firstString(_ value: JSON?) -> String? {
    var value = value
    while let inner = value, inner.isArray { value = inner.elements.first }
    // A document's log-likelihood stands in the same place, as a string of digits.
    return value?.string.flatMap { decimal(Array($0.utf8)) == nil ? $0 : nil }
  }
}

extension ItemText {
  /// Choices that are one and the same behind different contexts, as winogrande has them: what the contexts share is the
  /// prompt, and the rest of each belongs to its choice.
  fileprivate mutating func tellApart(_ contexts: [String]) {
    guard Set(contexts).count > 1 else { return }
    let alike = contexts.dropFirst().reduce(Substring(prompt)) { alike, next in
      alike.prefix(zip(alike, next).prefix { $0 == $1 }.count)
    }
    // Words stay whole.
    let shared = alike.lastIndex { $0.isWhitespace }.map { alike[...$0].count } ?? 0
    choices = zip(contexts, choices).map { "\($0.dropFirst(shared)) \($1)" }
    if shared > 0 { prompt = String(prompt.prefix(shared)) }
  }
}
