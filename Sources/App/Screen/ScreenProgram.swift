import Accounts
import Console
import Curses
import EventLoop
import MIME
import Mail
import Presentation
import Storage

/// The program with its screen: events in, effects out, a frame after each.
///
/// Runs on the process's first thread, which waits for nothing but the terminal and the queue.
final class ScreenProgram {
    private let performer: EffectPerformer
    private let directory: AccountDirectory
    private let queue: EventQueue<Event>
    private let errands: EventQueue<ScreenErrand>
    private let loop: PollLoop
    private let screen: Screen
    private let wakeSocket: WakeSocket?
    private var interface: Interface
    private var isOver = false
    private var mustDraw = true

    init(
        workplace: Workplace, directory: AccountDirectory, options: ScreenOptions
    ) throws(Problem) {
        do {
            queue = try EventQueue()
            errands = try EventQueue()
            loop = try PollLoop.onCurrentThread()
            screen = try Screen(options: options.screen)
        } catch let fault as ScreenFault {
            throw Problem(.usage, headline: fault.description)
        } catch {
            throw Problem(.ourBug, headline: "The screen could not be set up", detail: "\(error)")
        }
        let zone = SystemClock.localZone()
        self.directory = directory
        performer = EffectPerformer(
            workplace: workplace, directory: directory, queue: queue, errands: errands, zone: zone,
            isFirst: options.isFirst)
        wakeSocket = options.isFirst ? WakeSocket(path: workplace.paths.wakeSocket) : nil
        interface = Interface(
            size: screen.size, now: SystemClock.now,
            preferences: Preferences(
                theme: options.theme, keys: options.keys, zone: zone, charsets: Charset.offered),
            start: options.start)
    }

    /// Shows the store at once, then connects; returns when the person quits.
    func run() {
        performer.start()
        perform(interface.start())
        waitForFirstRows()
        draw()
        Task { [directory] in await directory.start() }
        while !isOver {
            turn(until: nextTick())
            if mustDraw { draw() }
        }
        screen.close()
        performer.removeOpenedParts()
        Program.waitFor { [performer] in await performer.stop() }
    }

    /// Shows a word to the person as soon as there is a frame.
    func say(_ words: String) {
        queue.send(.notice(words))
    }

    // MARK: The loop

    private func turn(until deadline: ContinuousClock.Instant) {
        var watches = [
            Watch(screen.inputDescriptor, .readable), Watch(screen.resizeDescriptor, .readable),
            Watch(queue.descriptor, .readable), Watch(errands.descriptor, .readable),
            Watch(ExitSignals.descriptor, .readable),
        ]
        if let wake = wakeSocket?.descriptor { watches.append(Watch(wake, .readable)) }
        let ready = Set(loop.turn(watching: watches, until: deadline).map(\.descriptor))
        if ready.contains(ExitSignals.descriptor) { isOver = true }
        if ready.contains(screen.resizeDescriptor), screen.sizeChanged() {
            handle(.resized(screen.size))
        }
        if ready.contains(screen.inputDescriptor) { readKeys() }
        if let wake = wakeSocket?.descriptor, ready.contains(wake) {
            wakeSocket?.silence()
            performer.otherProcessWrote()
        }
        for event in queue.drain() { handle(event) }
        for errand in errands.drain() { run(errand) }
        if ready.isEmpty, .now >= deadline {
            handle(.tick(SystemClock.now))
            if wakeSocket == nil { performer.otherProcessWrote() }
        }
    }

    private func readKeys() {
        do throws(ScreenFault) {
            for key in try screen.keys() { handle(.key(key)) }
        } catch {
            // The terminal has gone; everything the person did is in the store.
            isOver = true
        }
    }

    private func handle(_ event: Event) {
        mustDraw = true
        perform(interface.update(event))
    }

    private func perform(_ effects: [Effect]) {
        for effect in effects {
            switch effect {
            case .quit: isOver = true
            case .bell: screen.bell()
            case .redraw: redraw()
            case .suspend: suspend()
            default: performer.perform(effect)
            }
        }
    }

    private func draw() {
        mustDraw = false
        var canvas = Canvas(size: screen.size)
        interface.draw(on: &canvas)
        screen.show(canvas)
    }

    private func redraw() {
        screen.suspend()
        screen.resume()
        mustDraw = true
    }

    private func suspend() {
        screen.suspend()
        ProcessRules.stop()
        screen.resume()
        mustDraw = true
    }

    private func run(_ errand: ScreenErrand) {
        switch errand {
        case .copy(let text):
            let isShort = screen.putIntoClipboard(Array(text.utf8))
            handle(.notice(isShort ? "Copied" : "This is too long to be copied"))
        case .pipe(let arguments, let octets):
            var errand = PipeErrand(screen: screen)
            handle(errand.run(arguments, octets))
            if errand.mustQuit { isOver = true }
            if screen.sizeChanged() { handle(.resized(screen.size)) }
        }
    }

    /// Rows come from the store within milliseconds; one frame with them is better than two.
    private func waitForFirstRows() {
        let deadline = ContinuousClock.now + ScreenProgram.firstFramePatience
        while ContinuousClock.now < deadline, !isOver {
            turn(until: deadline)
            if interface.hasRows { return }
        }
    }

    private static let firstFramePatience = Duration.milliseconds(50)

    /// The clock counts only where something counts down, or nobody would wake a second screen.
    private func nextTick() -> ContinuousClock.Instant {
        .now + (interface.countsDown || wakeSocket == nil ? .seconds(1) : .seconds(60))
    }
}
