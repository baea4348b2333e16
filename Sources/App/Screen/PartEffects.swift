import EventLoop
import MIME
import Mail
import Presentation

/// Does what the screen wants done with the parts of a message: to the disk and to other programs.
struct PartEffects: Sendable {
    let source: MessageSource
    let queue: EventQueue<Event>
    let errands: EventQueue<ScreenErrand>
    let opener: Opener
    let opened: OpenedParts
    let home: String

    func save(_ entry: EntryID, _ number: String, to typed: String) async {
        await telling { () async throws(Problem) in
            let found = try find(number, in: try await message(entry))
            let path = TypedPath(typed: typed, home: home)
            let file =
                path.isFolder
                ? try Folder(path).create(PartEffects.name(of: found))
                : try Folder.create(path)
            queue.send(.saved(path: try write(found, to: file)))
        }
    }

    func saveAll(_ entry: EntryID, _ numbers: [String], to typed: String) async {
        await telling { () async throws(Problem) in
            let message = try await message(entry)
            let folder = try Folder(TypedPath(typed: typed, home: home))
            for (saved, number) in numbers.enumerated() {
                do throws(Problem) {
                    let found = try find(number, in: message)
                    _ = try write(found, to: folder.create(PartEffects.name(of: found)))
                } catch {
                    throw error.after(saved, of: numbers.count, in: folder)
                }
            }
            queue.send(.savedAll(count: numbers.count, folder: folder.path))
        }
    }

    func open(_ entry: EntryID, _ number: String) async {
        await telling { () async throws(Problem) in
            let found = try find(number, in: try await message(entry))
            let name = PartEffects.name(of: found)
            try PartEffects.refuseToRun(found, name)
            let path = try opened.write(found.part, of: found.message)
            queue.send(.notice("Opening \(name.text) (\(found.part.mediaType))"))
            try await opener.open(file: path, mediaType: found.part.mediaType)
        }
    }

    func pipe(_ entry: EntryID, _ number: String?, to typed: String) async {
        await telling { () async throws(Problem) in
            let command = try ArgumentVector(typed: typed)
            let message = try await message(entry)
            guard let number else {
                errands.send(.pipe(command, message.octets))
                return
            }
            let found = try find(number, in: message)
            errands.send(.pipe(command, found.message.decodedOctets(of: found.part)))
        }
    }

    func openLink(_ link: String) async {
        await telling { () async throws(Problem) in try await opener.open(link: link) }
    }

    // MARK: Parts

    private func message(_ entry: EntryID) async throws(Problem) -> ParsedMessage {
        ParsedMessage(try await source.octets(of: entry) {})
    }

    private func find(
        _ number: String, in message: ParsedMessage
    ) throws(Problem) -> MessagePart {
        guard let found = MessagePart(number, in: message) else {
            throw Problem(.notFound, headline: "The message has no part \(number)")
        }
        return found
    }

    private func write(_ found: MessagePart, to file: NewFile) throws(Problem) -> String {
        try found.message.forEachDecodedPiece(of: found.part) { piece throws(Problem) in
            try file.write(piece)
        }
        return try file.finish()
    }

    /// Under which name a part becomes a file.
    static func name(of found: MessagePart) -> SafeFileName {
        OpenedParts.name(of: found.part, in: found.message)
    }

    /// Some desktops run such files where others only show them; nothing of a mail is run by us.
    static func refuseToRun(_ found: MessagePart, _ name: SafeFileName) throws(Problem) {
        guard name.namesProgram || found.message.contents(of: found.part).isProgram else { return }
        throw Problem(
            .usage, headline: "\(name.text) may be a program and is not opened",
            remedy: "Save it if you know what it is.")
    }

    private func telling(_ work: () async throws(Problem) -> Void) async {
        do throws(Problem) {
            try await work()
        } catch {
            queue.send(.problem(error))
        }
    }
}

extension Problem {
    /// The same with what came before it: some of several files are there and stay.
    fileprivate func after(_ saved: Int, of count: Int, in folder: Folder) -> Problem {
        guard saved > 0 else { return self }
        var problem = self
        problem.headline = "\(saved) of \(count) were saved in \(folder.path), then: \(headline)"
        return problem
    }
}
