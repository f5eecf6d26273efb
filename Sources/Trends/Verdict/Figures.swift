internal import RealModule

/// Numbers as the sentences write them. No locale: a dot, no thousands.
extension Double {
  /// `0.26`, `-0.4`; with so many places.
  func fixed(_ places: Int) -> String {
    guard isFinite else { return isNaN ? "?" : self > 0 ? "inf" : "-inf" }
    let scale = Double.pow(10, places)
    let scaled = (magnitude * scale).rounded()
    guard scaled < 1e15 else { return "\(self)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = self < 0 && scaled > 0 ? "-" : ""
    return places == 0 ? sign + padded : "\(sign)\(padded.dropLast(places)).\(padded.suffix(places))"
  }

  /// Two places, or three for a number that two would make nothing of; two digits where three would, down to a millionth,
  /// below which it is rounding's.
  var figure: String {
    fixed((1e-6..<0.0005).contains(magnitude) ? placesOfTwoDigits : magnitude < 0.0995 && self != 0 ? 3 : 2)
  }

  /// With its sign always, and so many places: `+0.26`. It keeps its side of 0 also where these are not enough.
  func signed(_ places: Int) -> String {
    let text = fixed(places)
    return isNaN || text.hasPrefix("-") ? text : (self < 0 ? "-" : "+") + text
  }

  /// With its sign: `+0.26`.
  var signedFigure: String { (self > 0 ? "+" : "") + figure }

  /// `0.042`, `<0.001`.
  var probabilityFigure: String { self < 0.001 ? "<0.001" : fixed(self < 0.0995 ? 3 : 2) }

  /// Without needless zeros: `0.2`, `1.3`, `75`, `0.0017`. A bound is never written as 0: nothing is smaller than that.
  var shortFigure: String {
    let text = fixed(magnitude < 0.0995 && self != 0 ? placesOfTwoDigits : magnitude < 10 ? 2 : 0)
    guard text.contains(".") else { return text }
    let bare = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
    return String(bare.reversed())
  }

  /// Of a number between 0 and 1.
  var placesOfTwoDigits: Int { Int(1 - Double.log10(magnitude).rounded(.down)) }
}
