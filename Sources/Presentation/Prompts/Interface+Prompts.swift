import Console
import Mail

extension Interface {
    /// Gives a key to the prompt that is open.
    mutating func answer(_ prompt: Prompt, _ key: Key) -> [Effect] {
        switch prompt {
        case .text(let prompt): return answer(prompt, key)
        case .confirmation(let confirmation): return answer(confirmation, key)
        case .mailbox(let prompt): return answer(prompt, key)
        case .charset(let prompt): return answer(prompt, key)
        case .commandLine(let prompt): return answer(prompt, key)
        case .password(let prompt): return answer(prompt, key)
        }
    }

    // MARK: Lines of text

    /// Asks for a line of text, or takes the one that came with the command.
    mutating func ask(
        _ purpose: TextPrompt.Purpose, answer: String, proposal: String = ""
    ) -> [Effect] {
        guard answer.isEmpty else { return accept(answer, for: purpose) }
        let text = purpose == .limit ? list.query.text : proposal
        prompt = .text(TextPrompt(purpose, text: text))
        return []
    }

    private mutating func answer(_ open: TextPrompt, _ key: Key) -> [Effect] {
        var prompt = open
        switch prompt.editor.answer(key) {
        case .stays:
            self.prompt = .text(prompt)
            return []
        case .cancelled:
            self.prompt = nil
            return []
        case .accepted:
            if let refusal = prompt.refusalOfNothing,
                prompt.editor.text.allSatisfy(\.isWhitespace)
            {
                return complain(refusal)
            }
            if prompt.isQuery, let fault = fault(in: prompt.editor.text) {
                // What was typed stays, to be put right.
                self.prompt = .text(prompt)
                return complain(fault.sentence)
            }
            self.prompt = nil
            return accept(prompt.editor.text, for: prompt.purpose)
        }
    }

    mutating func accept(
        _ text: String, for purpose: TextPrompt.Purpose
    ) -> [Effect] {
        switch purpose {
        case .jump: return text.isEmpty ? [] : jump(to: text)
        case .limit, .search, .tagQuery: return ask(text, for: purpose)
        case .helpSearch:
            guard case .help(var pane) = popup else { return [] }
            pane.filter = text
            pane.scroll = 0
            popup = .help(pane)
            return []
        case .findInMessage: return find(text)
        case .link: return text.isEmpty ? [] : selectLink(text)
        case .createMailbox: return createMailbox(text, for: purpose)
        case .renameMailbox: return renameMailbox(text, for: purpose)
        case .save(let entry, let part):
            saving = TextPrompt(purpose, text: text)
            return [.save(entry, part: part, to: text)]
        case .saveAll(let entry, let parts):
            saving = TextPrompt(purpose, text: text)
            lastFolder = text
            return [.saveAll(entry, parts: parts, to: text)]
        case .pipe(let entry, let part):
            return [.pipe(entry, part: part, to: text)]
        }
    }

    /// A question for messages: a limit, a search or what is to be tagged.
    private mutating func ask(_ text: String, for purpose: TextPrompt.Purpose) -> [Effect] {
        let query: Query
        do throws(QueryFault) {
            query = try Query(text, now: now, zone: preferences.zone)
        } catch {
            return complain(error.sentence)
        }
        switch purpose {
        case .limit: return limit(to: query)
        case .tagQuery: return query.isEmpty ? [] : tag(by: query)
        default: return query.isEmpty ? findAgain() : search(for: query)
        }
    }

    private func fault(in text: String) -> QueryFault? {
        do throws(QueryFault) {
            _ = try Query(text, now: now, zone: preferences.zone)
            return nil
        } catch {
            return error
        }
    }

    private mutating func findAgain() -> [Effect] {
        search.query.isEmpty ? [] : findNext()
    }

    // MARK: Yes or no

    private mutating func answer(_ confirmation: Confirmation, _ key: Key) -> [Effect] {
        switch key {
        case .character("y"), .character("Y"):
            prompt = nil
            switch confirmation.purpose {
            case .quit: return quit()
            case .expunge(let rows): return expunge(rows)
            case .removeMailbox(let mailbox): return removeMailbox(mailbox)
            case .emptyTrash(let trashes): return emptyTrash(trashes)
            case .openLink(let target): return [.openLink(target)]
            case .openPart(let entry, let part): return [.openPart(entry, part: part)]
            }
        case .character("n"), .character("N"), .character("q"), .escape, .enter,
            .control("g"), .control("c"):
            prompt = nil
            return []
        default:
            return [.bell]
        }
    }

    // MARK: Mailboxes

    /// Opens the prompt, or takes the best match of the name that came with the command.
    mutating func settle(_ prompt: MailboxPrompt, with name: String) -> [Effect] {
        guard !name.isEmpty else {
            self.prompt = .mailbox(prompt)
            return []
        }
        var filled = prompt
        filled.editor = LineEditor(text: name)
        guard let choice = filled.choice else {
            return complain("No mailbox fits \"\(name)\"")
        }
        return accept(choice, for: prompt.purpose)
    }

    private mutating func answer(_ open: MailboxPrompt, _ key: Key) -> [Effect] {
        var prompt = open
        // As in Mutt: the list of all of them.
        if key == .character("?"), prompt.editor.text.isEmpty, prompt.purpose == .change {
            self.prompt = nil
            return perform(Invocation(.mailboxes))
        }
        switch prompt.answer(key) {
        case .stays:
            self.prompt = .mailbox(prompt)
            return []
        case .cancelled:
            self.prompt = nil
            return []
        case .accepted:
            guard let choice = prompt.choice else {
                return complain("No mailbox fits \"\(prompt.editor.text)\"")
            }
            self.prompt = nil
            return accept(choice, for: prompt.purpose)
        }
    }

    private mutating func accept(
        _ choice: MailboxPrompt.Choice, for purpose: MailboxPrompt.Purpose
    ) -> [Effect] {
        switch (purpose, choice.scope) {
        case (.change, let scope): go(to: Place(scope: scope))
        case (.move(let rows), .mailbox(let target)): move(rows, to: target)
        case (.copy(let rows), .mailbox(let target)): copy(rows, to: target)
        case (.move, .unified), (.copy, .unified): []
        }
    }

    // MARK: Character sets

    private mutating func answer(_ open: CharsetPrompt, _ key: Key) -> [Effect] {
        var prompt = open
        switch prompt.answer(key) {
        case .stays:
            self.prompt = .charset(prompt)
            return []
        case .cancelled:
            self.prompt = nil
            return []
        case .accepted:
            guard let choice = prompt.choice else {
                return complain("No character set fits \"\(prompt.editor.text)\"")
            }
            self.prompt = nil
            return read(as: choice)
        }
    }

    // MARK: The command line

    private mutating func answer(_ open: CommandPrompt, _ key: Key) -> [Effect] {
        var prompt = open
        if key == .tab {
            prompt.complete()
            self.prompt = .commandLine(prompt)
            return []
        }
        switch prompt.editor.answer(key) {
        case .stays:
            self.prompt = .commandLine(prompt)
            return []
        case .cancelled:
            self.prompt = nil
            appliesToTagged = false
            return []
        case .accepted:
            self.prompt = nil
            return perform(line: prompt.editor.text, candidates: prompt.candidates)
        }
    }

    /// A name may be shortened as long as only one command begins with it.
    private mutating func perform(line: String, candidates: [CommandEntry]) -> [Effect] {
        guard !line.allSatisfy(\.isWhitespace) else { return [] }
        if let invocation = Invocation(text: line) { return perform(invocation) }
        guard candidates.count == 1 else {
            return complain("There is no command \"\(line)\"; Tab after : lists them")
        }
        return perform(Invocation(candidates[0].command))
    }
}
