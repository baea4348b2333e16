extension UserSettings {
    /// A settings file to begin with.
    ///
    /// It is valid as it stands; a line that begins with `#` and no blank is an option to be used
    /// by taking the `#` away.
    public static let sample = """
        # Settings of martlet. A line that begins with "#" and a blank explains;
        # one that begins with "#" alone is an option: take the "#" away to use it.

        [general]
        # What is shown first: "unified" (all inboxes), "last", or the name of an account.
        #start = "unified"
        # Key set: "mutt", "aerc", "pine" or "gmail".
        #keys = "mutt"
        # Colours: "default-dark", "default-light" or "mono".
        #theme = "default-dark"
        # Empty: $VISUAL, $EDITOR, then the built-in one.
        #editor = ""
        #mouse = true
        # Lets martlet copy links to the clipboard through the terminal (OSC 52).
        #clipboard = true
        # How much fetched IMAP mail is kept on disk; 0 keeps all.
        #cache_limit = "2 GB"

        # Programs for links and attachments. What is opened is added as the last argument;
        # there is no shell. A type is "image/png", or "image/*" for all of a kind.
        #[programs]
        #links = ["xdg-open"]
        #default = ["xdg-open"]
        #"image/*" = ["feh"]
        #"application/pdf" = ["zathura"]

        # An account. Choose by where the mail shall live. IMAP keeps it on the server: every device
        # shows the same mail, read marks and mailboxes. POP takes it to this computer and then
        # deletes it on the server (leave_on_server says when): the only copy is here, works without
        # a network, and no other device sees what you do with it.
        [accounts.work]
        protocol = "imap"
        name = "Alice Example"
        address = "alice@example.org"
        # Further addresses of yours.
        #aliases = ["*@alice.example"]

        [accounts.work.incoming]
        host = "imap.example.org"
        # Without it, by protocol and security: 993, 143, 995 or 110.
        #port = 993
        # "tls", "starttls", or "none" (on this computer only, or with allow_plaintext = true).
        #security = "tls"
        # Without it, the address.
        #user = "alice@example.org"
        # "auto", "scram-sha-256-plus", "scram-sha-256", "scram-sha-1-plus", "scram-sha-1",
        # "plain", "login", "xoauth2", "oauthbearer" or "external"; for POP also "user".
        #auth = "auto"
        # Where the password comes from: password_command, token_command (for OAuth),
        # password_file, or password in this file, which then must have mode 0600.
        # Without any of them you are asked.
        #password_command = ["pass", "show", "mail/work"]
        # A trust anchor beside the system's.
        #ca_file = "/etc/ssl/our-ca.pem"
        # Your own certificate and its key, for servers that ask who you are. With it and no
        # password above, the login is by the certificate.
        #client_certificate = "/home/alice/mail.pem"
        #client_key = "/home/alice/mail.key"

        # Rules for mail that arrives in the inbox, tried in their order; all conditions of a rule
        # must hold. from, to (and Cc) and list are whole addresses, names or List-Ids; subject is
        # looked for anywhere. "*" stands for any text, and large and small letters are the same.
        # A rule that moves is the last one, unless it says stop = false.
        #[[accounts.work.filters]]
        #list = "dev.lists.example.org"
        #move = "Lists/Dev"
        #[[accounts.work.filters]]
        #from = ["*@shop.example", "news@example.com"]
        #subject = "invoice"
        #label = ["bills"]
        #seen = true

        # An account whose mail comes to this computer.
        #[accounts.home]
        #protocol = "pop"
        #address = "alice@example.net"
        # Deletes for good what lay so long in Trash, or in Junk; without these nothing is.
        #empty_trash_after = "30d"
        #empty_junk_after = "30d"
        #[accounts.home.incoming]
        #host = "pop.example.net"
        # "0d" (download and delete), "14d", "forever", or "until-deleted" (here).
        #leave_on_server = "14d"
        # How long mail stays on the server at least, once it is safe here.
        #delete_grace = "1h"
        # Of larger messages only the header is fetched; opening one fetches it.
        #size_limit = "25 MB"
        # How often to look for mail.
        #poll = "5m"

        """
}
