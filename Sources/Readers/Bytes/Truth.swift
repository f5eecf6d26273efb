/// Right or wrong, yes or no, as tables write it: `1`, `0`, `1.0`, `True`, `no`. nil: neither.
func truth(_ text: ArraySlice<UInt8>) -> Bool? {
  switch text.count {
  case 0: return nil
  case 1 where text.first == 0x31: return true
  case 1 where text.first == 0x30: return false
  case 6...: return nil
  case _: break
  }
  return switch String(decoding: text, as: UTF8.self).lowercased() {
  case "1.0", "true", "yes": true
  case "0.0", "false", "no": false
  case _: nil
  }
}

/// A verdict: a truth value or a fraction. nil for what is no finite number.
func verdict(_ text: ArraySlice<UInt8>) -> Double? {
  if let truth = truth(text) { return truth ? 1 : 0 }
  return text.withUnsafeBufferPointer { decimal($0) }.flatMap { $0.isFinite ? $0 : nil }
}
