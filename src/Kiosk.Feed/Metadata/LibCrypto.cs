using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Kiosk.Feed.Metadata;

/// <summary>libcrypto of OpenSSL 3 as evp.h and x509.h declare it: ed25519, and private keys encrypted by any scheme of PKCS #5, scrypt included, which .NET does not read.</summary>
internal static partial class LibCrypto
{
    public const int Ed25519KeyLength = 32;
    public const int Ed25519SignatureLength = 64;

    private const string Library = "libcrypto.so.3";
    private const int EVP_PKEY_ED25519 = 1087;

    /// <returns>Null when the bytes are no key, or the library is not there.</returns>
    public static KeyHandle? TryImportEd25519(ReadOnlySpan<byte> publicKey) => Import(EVP_PKEY_new_raw_public_key, publicKey);

    /// <param name="seed">The private key of RFC 8032, 32 bytes.</param>
    /// <exception cref="CryptographicException">The library is not there or refuses the key.</exception>
    public static KeyHandle ImportEd25519Seed(ReadOnlySpan<byte> seed) =>
        Import(EVP_PKEY_new_raw_private_key, seed) ?? throw new CryptographicException("OpenSSL 3 (libcrypto.so.3) is not installed or refuses the ed25519 key.");

    public static bool Verifies(KeyHandle key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var context = EVP_MD_CTX_new();
        return signature.Length == Ed25519SignatureLength
            && EVP_DigestVerifyInit(context, 0, 0, 0, key) == 1
            && EVP_DigestVerify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
    }

    /// <exception cref="CryptographicException">The library failed.</exception>
    public static byte[] Sign(KeyHandle key, ReadOnlySpan<byte> message)
    {
        using var context = EVP_MD_CTX_new();
        var signature = new byte[Ed25519SignatureLength];
        var length = (nuint)signature.Length;
        return EVP_DigestSignInit(context, 0, 0, 0, key) == 1 && EVP_DigestSign(context, signature, ref length, message, (nuint)message.Length) == 1
            ? signature
            : throw new CryptographicException("OpenSSL could not sign with the ed25519 key.");
    }

    /// <exception cref="CryptographicException">The library failed.</exception>
    public static byte[] PublicKeyOf(KeyHandle key)
    {
        var raw = new byte[Ed25519KeyLength];
        var length = (nuint)raw.Length;
        return EVP_PKEY_get_raw_public_key(key, raw, ref length) == 1 ? raw : throw new CryptographicException("OpenSSL has no public key for the ed25519 key.");
    }

    /// <summary>Opens an EncryptedPrivateKeyInfo (RFC 5958, 3).</summary>
    /// <param name="passPhrase">UTF-8.</param>
    /// <returns>The PrivateKeyInfo, DER; null when the pass phrase is another one or the encryption unknown.</returns>
    /// <exception cref="CryptographicException">The library is not there.</exception>
    public static byte[]? DecryptPrivateKey(ReadOnlySpan<byte> encrypted, ReadOnlySpan<byte> passPhrase)
    {
        try
        {
            using var sealedKey = Decode(encrypted);
            using var key = PKCS8_decrypt(sealedKey, passPhrase, passPhrase.Length);
            return key.IsInvalid ? null : Encode(key);
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            throw new CryptographicException("OpenSSL 3 (libcrypto.so.3) is not installed; encrypted keys need it.", exception);
        }
    }

    private static unsafe EncryptedKey Decode(ReadOnlySpan<byte> encrypted)
    {
        fixed (byte* start = encrypted)
        {
            var position = start;
            return d2i_X509_SIG(0, &position, encrypted.Length);
        }
    }

    private static unsafe byte[] Encode(PrivateKeyInfo key)
    {
        var der = new byte[i2d_PKCS8_PRIV_KEY_INFO(key, null)];
        fixed (byte* start = der)
        {
            var position = start;
            return i2d_PKCS8_PRIV_KEY_INFO(key, &position) == der.Length ? der : throw new CryptographicException("OpenSSL could not write the key.");
        }
    }

    private delegate KeyHandle RawImport(int type, nint engine, ReadOnlySpan<byte> key, nuint keylen);

    private static KeyHandle? Import(RawImport import, ReadOnlySpan<byte> raw)
    {
        try
        {
            var handle = import(EVP_PKEY_ED25519, 0, raw, (nuint)raw.Length);
            return handle.IsInvalid ? null : handle;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial KeyHandle EVP_PKEY_new_raw_public_key(int type, nint e, ReadOnlySpan<byte> key, nuint keylen);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial KeyHandle EVP_PKEY_new_raw_private_key(int type, nint e, ReadOnlySpan<byte> key, nuint keylen);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_PKEY_get_raw_public_key(KeyHandle pkey, Span<byte> pub, ref nuint len);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial DigestContext EVP_MD_CTX_new();

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestVerifyInit(DigestContext ctx, nint pctx, nint type, nint e, KeyHandle pkey);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestVerify(DigestContext ctx, ReadOnlySpan<byte> sigret, nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestSignInit(DigestContext ctx, nint pctx, nint type, nint e, KeyHandle pkey);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int EVP_DigestSign(DigestContext ctx, Span<byte> sigret, ref nuint siglen, ReadOnlySpan<byte> tbs, nuint tbslen);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void EVP_PKEY_free(nint key);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void EVP_MD_CTX_free(nint ctx);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial EncryptedKey d2i_X509_SIG(nint a, byte** pp, nint length);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial PrivateKeyInfo PKCS8_decrypt(EncryptedKey p8, ReadOnlySpan<byte> pass, int passlen);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int i2d_PKCS8_PRIV_KEY_INFO(PrivateKeyInfo a, byte** pp);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void X509_SIG_free(nint a);

    [LibraryImport(Library)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void PKCS8_PRIV_KEY_INFO_free(nint a);

    internal static void Free(nint key) => EVP_PKEY_free(key);

    /// <summary><c>X509_SIG</c>, which an EncryptedPrivateKeyInfo is read into.</summary>
    private sealed class EncryptedKey() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            X509_SIG_free(handle);
            return true;
        }
    }

    /// <summary><c>PKCS8_PRIV_KEY_INFO</c>.</summary>
    private sealed class PrivateKeyInfo() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            PKCS8_PRIV_KEY_INFO_free(handle);
            return true;
        }
    }

    /// <summary><c>EVP_MD_CTX</c>.</summary>
    private sealed class DigestContext() : SafeHandle(0, ownsHandle: true)
    {
        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            EVP_MD_CTX_free(handle);
            return true;
        }
    }
}

/// <summary><c>EVP_PKEY</c>.</summary>
internal sealed class KeyHandle() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        LibCrypto.Free(handle);
        return true;
    }
}
