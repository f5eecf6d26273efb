import CVterm
import Foundation
import Testing

extension PseudoTerminal {
  /// The program has left the terminal as it found it: the line discipline, the screen, the cursor, and whatever it asked
  /// of the terminal by private modes, such as reports of a mouse and marks around pastes.
  func expectGivenBack(_ place: SourceLocation = #_sourceLocation) {
    #expect(modes == modesBefore, sourceLocation: place)
    #expect(!isOnAlternateScreen, sourceLocation: place)
    #expect(showsCursor, sourceLocation: place)
    #expect(privateModesLeft == [], sourceLocation: place)
  }

  /// The program ends well when it is told to.
  func leave(_ place: SourceLocation = #_sourceLocation) throws {
    self.type("Q")
    #expect(try waitForEnd() == 0, sourceLocation: place)
    expectGivenBack(place)
  }

  /// Numbers of the modes that were switched with `CSI ? … h` or `l` and are not as they usually are.
  var privateModesLeft: [Int] {
    var isOn: [Int: Bool] = [:]
    for match in String(decoding: written, as: UTF8.self).matches(of: #/\x1B\[\?([0-9;]+)([hl])/#) {
      for number in match.output.1.split(separator: ";").compactMap({ Int($0) }) {
        isOn[number] = match.output.2 == "h"
      }
    }
    // Lines that wrap and the cursor are on where nobody says otherwise.
    let usual: Set<Int> = [7, 25]
    return isOn.filter { $0.value != usual.contains($0.key) }.keys.sorted()
  }

  /// Waits for the end of the program without taking in what it writes.
  func expectEnd(of process: pid_t, within seconds: Int32, _ place: SourceLocation = #_sourceLocation) {
    #expect(cvterm_wait_for_end(process, seconds * 1000), "it goes on", sourceLocation: place)
  }
}
