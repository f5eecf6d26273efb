#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The short way for lines as lm-eval has written them since 0.4.3: a multiple-choice item whose answers need no
/// unescaping. Whatever it takes, `read` takes too, with the same result; a test holds the two side by side.
extension SampleRecord {
  /// - Returns: false when the line is unusual; the record then holds nothing of use, and `read` must be asked.
  mutating func readUsual(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    clear()
    responses.removeAll(keepingCapacity: true)
    guard var cursor = LineCursor(line: line), cursor.take(0x7B) else { return false }
    repeat {
      guard readUsualMember(&cursor) else { return false }
    } while cursor.take(", ")
    guard cursor.take(0x7D), cursor.isAtEnd else { return false }
    // Without hashes an answer is not found among the texts of the choices.
    return isHashed || targetDigit.map { $0 < requests.count } ?? requests.isEmpty
  }

  @inline(__always)
  private mutating func readUsualMember(_ cursor: inout LineCursor) -> Bool {
    if cursor.take("\"doc_id\": ") {
      guard let word = cursor.word() else { return false }
      docID = decimal(word).flatMap { Int(exactly: $0) }
      return true
    }
    if cursor.take("\"doc\": ") { return readUsualDoc(&cursor) }
    if cursor.take("\"target\": ") { return cursor.keepString(in: &target) }
    if cursor.take("\"arguments\": ") { return readUsualArguments(&cursor) }
    if cursor.take("\"resps\": ") { return readUsualRepeats(&cursor) }
    if cursor.take("\"filtered_resps\": ") { return readUsualResponses(&cursor) }
    if cursor.take("\"filter\": ") {
      hasFilter = true
      return cursor.keepString(in: &filter)
    }
    if cursor.take("\"doc_hash\": \"") {
      guard let text = cursor.plainText(most: 512) else { return false }
      docHash.removeAll(keepingCapacity: true)
      docHash.append(contentsOf: text)
      return true
    }
    if cursor.take("\"acc\": ") { return readUsualAccuracy(&cursor) }
    guard cursor.take(0x22), let key = cursor.plainString(most: 64), cursor.take(": ") else { return false }
    // Rare, and not worth a second way.
    if key.isWord("exact_match") || key.isWord("byte_perplexity") || key.isWord("bits_per_byte") { return false }
    if key.isWord("acc_mutual_info") { return false }
    return cursor.skipValue()
  }

  /// The target where it is one digit, an index nearly always.
  private var targetDigit: Int? {
    target.count == 1 && (0x30...0x39).contains(target[0]) ? Int(target[0] - 0x30) : nil
  }

  @inline(__always)
  private mutating func readUsualAccuracy(_ cursor: inout LineCursor) -> Bool {
    guard let word = cursor.word(), let value = decimal(word) else { return false }
    accuracy = value
    return true
  }

  @inline(__always)
  private mutating func readUsualDoc(_ cursor: inout LineCursor) -> Bool {
    guard cursor.take(0x7B) else { return false }
    if cursor.take(0x7D) { return true }
    repeat {
      guard cursor.take(0x22), let key = cursor.plainString(most: 256), cursor.take(": ") else { return false }
      if key.isWord("id") {
        guard let text = cursor.take(0x22) ? cursor.plainString(most: 512) : cursor.integer() else { return false }
        id.removeAll(keepingCapacity: true)
        id.append(contentsOf: text)
      } else if key.isWord("mc2_targets") {
        return false
      } else if key.isWord("gold") || key.isWord("label") || key.isWord("answer") {
        if cursor.byte == 0x7B || cursor.byte == 0x5B {
          guard cursor.skipValue() else { return false }
        } else {
          guard let text = cursor.take(0x22) ? cursor.plainString(most: 512) : cursor.word() else { return false }
          let number = decimal(text).flatMap { Int(exactly: $0) }
          label = label ?? number
        }
      } else {
        guard cursor.skipValue() else { return false }
      }
    } while cursor.take(", ")
    return cursor.take(0x7D)
  }

  /// `{"gen_args_0": {"arg_0": context, "arg_1": continuation}, …}`
  @inline(__always)
  private mutating func readUsualArguments(_ cursor: inout LineCursor) -> Bool {
    requests.removeAll(keepingCapacity: true)
    isHashed = targetDigit == nil
    var context: UnsafeBufferPointer<UInt8>?
    guard cursor.take(0x7B) else { return false }
    repeat {
      guard cursor.take("\"gen_args_"), cursor.plainString(most: 8) != nil, cursor.take(": {\"arg_0\": \"") else {
        return false
      }
      var request = Request()
      // Without a context it may be one that is asked again, which its hash tells.
      guard cursor.byte != 0x22 else { return false }
      request.hasContext = true
      // The choices nearly always share one context.
      if let same = context, cursor.take(same) {
      } else {
        let start = cursor.at
        guard cursor.skipString() else { return false }
        context = UnsafeBufferPointer(start: start, count: cursor.at - start)
      }
      guard cursor.take(", \"arg_1\": \""), let text = cursor.plainText(most: 65_536), cursor.take(0x7D) else {
        return false
      }
      request.continuation = .text
      request.bytes = text.count
      if isHashed { request.hash = Self.hash(ofChoice: text) }
      // An index that is a choice's text as well may mean either, which takes all hashes to tell.
      if !isHashed, requests.count != targetDigit, text.last == target[0], text.dropLast().allSatisfy({ $0 == 0x20 }) {
        return false
      }
      requests.append(request)
    } while cursor.take(", ")
    return cursor.take(0x7D)
  }

  /// `[[["-1.03", "False"]], …]`: before the filter, and the same behind it where nothing was filtered. Remembered as
  /// texts, so that the same digits need not be read twice.
  @inline(__always)
  private mutating func readUsualRepeats(_ cursor: inout LineCursor) -> Bool {
    let start = cursor
    guard cursor.take(0x5B) else { return false }
    repeat {
      guard cursor.take(0x5B), let response = cursor.response(), cursor.take(0x5D) else {
        cursor = start
        responses.removeAll(keepingCapacity: true)
        return cursor.skipValue()
      }
      responses.append(response)
    } while cursor.take(", ")
    return cursor.take(0x5D)
  }

  /// `[["-1.03", "False"], …]`
  @inline(__always)
  private mutating func readUsualResponses(_ cursor: inout LineCursor) -> Bool {
    values.removeAll(keepingCapacity: true)
    guard cursor.take(0x5B) else { return false }
    hasResponses = true
    var at = 0
    repeat {
      if at < responses.count, cursor.take(responses[at].text) {
        values.append(responses[at].value)
      } else {
        guard let response = cursor.response() else { return false }
        values.append(response.value)
      }
      at += 1
    } while cursor.take(", ")
    return cursor.take(0x5D)
  }
}

extension LineCursor {
  /// `["-1.03", "False"]`
  @inline(__always)
  mutating func response() -> SampleRecord.Response? {
    let start = at
    guard take("[\""), let value = quotedNumber(), take(", \"") else { return nil }
    guard take("False\"]") || take("True\"]") || plainString(most: 8) != nil && take(0x5D) else { return nil }
    return .init(text: UnsafeBufferPointer(start: start, count: at - start), value: value)
  }

  /// A string of up to 512 bytes without any escape.
  @inline(__always)
  mutating func keepString(in text: inout [UInt8]) -> Bool {
    guard take(0x22), let string = plainString(most: 512) else { return false }
    text.removeAll(keepingCapacity: true)
    text.append(contentsOf: string)
    return true
  }

  /// These very bytes.
  @inline(__always)
  mutating func take(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = text.baseAddress, end - at >= text.count, memcmp(at, start, text.count) == 0 else { return false }
    advance(by: text.count)
    return true
  }

  /// A bare whole number.
  @inline(__always)
  mutating func integer() -> UnsafeBufferPointer<UInt8>? {
    guard byte == 0x2D || (0x30...0x39).contains(byte) else { return nil }
    return word()
  }
}

extension UnsafeBufferPointer<UInt8> {
  @inline(__always)
  func isWord(_ word: StaticString) -> Bool {
    guard let start = baseAddress, count == word.utf8CodeUnitCount else { return false }
    return memcmp(start, word.utf8Start, count) == 0
  }
}
