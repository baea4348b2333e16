/* For SHA-256 in pieces, whose newer interface cannot be a plain value. */
#define OPENSSL_SUPPRESS_DEPRECATED

#include "COpenSSL.h"

/* Enough for several records, so that one system call feeds several decryptions. */
enum { read_buffer_size = 128 * 1024 };

int tls_require_modern_version(SSL_CTX *context)
{
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
}

void tls_set_options(SSL_CTX *context)
{
    SSL_CTX_set_options(context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION);
    SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_read_ahead(context, 1);
    SSL_CTX_set_default_read_buffer_len(context, read_buffer_size);
}

int tls_name_server(SSL *session, const char *host)
{
    return (int)SSL_set_tlsext_host_name(session, host);
}

int tls_add_trust(SSL_CTX *context, const char *file)
{
    return SSL_CTX_load_verify_file(context, file);
}

static int no_password(char *buffer, int size, int is_writing, void *data)
{
    (void)buffer, (void)size, (void)is_writing, (void)data;
    return -1;
}

void tls_never_ask(SSL_CTX *context)
{
    SSL_CTX_set_default_passwd_cb(context, no_password);
}

void tls_print_name(BIO *output, const X509_NAME *name)
{
    X509_NAME_print_ex(output, name, 0, XN_FLAG_ONELINE & ~ASN1_STRFLGS_ESC_MSB);
}

void sha256_begin(SHA256_CTX *state)
{
    SHA256_Init(state);
}

void sha256_add(SHA256_CTX *state, const void *octets, size_t count)
{
    SHA256_Update(state, octets, count);
}

void sha256_end(SHA256_CTX *state, unsigned char *digest)
{
    SHA256_Final(digest, state);
}

void tls_free(void *memory)
{
    OPENSSL_free(memory);
}
