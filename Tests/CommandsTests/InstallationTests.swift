import Foundation
import Testing

/// What `make install` puts beside the program.
@Suite struct InstallationTests {
  private static let groff = "/usr/bin/groff"

  private func installed(_ body: (Program, String) throws -> Void) throws {
    let program = try Program()
    defer { program.remove() }
    let share = program.home.appending(path: "share").path
    let outcome = try program.run("docs", "--share", share)
    #expect(outcome.status == 0, "\(outcome.errors)")
    try body(program, share)
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  private func outcome(of tool: String, _ arguments: [String]) throws -> (status: Int32, errors: String) {
    let process = Process()
    process.executableURL = URL(filePath: tool)
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: said, as: UTF8.self))
  }

  @Test func theManualNamesEveryCommandAndEveryKeyOfTheKeysPage() throws {
    try installed { program, share in
      let page = try text(share + "/man/man1/vane.1")
      let shown = try text(Program.repository.appending(path: "docs/commands.md").path)
      let commands = shown.split(separator: "\n").filter { $0.hasPrefix("## vane ") }
      #expect(commands.count > 10)
      for line in commands {
        #expect(page.contains(".SS \"\(line.dropFirst(3))\"\n"), "\(line)")
      }
      // The page breaks its lines where it likes.
      let filled = page.replacing("\n", with: " ")
      let keys = try text(Program.repository.appending(path: "docs/keys.md").path)
      let rows = keys.split(separator: "\n").filter { $0.hasPrefix("| `") }
      #expect(rows.count > 50)
      for line in rows {
        let words = line.split(separator: " | ").last?.dropLast(2).replacing("\\|", with: "|").replacing(
          "-", with: "\\-")
        #expect(filled.contains(words ?? "?"), "\(line)")
      }
    }
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: groff), "groff is not installed"))
  func theManualIsSetWithoutAWarning() throws {
    try installed { _, share in
      let set = try outcome(of: Self.groff, ["-man", "-Tutf8", "-Kutf8", "-ww", share + "/man/man1/vane.1"])
      #expect(set.status == 0 && set.errors.isEmpty, "\(set.errors)")
    }
  }

  @Test func noLineOfTheManualIsARequestByAccident() throws {
    try installed { _, share in
      let known = [".TH", ".SH", ".SS", ".PP", ".TP", ".B", ".nf", ".fi"]
      for line in try text(share + "/man/man1/vane.1").split(separator: "\n") where ".'".contains(line.first ?? " ") {
        #expect(known.contains { line == $0 || line.hasPrefix($0 + " ") }, "\(line)")
      }
    }
  }

  @Test func bashCompletesCommandsAndOptions() throws {
    try installed { _, share in
      let script = share + "/bash-completion/completions/vane"
      let checked = try outcome(of: "/bin/bash", ["-n", script])
      #expect(checked.status == 0, "\(checked.errors)")
      let words = """
        source \(script); COMP_WORDS=(vane trends --mea); COMP_CWORD=2; COMP_LINE='vane trends --mea'; \
        COMP_POINT=${#COMP_LINE}; $(complete -p vane | sed 's/.*-F \\([^ ]*\\).*/\\1/') vane --mea trends; \
        [[ " ${COMPREPLY[*]} " == *" --measure "* ]]
        """
      let completed = try outcome(of: "/bin/bash", ["-c", words])
      #expect(completed.status == 0, "\(completed.errors)")
    }
  }

  private static let fish = "/usr/bin/fish"

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: fish), "fish is not installed"))
  func fishCompletesCommandsAndValues() throws {
    try installed { program, share in
      // Fish completes what it finds on the PATH only.
      let command = try program.write("#!/bin/sh\n", to: "bin/vane")
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: command)
      let words = """
        set -gx PATH \(program.home.path)/bin $PATH; set -gx HOME \(program.home.path); set -g fish_complete_path \(share)/fish/vendor_completions.d
        string match -q 'trends*' (complete -C 'vane tre'); and string match -q 'nlp*' (complete -C 'vane plot --measure nl')
        """
      let completed = try outcome(of: Self.fish, ["--no-config", "-c", words])
      #expect(completed.status == 0, "\(completed.errors)")
    }
  }

  @Test func zshAndFishHaveTheirsWhereTheyLookForThem() throws {
    try installed { _, share in
      let zsh = try text(share + "/zsh/site-functions/_vane")
      let fish = try text(share + "/fish/vendor_completions.d/vane.fish")
      #expect(zsh.hasPrefix("#compdef vane") && zsh.contains("--measure"))
      #expect(fish.contains("complete -c 'vane'") && fish.contains("measure"))
    }
  }
}
