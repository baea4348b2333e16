/// Dates and ages as they are typed, in the reader's own time zone.
struct QueryDates {
    let now: Timestamp
    let zone: LocalZone

    /// The first moment of what was typed: a day, month or year, or the day so long ago.
    ///
    /// `2026-01-31`, `2026-01`, `2026`, `20260131`, `today`, `yesterday`; `3d`, `3w`, `3m`, `3y`.
    func start(of text: String) -> Timestamp? {
        let word = text.lowercased()
        switch word {
        case "today": return day(daysAgo: 0)
        case "yesterday": return day(daysAgo: 1)
        default: break
        }
        if let last = word.last, last.isLetter { return age(word) }
        let numbers = word.split(
            whereSeparator: { $0 == "-" || $0 == "/" }
        ).map(number)
        switch numbers.count {
        case 1 where word.count == 8: return compact(word)
        case 1: return numbers[0].flatMap { moment($0, 1, 1) }
        case 2: return numbers[0].flatMap { year in numbers[1].flatMap { moment(year, $0, 1) } }
        case 3:
            guard let year = numbers[0], let month = numbers[1], let day = numbers[2] else {
                return nil
            }
            return moment(year, month, day)
        default: return nil
        }
    }

    /// A stretch of time as Mutt writes it; an end that is left open is nil.
    func period(_ text: String) -> (since: Timestamp?, until: Timestamp?)? {
        let rest = String(text.dropFirst())
        switch text.first {
        case "<": return age(rest).map { (since: $0, until: nil) }
        case ">": return age(rest).map { (since: nil, until: $0) }
        case "=": return age(rest).map { (since: $0, until: nextDay($0)) }
        default: break
        }
        if text.count == 10, let day = start(of: text), !text.contains("/") {
            return (since: day, until: nextDay(day))
        }
        let ends = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        let first = ends.first.map(String.init) ?? ""
        if ends.count < 2 { return muttDay(first).map { (since: $0, until: nextDay($0)) } }
        let last = String(ends[1])
        let since = muttDay(first)
        let until = muttDay(last).map(nextDay)
        guard since != nil || first.isEmpty, until != nil || last.isEmpty else { return nil }
        return (since: since, until: until)
    }

    // MARK: Ages

    /// The beginning of the day so many days, weeks, months or years ago.
    private func age(_ text: String) -> Timestamp? {
        guard let unit = text.lowercased().last, let count = number(text.dropLast()) else {
            return nil
        }
        switch unit {
        case "d": return day(daysAgo: count)
        case "w": return day(daysAgo: count * 7)
        case "m": return day(monthsAgo: count)
        case "y": return day(monthsAgo: count * 12)
        default: return nil
        }
    }

    private func day(daysAgo days: Int) -> Timestamp? {
        // Noon, so that the hour a clock is put forward or back never leads to another day.
        let today = zone.civilTime(now)
        let noon = CivilTime(year: today.year, month: today.month, day: today.day, hour: 12)
        guard let moment = noon.timestamp(offset: 0) else { return nil }
        let then = CivilTime(
            Timestamp(seconds: moment.seconds - Int64(days) * 86_400), offset: 0)
        return self.moment(then.year, then.month, then.day)
    }

    private func day(monthsAgo months: Int) -> Timestamp? {
        let today = zone.civilTime(now)
        let month = today.year * 12 + today.month - 1 - months
        guard month >= 0 else { return moment(0, 1, 1) }
        let (year, number) = (month / 12, month % 12 + 1)
        return moment(year, number, min(today.day, CivilTime.days(in: number, of: year)))
    }

    private func nextDay(_ day: Timestamp) -> Timestamp {
        let today = zone.civilTime(day)
        let noon = CivilTime(year: today.year, month: today.month, day: today.day, hour: 12)
        guard let moment = noon.timestamp(offset: 0) else { return day }
        let next = CivilTime(Timestamp(seconds: moment.seconds + 86_400), offset: 0)
        return self.moment(next.year, next.month, next.day) ?? day
    }

    // MARK: The calendar

    /// `31/1/2026`, `31/1` of this year, or `20260131`.
    private func muttDay(_ text: String) -> Timestamp? {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(number)
        let today = zone.civilTime(now)
        switch parts.count {
        case 1: return text.count == 8 ? compact(text) : nil
        case 2:
            return parts[0].flatMap { day in
                parts[1].flatMap { moment(today.year, $0, day) }
            }
        case 3:
            guard let day = parts[0], let month = parts[1], let year = parts[2] else { return nil }
            // Two digits are a year near this one.
            return moment(year < 100 ? today.year / 100 * 100 + year : year, month, day)
        default: return nil
        }
    }

    private func compact(_ text: String) -> Timestamp? {
        guard let year = number(text.prefix(4)), let month = number(text.dropFirst(4).prefix(2)),
            let day = number(text.dropFirst(6))
        else { return nil }
        return moment(year, month, day)
    }

    /// Digits alone, and few enough of them that nothing overflows.
    private func number(_ text: Substring) -> Int? {
        guard (1...6).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    /// The first moment of a day where the reader is.
    private func moment(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
        let midnight = CivilTime(year: year, month: month, day: day)
        guard let guess = midnight.timestamp(offset: 0),
            let near = midnight.timestamp(offset: zone.offset(at: guess))
        else { return nil }
        return midnight.timestamp(offset: zone.offset(at: near))
    }
}
