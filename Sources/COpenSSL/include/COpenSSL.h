/* The part of OpenSSL we use, and functions for what it offers as macros only. */
#ifndef C_OPENSSL_H
#define C_OPENSSL_H

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/sha.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

/* Forbids versions before TLS 1.2 (RFC 8997). */
int tls_require_modern_version(SSL_CTX *context);

/* No compression, no renegotiation; partial writes; reads as much as the socket has. */
void tls_set_options(SSL_CTX *context);

/* The name the server sees before it chooses a certificate (RFC 6066 section 3). */
int tls_name_server(SSL *session, const char *host);

/* The trust store of a context gets the certificates of a PEM file in addition. */
int tls_add_trust(SSL_CTX *context, const char *file);

/* A key with a password is an error; OpenSSL would ask for it on the terminal. */
void tls_never_ask(SSL_CTX *context);

/* Writes a name on one line, in UTF-8 that still has to be cleaned. */
void tls_print_name(BIO *output, const X509_NAME *name);

/* SHA-256 as a value that can be copied, which the newer interface does not offer. */
void sha256_begin(SHA256_CTX *state);
void sha256_add(SHA256_CTX *state, const void *octets, size_t count);
void sha256_end(SHA256_CTX *state, unsigned char *digest);

/* Frees what OpenSSL allocated for us. */
void tls_free(void *memory);

#endif
