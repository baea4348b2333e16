import DemoServer
import Mail

/// The mail a scripted server holds, shared by its connections.
final class ScenarioDrop: Sendable {
    let world: MailWorld
    private let user: String

    init(_ scenario: Scenario) {
        user = scenario.user
        world = MailWorld(
            [MailUser(name: scenario.user, password: scenario.password)],
            clock: { Timestamp(seconds: 1_772_500_000) })
        for message in scenario.messages { world.deliver(message.raw, to: scenario.user) }
    }

    /// What is left.
    var messages: [Scenario.Message] {
        (world.user(user)?["INBOX"]?.messages ?? []).map {
            Scenario.Message(uniqueID: "", raw: $0.raw)
        }
    }
}
