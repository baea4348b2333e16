import Console
import Testing

@testable import Curses

@Suite("Palette")
struct PaletteTests {
    private func numbers(_ colors: Int, _ foreground: Color, _ background: Color = .normal)
        -> [Int32]
    {
        let choice = Palette(colors: colors).choice(
            for: Style(foreground: foreground, background: background))
        return [choice.foreground, choice.background] + (choice.isBold ? [1] : [])
    }

    @Test("without colours everything is the terminal's own")
    func none() {
        #expect(numbers(0, .indexed(1), .rgb(1, 2, 3)) == [-1, -1])
    }

    @Test("eight colours show bright ones bold")
    func eight() {
        #expect(numbers(8, .indexed(1), .normal) == [1, -1])
        #expect(numbers(8, .indexed(9), .indexed(12)) == [1, 4, 1])
        #expect(numbers(8, .rgb(250, 5, 5)) == [1, -1, 1])
        #expect(numbers(8, .indexed(232)) == [0, -1])
    }

    @Test("sixteen colours take the nearest")
    func sixteen() {
        #expect(numbers(16, .indexed(9)) == [9, -1])
        #expect(numbers(16, .indexed(196)) == [9, -1])
        #expect(numbers(16, .rgb(120, 120, 120)) == [8, -1])
    }

    @Test("256 colours take indexes as they are and the nearest of cube and greys")
    func palette() {
        #expect(numbers(256, .indexed(208), .indexed(3)) == [208, 3])
        #expect(numbers(256, .rgb(255, 135, 0)) == [208, -1])
        #expect(numbers(256, .rgb(8, 8, 8)) == [232, -1])
        #expect(numbers(256, .rgb(255, 255, 255)) == [231, -1])
    }

    @Test("direct colours are given by their parts, but for the eight of ANSI")
    func direct() {
        #expect(numbers(1 << 24, .rgb(0xFF, 0x80, 0)) == [0xFF8000, -1])
        #expect(numbers(1 << 24, .indexed(1), .indexed(208)) == [1, 0xFF8700])
        #expect(numbers(1 << 24, .indexed(9)) == [0xFF0000, -1])
        #expect(numbers(1 << 24, .rgb(0, 0, 7)) == [0, -1])
    }

    @Test("every colour is possible on every terminal")
    func all() {
        for colors in [8, 16, 88, 256] {
            for index in UInt8.min...UInt8.max {
                let number = numbers(colors, .indexed(index))[0]
                #expect((0..<Int32(colors)).contains(number))
            }
        }
    }
}
