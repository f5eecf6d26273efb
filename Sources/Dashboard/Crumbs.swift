internal import Canvas

/// The path of screens in the first line. When it does not fit, the folder and the middle give way before the end.
enum Crumbs {
  static func fit(_ crumbs: [String], to columns: Int) -> String {
    let whole = crumbs.joined(separator: " > ")
    if Text.width(whole) <= columns { return whole }
    for first in 1..<max(2, crumbs.count) {
      let rest = "… > " + crumbs.dropFirst(first).joined(separator: " > ")
      if crumbs.count > first, Text.width(rest) <= columns { return rest }
    }
    return Text.truncated(crumbs.last ?? "", to: columns)
  }
}
