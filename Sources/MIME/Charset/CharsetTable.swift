/// Which charset a name in a mail means.
///
/// Follows the WHATWG Encoding Standard where practice differs from the registry: iso-8859-1 is
/// windows-1252, gb2312 is GB 18030, ks_c_5601-1987 is code page 949.
enum CharsetTable {
    /// Names in lower case, as mail writes them, to iconv's.
    static let names: [String: String] = {
        var names: [String: String] = [:]
        for (charset, aliases) in table {
            for alias in aliases.split(separator: " ") { names[String(alias)] = charset }
        }
        return names
    }()

    /// The first name of each, by iconv's.
    static let labels: [String: String] = {
        var labels: [String: String] = [:]
        for (charset, aliases) in table {
            labels[charset] = aliases.split(separator: " ").first.map(String.init)
        }
        return labels
    }()

    /// Names that mean no charset, only that the sender did not know one.
    static let unknownNames: Set<String> = [
        "x-unknown", "unknown", "unknown-8bit", "x-user-defined", "x-unknown-8bit", "8bit",
        "binary",
        "none", "default", "default_charset", "_autodetect_all", "_autodetect", "_autodetect_jpn",
        "_autodetect_kr", "ansi", "charset", "utf", "iso", "windows",
    ]

    private static let table: [(charset: String, aliases: String)] = [
        (
            "UTF-8",
            "utf-8 utf8 utf_8 unicode-1-1-utf-8 x-unicode-2-0-utf-8 unicode11utf8 unicode20utf8 "
                + "x-unicode20utf8 cp65001 65001 utf-8mb4 utf8mb4 utf-8n utf-8-sig utf8n csutf8 "
                + "utf-8-mac cesu-8 utf-8-variant"
        ),
        (
            "US-ASCII",
            "us-ascii ascii usascii us_ascii ansi_x3.4-1968 ansi_x3.4-1986 iso646-us iso-ir-6 us "
                + "646 cp367 ibm367 csascii iso_646.irv:1991 iso-646.irv:1983 20127 cp20127 "
                + "x-us-ascii"
        ),
        ("CP1252", latin1),
        ("CP1250", "windows-1250 cp1250 x-cp1250 cp-1250 win-1250 win1250 windows1250 1250"),
        ("CP1251", "windows-1251 cp1251 x-cp1251 cp-1251 win-1251 win1251 windows1251 1251"),
        (
            "CP1253",
            "windows-1253 cp1253 x-cp1253 cp-1253 win-1253 windows1253 1253"
        ),
        (
            "CP1254",
            "windows-1254 cp1254 x-cp1254 cp-1254 win-1254 windows1254 1254 iso-8859-9 iso8859-9 "
                + "iso_8859-9 iso88599 iso_8859-9:1989 latin5 latin-5 l5 csisolatin5 iso-ir-148"
        ),
        ("CP1255", "windows-1255 cp1255 x-cp1255 cp-1255 win-1255 windows1255 1255"),
        ("CP1256", "windows-1256 cp1256 x-cp1256 cp-1256 win-1256 windows1256 1256"),
        ("CP1257", "windows-1257 cp1257 x-cp1257 cp-1257 win-1257 windows1257 1257"),
        ("CP1258", "windows-1258 cp1258 x-cp1258 cp-1258 win-1258 windows1258 1258"),
        ("ISO-8859-2", iso(2, "latin2 latin-2 l2 csisolatin2 iso_8859-2:1987 iso-ir-101")),
        ("ISO-8859-3", iso(3, "latin3 latin-3 l3 csisolatin3 iso_8859-3:1988 iso-ir-109")),
        ("ISO-8859-4", iso(4, "latin4 latin-4 l4 csisolatin4 iso_8859-4:1988 iso-ir-110")),
        (
            "ISO-8859-5",
            iso(5, "cyrillic csisolatincyrillic iso_8859-5:1988 iso-ir-144")
        ),
        (
            "ISO-8859-6",
            iso(6, "arabic csisolatinarabic iso_8859-6:1987 iso-ir-127 ecma-114 asmo-708")
                + " iso-8859-6-i iso-8859-6-e csiso88596i csiso88596e"
        ),
        (
            "ISO-8859-7",
            iso(7, "greek greek8 csisolatingreek iso_8859-7:1987 iso-ir-126 elot_928 ecma-118")
                + " sun_eu_greek"
        ),
        (
            "ISO-8859-8",
            iso(8, "hebrew csisolatinhebrew iso_8859-8:1988 iso-ir-138 visual logical")
                + " iso-8859-8-i iso-8859-8-e csiso88598i csiso88598e dos-862-i"
        ),
        ("ISO-8859-10", iso(10, "latin6 latin-6 l6 csisolatin6 iso-ir-157")),
        ("ISO-8859-13", iso(13, "latin7 latin-7 l7")),
        ("ISO-8859-14", iso(14, "latin8 latin-8 l8 iso-celtic")),
        ("ISO-8859-15", iso(15, "latin9 latin-9 l9 csisolatin9 latin0")),
        ("ISO-8859-16", iso(16, "latin10 latin-10 l10")),
        ("KOI8-R", "koi8-r koi8 koi8r koi koi8_r cskoi8r cp878 20866 cp20866"),
        ("KOI8-U", "koi8-u koi8-ru koi8u 21866 cp21866"),
        ("KOI8-T", "koi8-t"),
        (
            "CP874",
            "windows-874 cp874 x-cp874 dos-874 ibm874 tis-620 tis620 tis-620-2533 tis620.2533 "
                + "iso-ir-166 " + iso(11, "csisolatin11")
        ),
        ("CP437", "cp437 ibm437 437 cspc8codepage437 dos-437 x-cp437"),
        ("CP737", "cp737 ibm737 737 x-ibm737"),
        ("CP775", "cp775 ibm775 775"),
        ("CP850", "cp850 ibm850 850 cspc850multilingual dos-850 x-cp850 cp-850 x-ibm850"),
        ("CP852", "cp852 ibm852 852 cspcp852 dos-852 x-cp852 cp-852 x-ibm852"),
        ("CP855", "cp855 ibm855 855 csibm855"),
        ("CP857", "cp857 ibm857 857 csibm857"),
        ("CP858", "cp858 ibm858 858 ibm00858 ccsid00858 cp00858 pc-multilingual-850+euro"),
        ("CP860", "cp860 ibm860 860"),
        ("CP861", "cp861 ibm861 861 cp-is"),
        ("CP862", "cp862 ibm862 862 cspc862latinhebrew dos-862"),
        ("CP863", "cp863 ibm863 863"),
        ("CP864", "cp864 ibm864 864"),
        ("CP865", "cp865 ibm865 865"),
        ("CP866", "cp866 ibm866 866 csibm866 dos-866 x-cp866 cp-866 alt"),
        ("CP869", "cp869 ibm869 869 cp-gr"),
        ("CP1125", "cp1125 cp866u ruscii"),
        ("MACINTOSH", "macintosh mac x-mac-roman mac-roman macroman csmacintosh cp10000 10000"),
        (
            "MAC-CYRILLIC",
            "x-mac-cyrillic mac-cyrillic maccyrillic x-mac-ukrainian cp10007 10007"
        ),
        ("MAC-CENTRALEUROPE", "x-mac-ce mac-ce x-mac-centraleurroman x-mac-central-europe cp10029"),
        ("MAC-IS", "x-mac-icelandic cp10079"),
        ("HP-ROMAN8", "hp-roman8 roman8 r8 cshproman8"),
        ("ANSI_X3.110", "ansi_x3.110 ansi_x3.110-1983 naplps csa_t500-1983 iso-ir-99"),
        ("T.61", "t.61 t.61-8bit iso-ir-103"),
        ("ISO_6937", "iso_6937 iso6937 iso-ir-156"),
        ("ISO646-DE", "din_66003 iso646-de x-ia5-german x-ias-german iso-ir-21 de"),
        ("ISO646-NO", "ns_4551-1 iso646-no x-ia5-norwegian iso-ir-60 no"),
        ("ISO646-SE", "sen_850200_b iso646-fi iso646-se x-ia5-swedish iso-ir-10 se"),
        ("PT154", "pt154 ptcp154 cp154 cyrillic-asian"),
        ("RK1048", "rk1048 kz-1048 strk1048-2002"),
        ("VISCII", "viscii csviscii viscii1.1-1"),
        ("TCVN", "tcvn tcvn-5712 tcvn5712-1 tcvn5712-1:1993 x-viet-tcvn5712"),
        ("ARMSCII-8", "armscii-8 armscii8"),
        ("GEORGIAN-PS", "georgian-ps"),
        ("GEORGIAN-ACADEMY", "georgian-academy"),
        (
            ShiftedText.japanese,
            "iso-2022-jp iso-2022-jp-1 iso-2022-jp-2 iso-2022-jp-3 iso-2022-jp-2004 "
                + "iso-2022-jp-ms csiso2022jp csiso2022jp2 jis jis7 iso2022jp iso_2022-jp "
                + "x-iso-2022-jp cp50220 cp50221 cp50222 50220 50221 50222 iso-2022-jp-compatible"
        ),
        (
            "CP932",
            "shift_jis shift-jis shiftjis sjis x-sjis x-ms-cp932 ms_kanji csshiftjis windows-31j "
                + "cswindows31j cp932 ms932 932 windows-932 shift_jis-2004 cp943 x-shift-jis "
                + "shift_jisx0213"
        ),
        (
            "EUC-JP-MS",
            "euc-jp eucjp x-euc-jp x-euc x-eucjp ujis euc_jp cseucpkdfmtjapanese eucjp-ms "
                + "eucjp-win cp51932 euc-jp-ms eucjp-open"
        ),
        (
            "GB18030",
            "gb2312 gb_2312-80 gb_2312 gb2312-80 gb-2312 gb2312.1980-0 gbk x-gbk gb18030 gb-18030 "
                + "gb18030-2000 gb18030-2005 gb18030-2022 cp936 ms936 936 windows-936 euc-cn eucgb2312_cn "
                + "euccn chinese csgb2312 csgb231280 csiso58gb231280 iso-ir-58 x-euc-cn gb cp54936 "
                + "windows-54936 csgb18030 csgbk x-cp936 cn-gb"
        ),
        (ShiftedText.hz, "hz-gb-2312 hz hz-gb2312 hzgb2312 x-hz"),
        ("ISO-2022-CN", "iso-2022-cn csiso2022cn"),
        ("ISO-2022-CN-EXT", "iso-2022-cn-ext"),
        (
            "BIG5-HKSCS",
            "big5 big-5 big5-hkscs big5hkscs x-x-big5 csbig5 cn-big5 cp950 950 windows-950 "
                + "big5-eten x-big5 ms950 big5-hkscs:1999 big5-hkscs:2001 big5-hkscs:2004 cp951 "
                + "csbig5hkscs big5_hkscs"
        ),
        ("EUC-TW", "euc-tw x-euc-tw euctw cns11643 x-cns"),
        (
            "CP949",
            "euc-kr ks_c_5601-1987 ks_c_5601-1989 ks-c-5601-1987 ks_c_5601_1987 ks_c-5601-1987 "
                + "ks_c_5601 ksc5601 ksc_5601 ksc5601-1987 ksc5601_1987 ks_c_5601-1992 kscms "
                + "kscms5601 ks_x_1001 csksc56011987 iso-ir-149 euckr euc_kr cseuckr x-euc-kr "
                + "cp949 949 ms949 x-windows-949 windows-949 uhc korean cp51949 5601 ks5601"
        ),
        (ShiftedText.korean, "iso-2022-kr csiso2022kr iso2022kr cp50225 50225"),
        ("JOHAB", "johab x-johab ms1361 cp1361 ks_c_5601-1992-johab"),
        (
            UTF7.name,
            "utf-7 utf7 unicode-1-1-utf-7 x-unicode-2-0-utf-7 unicode-2-0-utf-7 csunicode11utf7 "
                + "csutf7 cp65000 65000"
        ),
        (
            WideText.utf16,
            "utf-16 utf16 unicode iso-10646-ucs-2 ucs-2 ucs2 csunicode utf_16 csutf16"
        ),
        (WideText.utf16Little, "utf-16le utf16le ucs-2le unicodelittle unicodefeff cp1200 1200"),
        (WideText.utf16Big, "utf-16be utf16be ucs-2be unicodebig unicodefffe cp1201 1201"),
        (WideText.utf32, "utf-32 utf32 iso-10646-ucs-4 ucs-4 ucs4"),
        (WideText.utf32Little, "utf-32le utf32le ucs-4le"),
        (WideText.utf32Big, "utf-32be utf32be ucs-4be"),
    ]

    private static let latin1 =
        "windows-1252 cp1252 cp-1252 x-cp1252 win-1252 win1252 windows1252 1252 x-ansi "
        + "iso-8859-1-windows-3.1-latin-1 "
        + "iso-8859-1-windows-3.0-latin-1 ibm819 cp819 819 cp28591 "
        + iso(1, "latin1 latin-1 l1 csisolatin1 iso-ir-100 iso_8859-1:1987 8859-1 iso-latin-1")

    /// The usual ways to write a part of ISO 8859, and its `other` names.
    private static func iso(_ part: Int, _ other: String) -> String {
        "iso-8859-\(part) iso8859-\(part) iso_8859-\(part) iso8859_\(part) iso8859\(part) "
            + "iso-8859_\(part) iso_8859_\(part) 8859_\(part) iso-8859\(part) "
            + other
    }
}
