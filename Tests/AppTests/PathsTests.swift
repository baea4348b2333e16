import Testing

@testable import App

@Suite("Paths")
struct PathsTests {
    @Test("without XDG variables everything lies where the specification says")
    func defaults() {
        let paths = Paths(environment: ["HOME": "/home/alice"])
        #expect(paths.settings == "/home/alice/.config/martlet/config.toml")
        #expect(paths.mail == "/home/alice/.local/share/martlet/mail.sqlite")
        #expect(paths.bodies == "/home/alice/.cache/martlet/bodies.sqlite")
        #expect(paths.log == "/home/alice/.local/state/martlet/martlet.log")
    }

    @Test("-F outranks $MARTLET_CONFIG, which outranks the default")
    func settings() {
        let environment = ["HOME": "/h", "MARTLET_CONFIG": "/etc/mine.toml"]
        #expect(Paths(environment: environment).settings == "/etc/mine.toml")
        #expect(Paths(settings: "here.toml", environment: environment).settings == "here.toml")
    }

    @Test("a relative XDG path is ignored")
    func relative() {
        let paths = Paths(environment: ["HOME": "/h", "XDG_DATA_HOME": "data"])
        #expect(paths.mail == "/h/.local/share/martlet/mail.sqlite")
    }

    @Test("two stores have two wake-up sockets")
    func sockets() {
        let one = Paths(environment: ["HOME": "/a", "XDG_RUNTIME_DIR": "/run/user/1"])
        let other = Paths(environment: ["HOME": "/b", "XDG_RUNTIME_DIR": "/run/user/1"])
        #expect(one.wakeSocket != other.wakeSocket)
        #expect(one.wakeSocket.hasPrefix("/run/user/1/"))
    }
}
