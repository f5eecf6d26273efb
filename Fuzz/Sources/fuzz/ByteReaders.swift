import Runs

@testable import Readers

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

extension Target {
  /// What all readers are built on.
  static let byteReaders: [Target] = [archive, json, jsonLines, csv, number, pythonTexts, itemText]

  private static let archive = Target(
    name: "archive", summary: "a ZIP file's directory and members", most: 16_384,
    words: [
      "PK\u{1}\u{2}", "PK\u{3}\u{4}", "PK\u{5}\u{6}", "PK\u{6}\u{6}", "PK\u{6}\u{7}", "../", "\u{1}\u{0}\u{10}\u{0}",
    ],
    heap: (4 << 20, 4096), seeds: { _, bytes in bytes.starts(with: [0x50, 0x4B]) ? [bytes] : [] },
    check: { bytes in
      do throws(Archive.Fault) {
        let archive = try Archive(MemoryBytes(bytes))
        claim(Set(archive.members.map { Array($0.name.utf8) }).count == archive.members.count, "a name stands once")
        for member in archive.members.prefix(50) {
          claim(archive[member.name] == member, "a member is found by its name")
          do throws(Archive.Fault) {
            let unpacked = try archive.bytes(of: member)
            claim(unpacked.count == Int(member.size), "what is unpacked is as long as it says")
            claim(member.offset < bytes.count, "a member that is read lies in the file")
          } catch {
            claim(!error.words.isEmpty, "a fault has words")
          }
        }
      } catch {
        claim(!error.words.isEmpty, "a fault has words")
      }
    })

  private static let json = Target(
    name: "json", summary: "a JSON document: skipped, and as a tree", words: jsonWords, heap: (2 << 20, 512),
    seeds: { path, bytes in path.hasSuffix(".json") ? [512, 2048].map { lines(of: bytes, upTo: $0) } : [] },
    check: { bytes in
      var trees: [JSON?] = []
      for chunk in [1 << 18, 3, 7] {
        var scan = JSONScanner(MemoryBytes(bytes), byLine: false, chunk: chunk)
        var budget = 1 << 26
        let tree = try? scan.tree(budget: &budget)
        claim(scan.offset <= bytes.count, "the scanner stays in the file")
        var skip = JSONScanner(MemoryBytes(bytes), byLine: false, chunk: chunk)
        let isSkipped = (try? skip.skip()) != nil
        claim(tree == nil || isSkipped, "what is a tree can be stepped over")
        if tree != nil { claim(scan.offset == skip.offset, "both end in one place: \(scan.offset), \(skip.offset)") }
        trees.append(tree)
      }
      claim(trees.dropFirst().allSatisfy { "\($0 as Any)" == "\(trees[0] as Any)" }, "chunks change nothing")
      var start = JSONScanner(MemoryBytes(bytes), byLine: false)
      _ = start.start()
      if let tree = trees[0] { claim(tree.depth <= JSONScanner.deepest, "a tree is not deeper than allowed") }
    })

  private static let jsonLines = Target(
    name: "json-lines", summary: "JSON records, one a line, in chunks of every size", words: jsonWords,
    heap: (2 << 20, 512),
    seeds: { path, bytes in path.hasSuffix(".jsonl") ? [512, 2048].map { lines(of: bytes, upTo: $0) } : [] },
    check: { bytes in
      var pictures: [[String]] = []
      for chunk in [1 << 18, 3, 7] {
        var picture: [String] = []
        var scan = JSONScanner(MemoryBytes(bytes), byLine: true, chunk: chunk)
        while scan.nextLine() {
          let (line, offset) = (scan.line, scan.recordOffset)
          var what = ""
          do throws(JSONScanner.Fault) {
            var budget = 1 << 26
            what = "\(try scan.tree(budget: &budget)) \(scan.isAtEnd())"
          } catch {
            what = "\(error)"
          }
          let end = scan.finishLine()
          claim(offset + end.length <= bytes.count, "a record lies in the file")
          let own = bytes[Int(offset)..<Int(offset + end.length)]
          claim(!own.contains(0x0A), "a record is one line")
          picture.append("\(line) \(offset) \(end) \(what)")
        }
        claim(picture.count <= bytes.count { $0 == 0x0A } + 1, "no more records than lines")
        pictures.append(picture)
      }
      claim(pictures.allSatisfy { $0 == pictures[0] }, "chunks change nothing: \(pictures)")
    })

  private static let csv = Target(
    name: "csv", summary: "the records of a table, in chunks of every size",
    words: ["\"\"", ",\"", "\",", "\r\n", "\u{FEFF}", "\t", "\"\n", "\n\""], heap: (2 << 20, 256),
    seeds: { path, bytes in
      path.hasSuffix(".csv") || path.hasSuffix(".tsv") ? [512, 2048].map { lines(of: bytes, upTo: $0) } : []
    },
    check: { bytes in
      var pictures: [[String]] = []
      for chunk in [1 << 18, 3, 7] {
        var picture: [String] = []
        var scan = CSVScanner(MemoryBytes(bytes), chunk: chunk, most: 1024)
        var last = UInt32(0)
        walk: while true {
          let outcome = scan.next()
          switch outcome {
          case .end: break walk
          case .record:
            claim(scan.recordOffset + scan.recordLength <= bytes.count, "a record lies in the file")
            picture.append(
              "\(scan.line) \(scan.recordOffset) \(scan.recordLength) \((0..<scan.count).map { Array(scan[$0]) })")
          case .openQuote: picture.append("open \(scan.line)")
          }
          claim(scan.line > last, "every record begins on a later line: \(last), \(scan.line)")
          last = scan.line
        }
        claim(picture.count <= bytes.count { $0 == 0x0A } + 1, "no more records than lines")
        pictures.append(picture)
      }
      claim(pictures.allSatisfy { $0 == pictures[0] }, "chunks change nothing: \(pictures)")
    })

  private static let number = Target(
    name: "number", summary: "a number as logs write it, against the C library", most: 420,
    words: ["NaN", "nan", "Infinity", "-inf", "1e999", "e-", "0.1", "0000000000000000000000", "9007199254740993"],
    heap: (1 << 16, 64), seeds: { _, _ in [Array("-2.7196149826049805".utf8), Array("1e-320".utf8)] },
    check: { bytes in
      guard let value = decimal(bytes) else { return }
      // Hexadecimal and other words that C reads, and a log's number is not, are nil above.
      let text = bytes.map { CChar(bitPattern: $0) } + [0]
      let truth = strtod(text, nil)
      claim(
        value == truth || value.isNaN && truth.isNaN,
        "\(String(decoding: bytes, as: UTF8.self)): \(value), not \(truth)")
      claim(value.sign == truth.sign || value.isNaN, "the sign of zero stays")
    })

  private static let pythonTexts = Target(
    name: "python-list", summary: "a list as Python prints it", most: 1024,
    words: ["[' Yes', ' No']", "\\x41", "\\u00e9", "\\U0001F600", "\\'", "None", "True", "', '"], heap: (1 << 18, 256),
    seeds: { _, _ in [Array("[' positive', \"it's\", 2]".utf8)] },
    check: { bytes in
      guard let list = pythonList(bytes) else { return }
      claim(list.count <= bytes.count, "no more elements than bytes")
      claim(list.reduce(0) { $0 + $1.count } <= 4 * bytes.count, "elements come from the bytes")
    })

  /// The first bytes say where the record is said to be; the rest is the file.
  private static let itemText = Target(
    name: "item-text", summary: "an item's text from any address in any file", words: jsonWords, heap: (16 << 20, 1024),
    seeds: { _, bytes in [[0, 0, 0, 255, 1, 0] + lines(of: bytes, upTo: 2048)] },
    check: { bytes in
      guard bytes.count > 6 else { return }
      let offset = UInt64(bytes[0]) << 8 | UInt64(bytes[1])
      let address = Address(offset: offset, length: UInt32(bytes[2]) << 8 | UInt32(bytes[3]), line: UInt32(bytes[4]))
      let format = formats[Int(bytes[5]) % formats.count]
      let file = LogFile(path: "log.json", bytes: Array(bytes[6...]))
      do throws(Problem) {
        let text = try format.texts(in: file)(address)
        claim(text == (try format.texts(in: file)(address)), "reading twice gives the same")
        let all = [text.prompt, text.target ?? "", text.response ?? ""] + text.choices + (text.context ?? [])
        // A prompt may be told three times: by itself, and as a context.
        claim(all.reduce(0) { $0 + $1.utf8.count } <= 16 * 3 * bytes.count, "a text comes from its file")
      } catch {
        claim(error.place.file == file.path && !error.action.isEmpty, "why there is no text is said")
      }
    })
}

extension JSON {
  fileprivate var depth: Int { 1 + (elements + members.map(\.value)).map(\.depth).reduce(0, max) }
}
