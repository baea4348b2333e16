/// Several scalars that are drawn as one picture two cells wide (Unicode Technical Standard 51).
enum EmojiSequence {
    /// A flag, a keycap, a picture with emoji style or skin tone, or several of these joined.
    ///
    /// Anything else, such as a joiner with nothing behind it, is not a picture but a trick.
    static func matches(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
        guard let first = scalars.first, scalars.dropFirst().first != nil else { return false }
        if isRegionalIndicator(first) {
            return scalars.count == 2 && scalars.allSatisfy(isRegionalIndicator)
        }
        if first.isASCII {
            return "0123456789#*".unicodeScalars.contains(first)
                && scalars.dropFirst().elementsEqual([styleSelector, keycap])
        }
        return isJoinedPictures(scalars)
    }

    private static func isJoinedPictures(_ scalars: some Collection<Unicode.Scalar>) -> Bool {
        var expectsPicture = true
        var mayStyle = false
        for scalar in scalars {
            if expectsPicture {
                guard isPicture(scalar) else { return false }
                (expectsPicture, mayStyle) = (false, true)
            } else if scalar == joiner {
                expectsPicture = true
            } else if mayStyle, scalar == styleSelector || scalar.properties.isEmojiModifier {
                mayStyle = false
            } else {
                return false
            }
        }
        return !expectsPicture
    }

    /// A skin tone is a picture of its own only by accident: it joins whatever stands before it.
    private static func isPicture(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isEmoji && !scalar.properties.isEmojiModifier && !scalar.isASCII
            && !isRegionalIndicator(scalar)
    }

    private static func isRegionalIndicator(_ scalar: Unicode.Scalar) -> Bool {
        (0x1F1E6...0x1F1FF).contains(scalar.value)
    }

    private static let joiner: Unicode.Scalar = "\u{200D}"
    private static let styleSelector: Unicode.Scalar = "\u{FE0F}"
    private static let keycap: Unicode.Scalar = "\u{20E3}"
}
