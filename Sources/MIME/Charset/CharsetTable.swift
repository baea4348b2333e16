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

    private static let table: [(charset: String, aliases: String)] = [
        ("UTF-8", "utf-8 utf8 unicode-1-1-utf-8 x-unicode-2-0-utf-8 cp65001 utf-8mb4 utf8mb4"),
        (
            "US-ASCII",
            "us-ascii ascii ansi_x3.4-1968 ansi_x3.4-1986 iso646-us iso-ir-6 us 646 cp367"
        ),
        ("CP1252", latin1),
        ("CP1250", "windows-1250 cp1250 x-cp1250 cp-1250"),
        ("CP1251", "windows-1251 cp1251 x-cp1251 cp-1251 win-1251"),
        ("CP1253", "windows-1253 cp1253 x-cp1253"),
        ("CP1254", "windows-1254 cp1254 x-cp1254 iso-8859-9 iso8859-9 iso_8859-9 latin5 l5"),
        ("CP1255", "windows-1255 cp1255 x-cp1255"),
        ("CP1256", "windows-1256 cp1256 x-cp1256"),
        ("CP1257", "windows-1257 cp1257 x-cp1257"),
        ("CP1258", "windows-1258 cp1258 x-cp1258"),
        ("ISO-8859-2", "iso-8859-2 iso8859-2 iso_8859-2 latin2 l2 csisolatin2"),
        ("ISO-8859-3", "iso-8859-3 iso8859-3 iso_8859-3 latin3 l3"),
        ("ISO-8859-4", "iso-8859-4 iso8859-4 iso_8859-4 latin4 l4"),
        ("ISO-8859-5", "iso-8859-5 iso8859-5 iso_8859-5 cyrillic"),
        ("ISO-8859-6", "iso-8859-6 iso8859-6 iso_8859-6 iso-8859-6-i iso-8859-6-e arabic"),
        ("ISO-8859-7", "iso-8859-7 iso8859-7 iso_8859-7 greek greek8 elot_928"),
        ("ISO-8859-8", "iso-8859-8 iso8859-8 iso_8859-8 iso-8859-8-i iso-8859-8-e hebrew logical"),
        ("ISO-8859-10", "iso-8859-10 iso8859-10 latin6 l6"),
        ("ISO-8859-13", "iso-8859-13 iso8859-13"),
        ("ISO-8859-14", "iso-8859-14 iso8859-14 latin8"),
        ("ISO-8859-15", "iso-8859-15 iso8859-15 iso_8859-15 latin9 latin-9 l9"),
        ("ISO-8859-16", "iso-8859-16 iso8859-16 latin10"),
        ("KOI8-R", "koi8-r koi8 koi8r koi koi8_r cskoi8r"),
        ("KOI8-U", "koi8-u koi8-ru koi8u"),
        ("TIS-620", "tis-620 tis620"),
        ("CP874", "windows-874 cp874 dos-874 iso-8859-11 iso8859-11"),
        ("CP437", "cp437 ibm437 437"),
        ("CP850", "cp850 ibm850 850"),
        ("CP852", "cp852 ibm852 852"),
        ("CP855", "cp855 ibm855 855"),
        ("CP862", "cp862 ibm862 862"),
        ("CP866", "cp866 ibm866 866 csibm866"),
        ("MACINTOSH", "macintosh mac x-mac-roman macroman csmacintosh"),
        ("MAC-CYRILLIC", "x-mac-cyrillic mac-cyrillic"),
        ("ISO-2022-JP", "iso-2022-jp iso-2022-jp-1 csiso2022jp"),
        ("ISO-2022-JP-2", "iso-2022-jp-2"),
        ("ISO-2022-JP-3", "iso-2022-jp-3 iso-2022-jp-2004"),
        ("CP932", "shift_jis shift-jis sjis x-sjis ms_kanji csshiftjis windows-31j cp932 ms932"),
        ("EUC-JP", "euc-jp eucjp x-euc-jp x-euc"),
        (
            "GB18030",
            "gb2312 gb_2312-80 gb_2312 gbk x-gbk gb18030 cp936 ms936 windows-936 euc-cn "
                + "chinese csgb2312 x-euc-cn"
        ),
        ("ISO-2022-CN", "iso-2022-cn"),
        ("BIG5-HKSCS", "big5 big-5 big5-hkscs x-x-big5 csbig5 cn-big5 cp950 big5-eten"),
        ("EUC-TW", "euc-tw x-euc-tw"),
        (
            "CP949",
            "ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 ks_c_5601 euc-kr euckr cp949 "
                + "x-windows-949 windows-949 uhc korean"
        ),
        ("ISO-2022-KR", "iso-2022-kr csiso2022kr"),
        ("JOHAB", "johab x-johab"),
        ("UTF-7", "utf-7 utf7 unicode-1-1-utf-7 x-unicode-2-0-utf-7"),
        ("UTF-16", "utf-16 utf16 unicode"),
        ("UTF-16LE", "utf-16le utf16le"),
        ("UTF-16BE", "utf-16be utf16be iso-10646-ucs-2"),
        ("UTF-32", "utf-32 utf32"),
        ("UTF-32LE", "utf-32le"),
        ("UTF-32BE", "utf-32be"),
        ("VISCII", "viscii"),
        ("ARMSCII-8", "armscii-8"),
        ("GEORGIAN-PS", "georgian-ps"),
    ]

    private static let latin1 =
        "windows-1252 cp1252 cp-1252 x-cp1252 x-ansi iso-8859-1 iso8859-1 "
        + "iso_8859-1 iso-8859-1-windows-3.1-latin-1 iso88591 8859-1 latin1 latin-1 l1 ibm819 cp819 "
        + "csisolatin1 iso-ir-100 iso_8859-1:1987"
}
