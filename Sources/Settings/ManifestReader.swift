internal import Runs
internal import TOMLKit

/// Walks over the tables of a parsed manifest.
struct ManifestReader: TOMLTableReader {
  var manifest: Manifest
  var problems: [Problem] = []
  var lines = KeyLines("")

  var file: String { manifest.path }

  init(path: String) { manifest = Manifest(path: path) }

  mutating func read(_ table: TOMLTable) {
    for (key, value) in Self.entries(table) {
      let path = [key]
      switch ManifestKey.Top(rawValue: key) {
      case .models: models(value, path)
      case .behaviours: behaviours(value, path)
      case .variants: variants(value, path)
      case .files: files(value, path)
      case .logOdds: manifest.logOdds = orientation(value, path)
      case .logprobs: manifest.logprobs = place(value, path)
      case nil: unknown(path, among: ManifestKey.Top.allCases.map(\.rawValue))
      }
    }
  }

  private mutating func models(_ value: any TOMLValueConvertible, _ path: [String]) {
    for (name, entry) in entries(of: value, path) {
      let path = path + [name]
      var rule = Manifest.ModelRule(Manifest.Line(Glob(name), line: lines[path]))
      for (key, value) in entries(of: entry, path) {
        let path = path + [key]
        switch ManifestKey.Model(rawValue: key) {
        case .name:
          rule.name = text(value, path)
          if rule.name != nil, !Glob(name).isName {
            rule.name = nil
            tell(path, "one name for all models called '\(name)' would make them one", "name each model by itself")
          }
        case .family: rule.family = text(value, path)
        case .parameters: rule.parameters = amount(value, path)
        case .flops: rule.flops = amount(value, path)
        case .trainingTokens: rule.trainingTokens = amount(value, path)
        case .textLoss: rule.textLoss = amount(value, path)
        case nil: unknown(path, among: ManifestKey.Model.allCases.map(\.rawValue))
        }
      }
      manifest.models.append(rule)
    }
  }

  private mutating func behaviours(_ value: any TOMLValueConvertible, _ path: [String]) {
    for (name, entry) in entries(of: value, path) {
      let path = path + [name]
      var rule = Manifest.BehaviourRule(Manifest.Line(name, line: lines[path]))
      for (key, value) in entries(of: entry, path) {
        let path = path + [key]
        switch ManifestKey.Behaviour(rawValue: key) {
        case .tasks: rule.tasks = tasks(value, path)
        case .watched: rule.watched = watched(value, path)
        case .logOdds: rule.logOdds = orientation(value, path)
        case .logprobs: rule.logprobs = place(value, path)
        case nil: unknown(path, among: ManifestKey.Behaviour.allCases.map(\.rawValue))
        }
      }
      manifest.behaviours.append(rule)
    }
  }

  /// Of none at all nothing could be said.
  private mutating func tasks(_ value: any TOMLValueConvertible, _ path: [String]) -> [Manifest.Line<Glob>]? {
    guard let names = texts(value, path) else { return nil }
    if names.isEmpty { tell(path, "is empty", "the key is ignored") }
    return names.isEmpty ? nil : names.map { Manifest.Line(Glob($0), line: lines[path]) }
  }

  private mutating func variants(_ value: any TOMLValueConvertible, _ path: [String]) {
    for (task, entry) in entries(of: value, path) {
      let path = path + [task]
      guard let name = text(entry, path) else { continue }
      manifest.variants.append(.init(Manifest.Line(Glob(task), line: lines[path]), name: name))
    }
  }

  private mutating func files(_ value: any TOMLValueConvertible, _ path: [String]) {
    for (key, value) in entries(of: value, path) {
      let path = path + [key]
      let globs = { (texts: [String]?, line: Int) in (texts ?? []).map { Manifest.Line(Glob($0), line: line) } }
      switch ManifestKey.Files(rawValue: key) {
      case .include: manifest.include = globs(texts(value, path), lines[path])
      case .exclude: manifest.exclude = globs(texts(value, path), lines[path])
      case nil: unknown(path, among: ManifestKey.Files.allCases.map(\.rawValue))
      }
    }
  }
}

/// The keys of a manifest, as they are written.
enum ManifestKey {
  enum Top: String, CaseIterable {
    case models, behaviours, variants, files, logprobs
    case logOdds = "log_odds"
  }

  enum Model: String, CaseIterable {
    case name, family, parameters, flops
    case trainingTokens = "training_tokens"
    case textLoss = "text_loss"
  }

  enum Behaviour: String, CaseIterable {
    case tasks, watched, logprobs
    case logOdds = "log_odds"
  }

  enum Files: String, CaseIterable {
    case include, exclude
  }
}
