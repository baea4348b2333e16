/// The few keys the bottom line reminds of, by place.
enum KeyHints {
    /// Commands with the word that stands after their keys, the most useful first.
    private static func hints(_ context: CommandContext) -> [([Command], String)] {
        switch context {
        case .list:
            [
                ([.next, .previous], "move"), ([.open], "open"), ([.archive], "archive"),
                ([.delete], "delete"), ([.move], "move to"), ([.undo], "undo"),
                ([.mailbox], "mailbox"), ([.limit], "limit"), ([.check], "check"),
            ]
        case .message:
            [
                ([.back], "back"), ([.next, .previous], "next"), ([.archive], "archive"),
                ([.delete], "delete"), ([.move], "move to"), ([.attachments], "attachments"),
                ([.links], "links"), ([.allHeaders], "headers"), ([.search], "find"),
            ]
        case .attachments:
            [
                ([.back], "back"), ([.open], "open"), ([.save], "save"), ([.saveAll], "save all"),
                ([.pipe], "pipe"),
            ]
        case .links: [([.back], "back"), ([.open], "open"), ([.copyLink], "copy")]
        case .mailboxes:
            [
                ([.back], "back"), ([.open], "open"), ([.createMailbox], "create"),
                ([.renameMailbox], "rename"), ([.removeMailbox], "remove"), ([.undo], "undo"),
            ]
        case .accounts:
            [([.back], "back"), ([.open], "log in or check"), ([.sendPending], "send pending")]
        case .help: [([.back], "back"), ([.search], "search"), ([.pageDown], "page")]
        }
    }

    /// As many hints as fit; help is always among them.
    static func text(_ keys: KeyMap, _ context: CommandContext, columns: Int) -> String {
        let help = hint([.help], "help", keys, context)
        var text = ""
        for (commands, word) in hints(context) {
            let longer = text + hint(commands, word, keys, context)
            guard longer.count + help.count <= columns else { break }
            text = longer
        }
        return context == .help ? text : text + help
    }

    private static func hint(
        _ commands: [Command], _ word: String, _ keys: KeyMap, _ context: CommandContext
    ) -> String {
        let names = commands.compactMap { keys.keyText(of: $0, in: context) }
        return names.isEmpty ? "" : " \(names.joined(separator: "/")) \(word) "
    }
}
