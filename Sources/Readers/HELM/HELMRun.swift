import Runs

/// What the files of a HELM run have in common.
enum HELMRun {
  /// One column per perturbation and kind.
  struct Key: Hashable, Comparable {
    var perturbation: String?
    var kind: Columns.Kind

    static func < (a: Self, b: Self) -> Bool {
      (a.perturbation ?? "", a.kind.rawValue) < (b.perturbation ?? "", b.kind.rawValue)
    }
  }

  /// Who an entry is about: instance ids are stable for the same scenario and arguments.
  struct Instance {
    var name: String
    var perturbation: String?

    init?(_ record: JSON) {
      guard let id = (record["instance_id"] ?? record["instance"]?["id"])?.name?.itemName else { return nil }
      let trial = record["train_trial_index"]?.integer ?? 0
      name = trial == 0 ? id : "\(id)#trial\(trial)"
      perturbation = (record["perturbation"] ?? record["instance"]?["perturbation"]).flatMap(Self.name(ofPerturbation:))
    }

    /// `typos prob=0.1`: one run may hold several of a name, which differ in their settings.
    private static func name(ofPerturbation perturbation: JSON) -> String? {
      guard let name = perturbation["name"]?.string else { return nil }
      let settings = perturbation.members.filter { $0.key != "name" && $0.key != "computed_on" }
      return ([name] + settings.compactMap { setting in setting.value.name.map { "\(setting.key)=\($0)" } })
        .joined(separator: " ").shortened
    }
  }

  /// Of an entry that would be the first of its perturbation.
  static let tooMany = "has one perturbation too many: \(mostColumns) can be read"

  static func columns(_ task: String, _ key: Key) -> Columns {
    Columns(task: task, filter: key.perturbation, kind: key.kind)
  }

  /// `mmlu:subject=anatomy,model=openai_gpt2` → `mmlu:subject=anatomy`.
  static func task(inName name: String) -> String {
    let head = name.prefix { $0 != ":" }
    let arguments = name.dropFirst(head.count + 1).split(separator: ",").filter {
      !$0.hasPrefix("model=") && !$0.hasPrefix("model_deployment=")
    }
    return arguments.isEmpty ? String(head) : "\(head):\(arguments.joined(separator: ","))"
  }

  /// The run's name: its folder.
  static func folder(of file: LogFile) -> String {
    FolderName.names(file.path).dropLast().last ?? file.stem
  }

  /// Walks the elements of a document's array, or of the array under `key`. `each` returns what is wrong with one.
  static func elements(
    of file: LogFile, inside key: StaticString?, _ problems: inout ProblemList, _ cancelled: () -> Bool,
    each: (JSON, Address) -> String?
  ) {
    file.readDocument(keeping: "what stands before it was read", &problems) {
      (scan: inout JSONScanner, problems: inout ProblemList) throws(JSONScanner.Fault) in
      var count = 0
      if let key {
        try scan.enterObject()
        var isThere = false
        while !isThere, try scan.nextKey() {
          isThere = scan.textIs(key)
          if !isThere { try scan.skip() }
        }
        guard isThere else { return problems.add("has no '\(key)'", "nothing was read from this file") }
      }
      try scan.enterArray()
      while try scan.nextElement() {
        count += 1
        if count & 0xFF == 0, cancelled() { return }
        guard let (record, address) = try scan.record(called: "entry", &problems) else { continue }
        if let complaint = each(record, address) {
          problems.add("the entry at byte \(address.offset) \(complaint)", "entry skipped")
        }
      }
    }
  }
}
