import Foundation

/// A few of the sample runs in a folder that may be written to: five models of one size each, three behaviours.
enum SampleRuns {
  private static let models = ["vane-3k", "vane-14k", "vane-37k", "vane-148k", "vane-443k"]
  private static let tasks = ["vane_coin_direct", "vane_facts_direct", "vane_twohop_direct"]

  private static let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("SampleRuns/ladder").path

  static func copy(to folder: String) throws {
    let files = FileManager.default
    for model in models {
      let from = "\(source)/vane__\(model)"
      let to = "\(folder)/vane__\(model)"
      try files.createDirectory(atPath: to, withIntermediateDirectories: true)
      for name in try files.contentsOfDirectory(atPath: from)
      where name.hasPrefix("results_") || tasks.contains(where: { name.hasPrefix("samples_\($0)_") }) {
        try files.copyItem(atPath: "\(from)/\(name)", toPath: "\(to)/\(name)")
      }
    }
  }

  /// A table of one model, written over what stands there.
  static func writeTable(of behaviours: [String], to path: String) throws {
    var table = "model,parameters,behaviour,item,choice,logp,watched\n"
    for behaviour in behaviours {
      for item in 0..<4 {
        table += "mine-10m,10000000,\(behaviour),q\(item),yes,-1.5,1\n"
        table += "mine-10m,10000000,\(behaviour),q\(item),no,-2.5,0\n"
      }
    }
    try table.write(toFile: path, atomically: false, encoding: .utf8)
  }
}
