import Mail
import Presentation
import Testing

@testable import App

@Suite("Readable forms that are kept")
struct DocumentCacheTests {
    private func request(_ number: Int) -> DocumentRequest {
        DocumentRequest(EntryID(Int64(number)))
    }

    private func keep(_ number: Int, octets: Int, in cache: DocumentCache) {
        let document = MessageDocument(
            request(number), chosenFields: [], allFields: [], text: ReadingText(),
            textSource: .plain)
        cache.keep(document, for: request(number), octets: octets, since: cache.generation)
    }

    @Test("as many as fit are kept, and the one used longest ago goes for one more")
    func count() {
        let cache = DocumentCache()
        for number in 1...Limits.cachedDocuments { keep(number, octets: 1, in: cache) }
        #expect(cache.document(for: request(1)) != nil)
        keep(0, octets: 1, in: cache)
        #expect(cache.document(for: request(1)) != nil)
        #expect(cache.document(for: request(2)) == nil)
    }

    @Test("large messages leave room for fewer, and one too large is not kept")
    func size() {
        let cache = DocumentCache()
        keep(1, octets: 1, in: cache)
        keep(2, octets: Limits.cachedOctets - 1, in: cache)
        #expect(cache.document(for: request(1)) != nil)
        keep(3, octets: 1, in: cache)
        #expect(cache.document(for: request(2)) == nil)
        #expect(cache.document(for: request(3)) != nil)
        keep(4, octets: Limits.cachedOctets + 1, in: cache)
        #expect(cache.document(for: request(4)) == nil)
        #expect(cache.document(for: request(3)) != nil)
    }

    @Test("a form, a part and a message are kept each for itself")
    func requests() {
        let cache = DocumentCache()
        keep(1, octets: 1, in: cache)
        #expect(cache.document(for: DocumentRequest(EntryID(1), form: .html)) == nil)
        #expect(cache.document(for: DocumentRequest(EntryID(1), part: "2")) == nil)
        cache.removeAll()
        #expect(cache.document(for: request(1)) == nil)
    }

    @Test("what began to be read before the cache was emptied is not kept")
    func emptied() {
        let cache = DocumentCache()
        let before = cache.generation
        cache.removeAll()
        let document = MessageDocument(
            request(1), chosenFields: [], allFields: [], text: ReadingText(), textSource: .plain)
        cache.keep(document, for: request(1), octets: 1, since: before)
        #expect(cache.document(for: request(1)) == nil)
        keep(1, octets: 1, in: cache)
        #expect(cache.document(for: request(1)) != nil)
    }
}
