import Testing

@testable import MIME

@Suite("Part contents")
struct PartContentsTests {
    private func contents(
        _ octets: [UInt8], type: String = "application/octet-stream", name: String = ""
    ) -> PartContents {
        let header = """
            Content-Type: \(type)
            Content-Disposition: attachment\(name.isEmpty ? "" : "; filename=\"\(name)\"")
            Content-Transfer-Encoding: binary


            """
        let parsed = ParsedMessage(Array(header.utf8) + octets)
        return parsed.contents(of: parsed.root)
    }

    private func octets(_ text: String) -> [UInt8] {
        text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    }

    /// A ZIP file with these members, all empty.
    private func zip(_ names: String..., flags: UInt8 = 0) -> [UInt8] {
        names.flatMap { name in
            [0x50, 0x4B, 3, 4, 20, 0, flags] + [UInt8](repeating: 0, count: 19)
                + [UInt8(name.utf8.count), 0, 0, 0] + Array(name.utf8)
        }
    }

    private let program: [UInt8] = Array("MZ".utf8) + [0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0]

    @Test(
        "files are told by their first octets",
        arguments: [
            ("%PDF-1.7\n", "PDF document"), ("\u{89}PNG\r\n\u{1A}\n", "PNG picture"),
            ("\u{FF}\u{D8}\u{FF}\u{E0}", "JPEG picture"), ("GIF89a", "GIF picture"),
            ("RIFF\0\0\0\0WEBPVP8 ", "WebP picture"), ("RIFF\0\0\0\0WAVEfmt ", "WAV sound"),
            ("\0\0\0\u{18}ftypheic", "HEIC picture"), ("\0\0\0\u{18}ftypisom", "MP4 film"),
            ("ID3\u{03}", "MP3 sound"), ("OggS\0", "Ogg sound or film"), ("fLaC\0", "FLAC sound"),
            ("\u{1F}\u{8B}\u{08}", "gzip archive"), ("BZh91AY", "bzip2 archive"),
            ("\u{FD}7zXZ\0", "xz archive"), ("7z\u{BC}\u{AF}\u{27}\u{1C}", "7-Zip archive"),
            ("Rar!\u{1A}\u{07}\0", "RAR archive"), ("\u{7F}ELF\u{02}", "Linux program"),
            ("\u{CF}\u{FA}\u{ED}\u{FE}", "macOS program"), ("{\\rtf1", "RTF document"),
            ("SQLite format 3\0", "SQLite database"), ("<!DOCTYPE HTML><p>", "web page"),
            ("<?xml version='1.0'?>\n<svg>", "SVG picture"),
            ("<?xml version='1.0'?><a/>", "XML text"),
            ("#!/usr/bin/env python3\n", "Python script"), ("#!/bin/sh\n", "shell script"),
            ("[Desktop Entry]\nExec=x\n", "desktop shortcut"), ("just words\n", "plain text"),
            ("-----BEGIN PGP SIGNATURE-----\n", "signature (OpenPGP)"), ("", "empty"),
            ("-----BEGIN CERTIFICATE-----\n", "certificate (X.509)"), ("\u{01}\0\u{02}\0", ""),
        ])
    func signatures(text: String, name: String) {
        #expect(contents(octets(text)).name == name)
    }

    @Test("formats that are ZIP files are told by their members")
    func zips() {
        #expect(contents(zip("[Content_Types].xml", "word/document.xml")).name == "Word document")
        #expect(contents(zip("[Content_Types].xml", "xl/workbook.xml")).name == "Excel document")
        #expect(contents(zip("ppt/presentation.xml")).name == "PowerPoint document")
        #expect(contents(zip("META-INF/MANIFEST.MF")).name == "Java program")
        #expect(contents(zip("AndroidManifest.xml")).name == "Android app")
        #expect(contents(zip("a.txt")).name == "ZIP archive")
        #expect(contents(zip("a.txt", flags: 1)).name == "encrypted ZIP archive")
        let epub = zip("mimetype") + Array("application/epub+zip".utf8)
        #expect(contents(epub).name == "EPUB book")
    }

    @Test("a program is named, whatever it calls itself")
    func programs() {
        #expect(contents(program, name: "setup.exe").warning == "is a Windows program")
        #expect(
            contents(program, type: "image/jpeg", name: "me.jpg").warning
                == "calls itself a picture but is a Windows program")
        #expect(
            contents(program, type: "application/pdf").warning
                == "calls itself a document but is a Windows program")
        #expect(
            contents(program, type: "application/pdf", name: "invoice.pdf.exe").warning
                == "looks like a document but ends in .exe and runs as a program")
        #expect(
            contents(Array("#!/bin/sh\n".utf8), type: "application/x-sh", name: "a.txt").warning
                == "calls itself a text but is a shell script")
    }

    @Test(
        "a name alone can deserve a warning",
        arguments: [
            ("a.js", "runs as a script"), ("a.lnk", "runs as a shortcut"), ("a.SCR ", "a program"),
            ("photo.jpg.desktop", "looks like a picture"), ("a\u{FF0E}exe", "runs as a program"),
            ("a.exe. .", "runs as a program"), ("a.docm", "macros"), ("a.iso", "disk image"),
            ("in\u{202E}fdp.exe", "hide how it ends; it ends in .exe"),
        ])
    func names(name: String, words: String) {
        #expect(contents([1, 0, 2, 0], name: name).warning.contains(words))
    }

    @Test("archives that hold programs and pages that are attached deserve a warning")
    func containers() {
        #expect(contents(zip("a.txt", "b.exe"), name: "b.zip").warning == "holds a program: b.exe")
        #expect(
            contents(zip("word/vbaProject.bin"), name: "a.doc").warning
                == "calls itself a document but is an Office document with macros")
        let page = Array("<html>".utf8)
        #expect(
            contents(page, type: "text/html", name: "a.html").warning.hasPrefix("is a web page"))
        #expect(
            contents(page, type: "application/pdf", name: "a.pdf").warning
                == "calls itself a document but is a web page")
    }

    @Test("honest attachments raise no warning")
    func honest() {
        let honest: [(String, String, String)] = [
            ("%PDF-1.4", "application/pdf", "a.pdf"),
            ("\u{89}PNG\r\n\u{1A}\n", "image/jpeg", "a.jpg"),
            ("words", "text/plain", "a.txt"), ("a,b", "text/csv", "a.csv"),
            ("#!/usr/bin/perl", "text/x-perl", ""), ("print(1)", "text/x-python", "a.py"),
            ("\u{1F}\u{8B}\u{08}", "application/gzip", "a.tar.gz"),
            ("x", "application/pdf", "v1.2"),
            ("diff --git a b", "text/x-patch", "a.patch"), ("", "image/png", "a.png"),
            ("\0\0\0\u{18}ftypM4A ", "video/mp4", "a.mp4"),
        ]
        for (text, type, name) in honest where !text.hasPrefix("#!") {
            #expect(contents(octets(text), type: type, name: name).warning == "", "\(name)")
        }
        #expect(contents(zip("xl/a.xml"), name: "a.xlsx").warning == "")
    }

    @Test("a text in the message itself is no attachment to warn of")
    func inline() {
        let parsed = message("Content-Type: text/html\n\n<html><p>hello")
        #expect(parsed.contents(of: parsed.root) == PartContents(name: "web page"))
    }

    @Test("a part of an enclosed message that was encoded is looked at too")
    func enclosed() {
        let inner = "Content-Type: application/pdf\r\n\r\n%PDF-1.4"
        var quoted = ""
        for octet in inner.utf8 {
            let digits = String(octet, radix: 16, uppercase: true)
            quoted += "=" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
        let parsed = message(
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n\(quoted)"
        )
        let names = parsed.root.descendants.map { parsed.contents(of: $0).name }
        #expect(names == ["mail message", "PDF document"])
    }

    @Test("the octets that are looked at end at the limit, in any encoding")
    func limit() {
        let text = String(repeating: "x", count: Limits.lookedAtOctets)
        for encoding in ["7bit", "base64", "quoted-printable"] {
            let parsed = message("Content-Transfer-Encoding: \(encoding)\n\n\(text)\(text)")
            let start = parsed.decodedStart(of: parsed.root, octets: Limits.lookedAtOctets)
            #expect(start.count == Limits.lookedAtOctets)
        }
        let mark = Array("%PDF-".utf8)
        let before = [UInt8](repeating: 0x20, count: 1_019)
        #expect(FileLook.kind(of: before + mark)?.name == "PDF document")
        #expect(FileLook.kind(of: before + [0x20] + mark)?.name == "plain text")
    }

    @Test("members up to the limit are looked at")
    func members() {
        let many = { (count: Int) in
            Array(repeating: self.zip("a"), count: count).flatMap { $0 } + self.zip("b.exe")
        }
        #expect(ZipLook.program(in: many(Limits.archiveMembers - 1)) == "b.exe")
        #expect(ZipLook.program(in: many(Limits.archiveMembers)) == nil)
    }
}
