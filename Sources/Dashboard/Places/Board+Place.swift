internal import Canvas
internal import Runs

/// Where a person is, and back to there in another session.
extension Board {
  public var place: Whereabouts {
    if let resuming { return resuming }
    var place = Whereabouts()
    guard let overview = frames[0].screen as? OverviewScreen else { return place }
    place.key = overview.selected
    guard frames.count > 1, let behaviour = frames[1].screen as? BehaviourScreen else { return place }
    behaviour.note(&place)
    guard frames.count > 2, let item = frames[2].screen as? ItemScreen else { return place }
    (place.depth, place.item) = (.item, item.contents.name)
    return place
  }

  /// Goes there as soon as it has been read, unless a key is pressed before.
  public mutating func resume(_ place: Whereabouts) { resuming = place.key == nil ? nil : place }

  /// To be called when something arrived.
  ///
  /// - Parameter isRead: no more rows come.
  mutating func goOnResuming(isRead: Bool = false) -> [Effect] {
    guard let place = resuming, let key = place.key, waiting == nil else { return [] }
    switch frames.count {
    case 1:
      guard around.line(of: key) != nil else {
        if isRead { endResuming("\(key) is not in these runs any more") }
        return []
      }
      if var overview = frames[0].screen as? OverviewScreen {
        overview.select(key, around)
        frames[0].screen = overview
      }
      guard place.depth != .overview else {
        endResuming(nil)
        return []
      }
      return obey([.ask(.behaviour(key, measure: place.measure))])
    case 2:
      guard var behaviour = frames[1].screen as? BehaviourScreen else { break }
      guard let effects = behaviour.select(place, &around) else {
        endResuming("what was selected in \(key) is not there any more")
        break
      }
      frames[1].screen = behaviour
      if place.depth == .item { return obey(frames[1].screen.act("open", times: nil, &around) ?? []) }
      endResuming(nil)
      return obey(effects)
    default: endResuming(nil)
    }
    return []
  }

  /// - Parameter why: what is not there any more; nil where all of it is.
  private mutating func endResuming(_ why: String?) {
    resuming = nil
    if let why {
      around.message = "\(why); this is as near to where you left as it gets"
    } else if frames.count > 1 {
      around.message = "where you left; :top goes to the first screen, vane --fresh begins there"
    }
  }
}
