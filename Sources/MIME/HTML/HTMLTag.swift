/// The tags that mean something to a reader.
enum HTMLTag: String, HTMLNamed {
    case a, abbr, address, applet, area, article, aside, audio, b, base, bgsound, big, blockquote
    case body, br, button, canvas, caption, center, cite, code, col, colgroup, datalist, dd, del
    case details, dfn, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font, footer
    case form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe
    case image, img, input, ins, kbd, label, legend, li, link, listing, main, map, mark, math
    case menu, meta, nav, nobr, noembed, noframes, noscript, object, ol, optgroup, option, p
    case param, picture, plaintext, pre, progress, q, rb, rp, rt, ruby, s, samp, script, search
    case section, select, small, source, span, strike, strong, style, sub, summary, sup, svg
    case table, tbody, td, template, textarea, tfoot, th, thead, time, title, tr, track, tt, u
    case ul, `var`, video, wbr, xmp
    case other = ""

    static let named = HTMLNameTable<Self>()

    /// What an element is for the flow of text.
    enum Role {
        /// Inside a line.
        case inline
        /// Inside a line, and ended by its own end only: `<b><p></b>` never ends the paragraph.
        case formatting
        /// Begins and ends lines.
        case block
        /// A block with an empty line before and after it.
        case paragraph
        /// Belongs to a table.
        case tablePart
        /// Never has content.
        case void
        /// Never shown.
        case unseen
        /// Its content is no markup and is never shown.
        case raw
    }

    var role: Role {
        switch self {
        case .a, .b, .big, .code, .em, .font, .i, .nobr, .s, .small, .strike, .strong, .tt, .u,
            .del, .ins, .kbd, .samp, .mark, .cite, .dfn, .var, .sub, .sup:
            .formatting
        case .address, .article, .aside, .body, .center, .dd, .details, .div, .dt, .fieldset,
            .figcaption, .footer, .form, .header, .hgroup, .html, .legend, .li, .main, .nav,
            .search, .section, .summary, .optgroup, .option:
            .block
        case .p, .h1, .h2, .h3, .h4, .h5, .h6, .blockquote, .pre, .listing, .xmp, .plaintext,
            .dl, .ul, .ol, .menu, .dir, .figure:
            .paragraph
        case .table, .caption, .colgroup, .tbody, .thead, .tfoot, .tr, .td, .th:
            .tablePart
        case .br, .hr, .img, .image, .input, .meta, .link, .area, .base, .col, .embed, .param,
            .source, .track, .wbr, .frame, .bgsound:
            .void
        case .applet, .audio, .canvas, .datalist, .math, .object, .rp, .select, .svg, .template,
            .video, .progress:
            .unseen
        case .script, .style, .title, .iframe, .noframes, .noembed, .textarea: .raw
        case .abbr, .button, .frameset, .head, .label, .map, .noscript, .picture, .q, .rb, .rt,
            .ruby, .span, .time, .other:
            .inline
        }
    }

    var isBlock: Bool {
        switch role {
        case .block, .paragraph: true
        default: self == .table || self == .hr || self == .caption
        }
    }

    var isHeading: Bool {
        switch self {
        case .h1, .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }

    var isList: Bool { self == .ul || self == .ol || self == .menu || self == .dir }

    var isCell: Bool { self == .td || self == .th }
}
