/// What is done with octets that somebody made up, and what must hold whatever they are.
///
/// libFuzzer runs these with sanitizers (`Tests/Fuzzing/fuzz`); what it once found is kept under
/// `Tests/Fixtures/fuzz` and runs with every other test.
enum Harness: String, CaseIterable, Sendable {
    case sanitiser
    case fileNames
    case addresses
    case encodedWords
    case header
    case parameters
    case decoders
    case charset
    case tree
    case text
    case html
    case cards

    /// What does not hold; nil where all is well.
    ///
    /// Crashes and long runs are the fuzzer's to see.
    func fault(_ octets: [UInt8]) -> String? {
        switch self {
        case .sanitiser: SanitiserHarness.fault(octets)
        case .fileNames: FileNameHarness.fault(octets)
        case .addresses: HeaderHarness.addressFault(octets)
        case .encodedWords: HeaderHarness.wordFault(octets)
        case .header: HeaderHarness.headerFault(octets)
        case .parameters: HeaderHarness.parameterFault(octets)
        case .decoders: DecoderHarness.fault(octets)
        case .charset: TextHarness.charsetFault(octets)
        case .tree: TreeHarness.fault(octets)
        case .text: TextHarness.textFault(octets)
        case .html: TextHarness.htmlFault(octets)
        case .cards: CardHarness.fault(octets)
        }
    }
}
