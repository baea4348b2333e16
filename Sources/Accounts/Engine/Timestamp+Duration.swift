import Mail

extension Timestamp {
    /// The moment so many whole seconds later.
    func advanced(by duration: Duration) -> Timestamp {
        Timestamp(seconds: seconds + duration.components.seconds)
    }
}
