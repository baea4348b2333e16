/// Classes and identifiers by which mail programs mark what they add to a mail.
///
/// Only the first 16 letters count, as everywhere in ``HTMLName``.
enum HTMLClass: String, HTMLNamed {
    case gmailSignature = "gmail_signature"
    case mozSignature = "moz-signature"
    case protonSignature = "protonmail_signature_block"
    case outlookSignature = "signature"
    case outlookSignatureOfReply = "x_signature"
    case outlookMobileSignature = "ms-outlook-mobile-signature"
    case gmailAttribution = "gmail_attr"
    case mozAttribution = "moz-cite-prefix"
    case mozForwardedFields = "moz-email-headers-table"
    case yahooQuoted = "yahoo_quoted"
    case outlookFields = "divrplyfwdmsg"
    case outlookFieldsOfReply = "x_divrplyfwdmsg"
    case wordParagraph = "msonormal"
    case wordList = "msolistparagraph"

    static let table = HTMLNameTable<Self>()

    var part: HTMLElement.Part {
        switch self {
        case .gmailSignature, .mozSignature, .protonSignature, .outlookSignature,
            .outlookSignatureOfReply, .outlookMobileSignature:
            .signature
        case .gmailAttribution, .mozAttribution, .mozForwardedFields: .attribution
        case .yahooQuoted: .quote
        case .outlookFields, .outlookFieldsOfReply: .outlookHeader
        case .wordParagraph, .wordList: .none
        }
    }
}
