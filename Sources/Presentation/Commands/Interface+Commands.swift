import Console
import Mail

extension Interface {
    /// Does what a command says, or says why it cannot.
    mutating func perform(_ invocation: Invocation) -> [Effect] {
        let command = invocation.command
        // What `;` announced holds for one command, whatever comes of it.
        defer { if command != .applyToTagged, command != .commandLine { appliesToTagged = false } }
        if case .unavailable(let reason) = availability(of: command) { return complain(reason) }
        let argument = invocation.argument
        switch command {
        case .next, .previous, .first, .last, .pageDown, .pageUp, .lineDown, .lineUp:
            return navigate(command)
        case .jump: return context == .links ? ask(.link, answer: argument) : jump(to: argument)
        case .nextUnread: return nextUnread()
        case .open: return open()
        case .back: return back()
        case .archive: return archive()
        case .delete: return delete()
        case .move: return transfer(.move(targets()), to: argument)
        case .copy: return transfer(.copy(targets()), to: argument)
        case .junk: return junk()
        case .flag: return toggle(.flagged)
        case .toggleSeen: return toggle(.seen)
        case .catchUp: return catchUp()
        case .undo: return undo()
        case .redo: return redo()
        case .tag: return toggleTag()
        case .tagWords: return ask(.tagQuery, answer: argument)
        case .applyToTagged: appliesToTagged = true
        case .selectRange: list.rangeStart = list.rangeStart == nil ? list.selection : nil
        case .search: return ask(searchPurpose, answer: argument)
        case .searchNext: return context == .message ? goToMatch(.next) : findNext()
        case .limit: return ask(.limit, answer: argument)
        case .showAll: return limit(to: .everything)
        case .mailbox: return changeMailbox(to: argument)
        case .mailboxes: toggleMailboxes()
        case .createMailbox: return askForNewMailbox(argument)
        case .renameMailbox: return askForNewName(argument)
        case .removeMailbox: return askToRemoveMailbox()
        case .emptyTrash: return askToEmptyTrash(argument)
        case .filter: return runFilters()
        case .account: return goToAccount(argument)
        case .nextAccount: return goToAccount(by: 1)
        case .previousAccount: return goToAccount(by: -1)
        case .check: return check()
        case .sendPending: return sendPending()
        case .cancelWork: return [.cancelWork]
        case .sidebar: sidebar.isWanted.toggle()
        case .sidebarNext: markInSidebar(by: 1)
        case .sidebarPrevious: markInSidebar(by: -1)
        case .sidebarOpen: return openMarked()
        case .allHeaders, .raw, .otherForm, .charset, .foldQuotes, .searchPrevious, .conversation,
            .nextInThread, .previousInThread, .links, .copyLink, .attachments, .save, .saveAll,
            .pipe:
            return performInMessage(command, argument)
        case .accounts: toggleAccounts()
        case .help: toggleHelp()
        case .commandLine: prompt = .commandLine(CommandPrompt())
        case .redraw: return [.redraw]
        case .suspend: return [.suspend]
        case .quit: return quit()
        }
        return []
    }

    /// The commands about the message being read and what belongs to it.
    private mutating func performInMessage(_ command: Command, _ argument: String) -> [Effect] {
        switch command {
        case .allHeaders: view?.toggleHeaders()
        case .raw: return toggleRaw()
        case .otherForm: return showOtherForm()
        case .charset: return askCharset(argument)
        case .foldQuotes: foldQuotes()
        case .searchPrevious: return goToMatch(.previous)
        case .conversation: toggleConversation()
        case .nextInThread: return goInThread(by: 1)
        case .previousInThread: return goInThread(by: -1)
        case .links: listLinks()
        case .copyLink: return copyLink()
        case .attachments: listAttachments()
        case .save: return save(to: argument)
        case .saveAll: return saveAll(to: argument)
        case .pipe: return pipe(to: argument)
        default: break
        }
        return []
    }

    private var searchPurpose: TextPrompt.Purpose {
        switch context {
        case .help: .helpSearch
        case .message: .findInMessage
        default: .search
        }
    }

    private mutating func toggleAccounts() {
        if case .accounts = popup { popup = nil } else { popup = .accounts(AccountsPane()) }
    }

    private mutating func toggleHelp() {
        if case .help = popup { popup = nil } else { popup = .help(HelpPane(context: context)) }
    }

    private mutating func check() -> [Effect] {
        say("Checking for new mail")
        if case .accounts(let pane) = popup, index.accounts.indices.contains(pane.selected) {
            return [.checkForMail(index.accounts[pane.selected].id)]
        }
        return [.checkForMail(index.account(of: list.scope))]
    }

    private mutating func sendPending() -> [Effect] {
        say("Sending pending changes")
        return [.sendPending]
    }

    private mutating func back() -> [Effect] {
        if popup != nil {
            popup = nil
        } else if view != nil {
            leaveMessage()
        } else {
            prompt = .confirmation(Confirmation(purpose: .quit, question: quitQuestion))
        }
        return []
    }

    private var quitQuestion: String {
        let pending = index.accounts.reduce(0) { $0 + $1.pending }
        guard pending > 0 else { return "Quit?" }
        return "Quit? \(counted(pending, "change")) will reach the server at the next start"
    }

    mutating func quit() -> [Effect] {
        [.remember(place), .quit]
    }
}
