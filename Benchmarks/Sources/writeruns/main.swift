// Writes runs to measure with: genuine in shape, made up in content, the same for everybody.
import Glibc

let usage = """
  usage: writeruns lm-eval FOLDER MEGABYTES
         writeruns inspect FOLDER MEGABYTES       (megabytes before compression)
         writeruns table   FOLDER BEHAVIOURS ITEMS (items of each behaviour; 5 models, 2 choices)
         writeruns wide    FOLDER BEHAVIOURS SUITES ITEMS  (suites of each behaviour, items of each suite; 8 models in 250 files each)
         writeruns flags   FILE FLAGS SUITES ITEMS  (on the items that wide has)
  """

let words = Array(CommandLine.arguments.dropFirst())
let numbers = words.dropFirst(2).compactMap(Int.init)
guard words.count >= 3, numbers.count == words.count - 2, numbers.allSatisfy({ $0 > 0 }) else {
  print(usage)
  exit(2)
}
let folder = words[1]
if words[0] != "flags" { mkdir(folder, 0o755) }
switch (words[0], numbers.count) {
case ("lm-eval", 1): LMEvalRuns.write(to: folder, bytes: numbers[0] * 1_000_000)
case ("inspect", 1): InspectRuns.write(to: folder, bytes: numbers[0] * 1_000_000)
case ("table", 2): TableRuns.write(to: folder, behaviours: numbers[0], items: numbers[1])
case ("wide", 3): WideRuns.write(to: folder, behaviours: numbers[0], suites: numbers[1], items: numbers[2])
case ("flags", 3): FlagLines.write(to: folder, count: numbers[0], suites: numbers[1], items: numbers[2])
case _:
  print(usage)
  exit(2)
}
