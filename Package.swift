// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "martlet",
    targets: [
        .target(name: "Mail"),
        .target(name: "Wire"),
    ]
)
