/// A SHA-256 value: 32 octets that name content.
public struct SHA256Digest: Hashable, Sendable, CustomStringConvertible {
    public let octets: [UInt8]

    /// Lower-case hexadecimal, 64 letters.
    public var description: String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: octets.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
            as: UTF8.self)
    }
}

/// SHA-256 (FIPS 180-4) over octets that come in pieces; any split gives the same digest.
///
/// Names content and finds damage; no secret goes through it.
public struct SHA256: Sendable {
    private var state: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a,
        0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]
    /// Octets that do not fill a block yet.
    private var rest: [UInt8] = []
    private var length: UInt64 = 0

    public init() {
        rest.reserveCapacity(blockOctets)
    }

    public static func digest(of octets: [UInt8]) -> SHA256Digest {
        var hash = SHA256()
        hash.update(octets[...])
        return hash.finish()
    }

    public mutating func update(_ octets: ArraySlice<UInt8>) {
        length &+= UInt64(octets.count)
        var octets = octets
        if !rest.isEmpty {
            let missing = octets.prefix(blockOctets - rest.count)
            rest += missing
            octets = octets.dropFirst(missing.count)
            guard rest.count == blockOctets else { return }
            rest.withUnsafeBytes { SHA256.compress($0, into: &state) }
            rest.removeAll(keepingCapacity: true)
        }
        let whole = octets.count - octets.count % blockOctets
        octets.prefix(whole).withUnsafeBytes { SHA256.compress($0, into: &state) }
        rest += octets.dropFirst(whole)
    }

    /// The digest of everything so far; the value can go on afterwards.
    public func finish() -> SHA256Digest {
        var last = rest + [0x80]
        while last.count % blockOctets != blockOctets - 8 { last.append(0) }
        let bits = length &* 8
        last += (0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) }
        var state = self.state
        last.withUnsafeBytes { SHA256.compress($0, into: &state) }
        return SHA256Digest(
            octets: state.flatMap { word in
                [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) }
            })
    }

    private var blockOctets: Int { 64 }

    private static func compress(_ blocks: UnsafeRawBufferPointer, into state: inout [UInt32]) {
        state.withUnsafeMutableBufferPointer { state in
            constants.withUnsafeBufferPointer { constants in
                withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { schedule in
                    var start = 0
                    while start + 64 <= blocks.count {
                        expand(blocks, from: start, into: schedule)
                        rounds(schedule, constants, state)
                        start += 64
                    }
                }
            }
        }
    }

    @inline(__always)
    private static func expand(
        _ blocks: UnsafeRawBufferPointer, from start: Int,
        into schedule: UnsafeMutableBufferPointer<UInt32>
    ) {
        for index in 0..<16 {
            schedule[index] = UInt32(
                bigEndian: blocks.loadUnaligned(
                    fromByteOffset: start &+ index &* 4, as: UInt32.self))
        }
        for index in 16..<64 {
            let old = schedule[index &- 15]
            let recent = schedule[index &- 2]
            let small = rotated(old, 7) ^ rotated(old, 18) ^ (old &>> 3)
            let large = rotated(recent, 17) ^ rotated(recent, 19) ^ (recent &>> 10)
            schedule[index] = schedule[index &- 16] &+ small &+ schedule[index &- 7] &+ large
        }
    }

    /// The 64 rounds; the letters are those of FIPS 180-4 §6.2.2.
    @inline(__always)
    private static func rounds(
        _ schedule: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>,
        _ state: UnsafeMutableBufferPointer<UInt32>
    ) {
        var (a, b, c, d) = (state[0], state[1], state[2], state[3])
        var (e, f, g, h) = (state[4], state[5], state[6], state[7])
        for index in 0..<64 {
            let first =
                h &+ (rotated(e, 6) ^ rotated(e, 11) ^ rotated(e, 25)) &+ ((e & f) ^ (~e & g))
                &+ constants[index] &+ schedule[index]
            let second =
                (rotated(a, 2) ^ rotated(a, 13) ^ rotated(a, 22))
                &+ ((a & b) ^ (a & c) ^ (b & c))
            (h, g, f, e) = (g, f, e, d &+ first)
            (d, c, b, a) = (c, b, a, first &+ second)
        }

        state[0] &+= a
        state[1] &+= b
        state[2] &+= c
        state[3] &+= d
        state[4] &+= e
        state[5] &+= f
        state[6] &+= g
        state[7] &+= h
    }

    @inline(__always)
    private static func rotated(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &>> count | word &<< (32 &- count)
    }

    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
        0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
        0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
        0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
        0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
        0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
        0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}
