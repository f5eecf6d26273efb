import CFuzz

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// fuzz list                        every target, one a line: its name, its longest input, whether leaks are looked for, what it is
// fuzz words TARGET                its dictionary, as libFuzzer reads one
// fuzz seeds TARGET FOLDER FILE…   writes into FOLDER what TARGET can begin with, made from genuine files
// fuzz TARGET [libFuzzer's own]    runs it

let words = CommandLine.arguments.dropFirst()

func target(_ name: String?) -> Target {
  guard let found = Target.all.first(where: { $0.name == name }) else {
    say("fuzz: no target '\(name ?? "")'; fuzz list names them")
    exit(2)
  }
  return found
}

switch words.first {
case "list":
  for target in Target.all {
    print(target.name, target.most, target.looksForLeaks ? 1 : 0, target.summary, separator: "\t")
  }
case "words":
  for word in target(words.dropFirst().first).words { print(dictionaryLine(word)) }
case "seeds":
  let rest = Array(words.dropFirst(2))
  guard let folder = rest.first else { exit(2) }
  exit(Seeds(of: target(words.dropFirst().first), from: rest.dropFirst()).write(to: folder) ? 0 : 4)
default: run(target(words.first))
}

func dictionaryLine(_ word: String) -> String {
  let escaped = word.utf8.map { byte in
    let isPlain = (0x20..<0x7F).contains(byte) && byte != 0x22 && byte != 0x5C
    let digits = String(byte, radix: 16)
    return isPlain ? String(UnicodeScalar(byte)) : "\\x" + (digits.count == 1 ? "0" : "") + digits
  }
  return "\"" + escaped.joined() + "\""
}
