/// Memory to read into; the system provides only the pages that were used.
final class ReadBuffer {
    let bytes = UnsafeMutableRawBufferPointer.allocate(
        byteCount: Limits.readChunk, alignment: MemoryLayout<UInt64>.alignment)

    deinit { bytes.deallocate() }

    func first(_ count: Int) -> [UInt8] {
        Array(UnsafeRawBufferPointer(bytes).prefix(count))
    }
}
