// swift-tools-version: 6.1
import PackageDescription

/// An async function stays on its caller's actor, so that the parts of a backend share its
/// isolation without being actors themselves.
let staysWithCaller: [SwiftSetting] = [.enableUpcomingFeature("NonisolatedNonsendingByDefault")]

// Each outside package, and why it is here. Versions are exact: an update is a decision.
let argumentParser = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let tomlKit = Target.Dependency.product(name: "TOMLKit", package: "TOMLKit")

let package = Package(
    name: "martlet",
    products: [
        .executable(name: "martlet", targets: ["martlet"]),
        .executable(name: "martlet-bench", targets: ["martlet-bench"]),
        .executable(name: "martlet-proof", targets: ["martlet-proof"]),
        .library(name: "CFaultShim", type: .dynamic, targets: ["CFaultShim"]),
    ],
    dependencies: [
        // Subcommands, help texts and shell completions from declarations.
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        // One logging interface for all modules, written to a file by the program.
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        // SQLite with a writer, a pool of readers and safe statements.
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        // A whole TOML grammar for the settings file.
        .package(url: "https://github.com/LebJe/TOMLKit", exact: "0.6.0"),
    ],
    targets: [
        // Rank 0: vocabulary and tools without a purpose of their own.
        .target(name: "Mail"),
        .target(name: "Wire"),
        .target(name: "Console"),
        .target(name: "CEventLoop"),
        .target(name: "EventLoop", dependencies: ["CEventLoop"]),
        .target(name: "CNcurses"),
        .target(
            name: "COpenSSL",
            linkerSettings: [.linkedLibrary("ssl"), .linkedLibrary("crypto")]),

        // Rank 1: one matter each.
        .target(name: "MIME", dependencies: ["Mail"]),
        .target(name: "Settings", dependencies: ["Mail", tomlKit]),
        .target(name: "IMAP", dependencies: ["Wire"]),
        .target(name: "POP", dependencies: ["Wire"]),
        .target(name: "Storage", dependencies: ["Mail", grdb, sqlite]),
        .target(name: "Transport", dependencies: ["Wire", "EventLoop", "COpenSSL", logging]),
        .target(name: "Curses", dependencies: ["Console", "CNcurses"]),

        // Rank 2: the two halves of the program, which never meet, and the other end.
        .target(name: "Presentation", dependencies: ["Mail", "Console"]),
        .target(
            name: "Accounts",
            dependencies: [
                "Mail", "MIME", "Wire", "IMAP", "POP", "Transport", "EventLoop", "Storage",
                "Settings", logging,
            ],
            swiftSettings: staysWithCaller),
        .target(
            name: "DemoServer", dependencies: ["Mail", "Wire", "Transport", "EventLoop"]),

        // Rank 3 and 4: the loop, and what a person starts.
        .target(
            name: "App",
            dependencies: [
                "Presentation", "Accounts", "Storage", "Curses", "Console", "Settings",
                "EventLoop", "DemoServer", "MIME", "Mail", "Wire", "Transport", logging,
            ],
            swiftSettings: staysWithCaller),
        .executableTarget(name: "martlet", dependencies: ["App", argumentParser]),
        .executableTarget(
            name: "martlet-bench",
            dependencies: [
                "Storage", "Accounts", "DemoServer", "Settings", "Transport", "Wire", "Mail",
                "MIME", "Console", argumentParser,
            ],
            swiftSettings: staysWithCaller),
        .executableTarget(
            name: "martlet-proof",
            dependencies: [
                "DemoServer", "EventLoop", "Mail", "Storage", "Transport", "Wire", "COpenSSL",
                argumentParser, sqlite,
            ]),
        // Loaded into the tried program by LD_PRELOAD; nothing links it.
        .target(name: "CFaultShim"),

        .testTarget(name: "MailTests", dependencies: ["Mail"]),
        .testTarget(name: "WireTests", dependencies: ["Wire"]),
        .testTarget(name: "ConsoleTests", dependencies: ["Console"]),
        .testTarget(name: "CursesTests", dependencies: ["Curses", "Console", "CNcurses"]),
        .testTarget(name: "EventLoopTests", dependencies: ["EventLoop"]),
        .testTarget(
            name: "TransportTests", dependencies: ["Transport", "EventLoop", "Wire", "COpenSSL"]),
        .testTarget(name: "IMAPTests", dependencies: ["IMAP", "Wire"]),
        .testTarget(name: "POPTests", dependencies: ["POP", "Wire"]),
        .testTarget(name: "SettingsTests", dependencies: ["Settings", "Mail"]),
        .testTarget(name: "MIMETests", dependencies: ["MIME", "Mail"]),
        .testTarget(name: "StorageTests", dependencies: ["Storage", "Mail", grdb]),
        .testTarget(name: "PresentationTests", dependencies: ["Presentation", "Mail", "Console"]),
        .testTarget(
            name: "DemoServerTests",
            dependencies: ["DemoServer", "Mail", "Wire", "Transport", "EventLoop"]),
        .testTarget(
            name: "AccountsTests",
            dependencies: [
                "Accounts", "DemoServer", "Storage", "Transport", "Settings", "Mail", "MIME",
                "Wire", "EventLoop", "IMAP", "POP",
            ]),
        .testTarget(
            name: "AppTests",
            dependencies: [
                "App", "Presentation", "Accounts", "Storage", "Transport", "MIME", "Settings",
                "Console", "Mail",
            ],
            swiftSettings: staysWithCaller),
        .testTarget(
            name: "CorpusTests",
            dependencies: ["martlet-bench", "App", "Presentation", "Console", "MIME", "Mail"],
            swiftSettings: staysWithCaller),
        .testTarget(
            name: "FuzzingTests", dependencies: ["MIME", "Mail", "Console"], path: "Tests/Fuzzing",
            exclude: ["Driver", "fuzz", "mail.dict"]),
        .testTarget(name: "EndToEndTests", dependencies: ["martlet"]),
        .testTarget(name: "ScenarioTests", dependencies: ["martlet-proof", "martlet"]),
        .testTarget(name: "ProofTests", dependencies: ["martlet-proof", "martlet"]),
        .testTarget(name: "HouseRulesTests"),
    ]
)
