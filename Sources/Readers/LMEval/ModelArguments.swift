import Runs

/// `model_args` of either kind: `pretrained=ORG/NAME,revision=step100` or an object.
struct ModelArguments {
  private var values: [String: String] = [:]

  init(_ value: JSON?) {
    for member in value?.members ?? [] { values[member.key] = member.value.name }
    for pair in value?.string?.split(separator: ",") ?? [] {
      let sides = pair.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { values[sides[0].trimmed] = sides[1].trimmed }
    }
  }

  subscript(key: String) -> String? { values[key] }
  /// Some backends write an empty name.
  var model: String? { ArgumentsName.modelKeys.lazy.compactMap { values[$0] }.first { !$0.isEmpty } }
}

extension Substring {
  /// Without blanks at either end.
  var trimmed: String {
    var rest = drop { $0.isWhitespace }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}
