import Testing

@testable import Settings

@Suite("Programs for links and files")
struct ProgramSettingsTests {
    private func reading(_ lines: String) -> SettingsReading {
        UserSettings.read(Mistake.before(lines))
    }

    @Test("without a table the desktop decides")
    func defaults() throws {
        let programs = try #require(reading("").settings).programs
        #expect(programs.links == ["xdg-open"])
        #expect(programs.command(for: "image/png") == ["xdg-open"])
    }

    @Test(
        "the rule for a type is better than that for its kind, and that is better than the default")
    func rules() throws {
        let programs = try #require(
            reading(
                """
                [programs]
                links = ["firefox", "--new-tab"]
                default = ["less"]
                "image/*" = ["feh"]
                "IMAGE/svg+xml" = ["inkscape"]
                "application/pdf" = ["zathura"]
                """
            ).settings
        ).programs
        #expect(programs.links == ["firefox", "--new-tab"])
        #expect(programs.command(for: "image/png") == ["feh"])
        #expect(programs.command(for: "Image/SVG+XML") == ["inkscape"])
        #expect(programs.command(for: "application/pdf") == ["zathura"])
        #expect(programs.command(for: "application/zip") == ["less"])
        #expect(programs.command(for: "imagery/x") == ["less"])
    }

    @Test(
        "each mistake is told with its place",
        arguments: [
            (
                "lnks = [\"x\"]", "2:1: error: lnks is not known in [programs]",
                "Did you mean links?"
            ),
            (
                "links = \"x\"", "2:9: error: links must be a list of texts",
                "links = [\"xdg-open\"]"
            ),
            ("links = []", "2:9: error: links names no program", "Write the program first"),
            ("\"image/*\" = [\"\"]", "2:13: error: image/* names no program", "Write the program"),
            ("image = [\"x\"]", "2:1: error: image is not known", "Known are: links, default"),
            ("\"a/b/c\" = [\"x\"]", "2:1: error: a/b/c is not known", "Known are: links, default"),
            (
                "\"a/b\" = [\"x\"]\n\"A/B\" = [\"y\"]", "3:9: error: \"A/B\" is there twice",
                "Keep one"
            ),
        ])
    func mistakes(line: String, message: String, remedy: String) {
        let problems = reading("[programs]\n\(line)").problems.map(\.description)
        #expect(problems.count == 1)
        #expect(problems.allSatisfy { $0.hasPrefix(message) && $0.contains(remedy) }, "\(problems)")
    }

    @Test("a clipboard is used only where the settings say so")
    func clipboard() throws {
        #expect(try !#require(reading("").settings).general.clipboard)
        #expect(
            try #require(reading("[general]\nclipboard = true").settings).general.clipboard)
    }

    @Test("what is in force is printed so that it can be read again")
    func rendering() throws {
        let settings = try #require(
            reading("[programs]\nlinks = [\"a b\"]\n\"image/*\" = [\"feh\", \"-x\"]").settings)
        #expect(UserSettings.read(settings.rendered()).settings == settings)
    }
}
