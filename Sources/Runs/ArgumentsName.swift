/// A file's name as lm-evaluation-harness made it before 0.4.3 of a run's model arguments and a task, with `__` for `=` and
/// for `/`: `pretrained__org__m-70m,dtype__float_arc_easy` is the task `arc_easy`, put to `org/m-70m`.
///
/// Names hold underscores too: where the task begins is a guess, unless the run's tasks are known.
public struct ArgumentsName: Sendable, Equatable {
  private let stem: String

  /// What arguments call the model, the likeliest first.
  public static let modelKeys = ["pretrained", "model", "path", "engine"]

  /// - Parameter stem: a file's name without its suffix. nil: no model is named in it.
  public init?(_ stem: String) {
    self.stem = stem
    guard value(of: Self.modelKeys, before: task) != nil else { return nil }
  }

  /// What follows the first underscore of the last argument's value.
  public var task: String {
    let value = stem.ranges(of: "__").last.map { stem[$0.upperBound...] } ?? stem[...]
    return value.firstIndex(of: "_").map { String(value[value.index(after: $0)...]) } ?? stem
  }

  /// As far as `task` is right.
  public var model: String? {
    value(of: Self.modelKeys, before: task).map { String($0).replacing("__", with: "/") }
  }
  public var revision: String? { value(of: ["revision"], before: task).map { String($0) } }

  /// A run's model and revision, as they are written in a name.
  struct Owner: Hashable {
    let model: String
    let revision: String

    init(model: String, revision: String?) {
      self.model = model.replacing("/", with: "__").replacing("=", with: "__")
      self.revision = revision ?? "main"
    }
  }

  /// What a name can be made of: whose it is, and a task.
  struct Parts: Hashable {
    let owner: Owner
    let task: String
  }

  /// All that this one can be made of, the longest task first.
  var parts: [Parts] {
    stem.indices.filter { stem[$0] == "_" }.compactMap { underscore in
      let task = String(stem[stem.index(after: underscore)...])
      guard let model = value(of: Self.modelKeys, before: task) else { return nil }
      let revision = value(of: ["revision"], before: task).map { String($0) }
      return Parts(owner: Owner(model: String(model), revision: revision), task: task)
    }
  }

  /// Of the first argument with one of these keys; nil as well where the name does not end in the task.
  private func value(of keys: [String], before task: String) -> Substring? {
    guard stem.hasSuffix("_" + task) else { return nil }
    for argument in stem.dropLast(task.count + 1).split(separator: ",") {
      for key in keys where argument.hasPrefix(key + "__") { return argument.dropFirst(key.count + 2) }
    }
    return nil
  }
}
