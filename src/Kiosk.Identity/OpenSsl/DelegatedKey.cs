using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Identity.OpenSsl;

/// <summary>
/// A key of OpenSSL's that has only the public half and lets another object sign. TLS needs it: the framework hands a certificate's key to OpenSSL's default context, which does not sign with a key of another provider.
/// </summary>
internal static unsafe class DelegatedKey
{
    private const int MaxSignatureLength = 72;

    private static readonly Lazy<(nint Method, int Slot)> Delegation = new(Prepare);

    /// <summary>The certificate with a private key that signs by the signer, which must outlive it.</summary>
    /// <exception cref="CryptographicException">It is another key's certificate, or OpenSSL refuses.</exception>
    public static X509Certificate2 Attach(X509Certificate2 certificate, ECDsa signer)
    {
        using var handle = Wrap(signer);
        using var key = new ECDsaOpenSsl(handle);
        try
        {
            return certificate.CopyWithPrivateKey(key);
        }
        catch (ArgumentException other)
        {
            throw new CryptographicException("The certificate is not that of this terminal's signing key.", other);
        }
    }

    private static SafeEvpPKeyHandle Wrap(ECDsa signer)
    {
        var (method, slot) = Delegation.Value;
        var point = signer.ExportParameters(includePrivateParameters: false).Q;
        var key = LibCrypto.EC_KEY_new_by_curve_name(LibCrypto.CurveP256);
        var reference = GCHandle.Alloc(signer);
        var pkey = LibCrypto.EVP_PKEY_new();
        var isMade = LibCrypto.EC_KEY_set_method(key, method) == 1
            && LibCrypto.EC_KEY_set_ex_data(key, slot, GCHandle.ToIntPtr(reference)) == 1
            && LibCrypto.EC_KEY_oct2key(key, [4, .. point.X!, .. point.Y!], (nuint)(1 + point.X!.Length + point.Y!.Length), 0) == 1
            && LibCrypto.EVP_PKEY_set1_EC_KEY(pkey, key) == 1;

        // The EVP_PKEY has a reference of its own; the last one to go frees the signer's (Free).
        LibCrypto.EC_KEY_free(key);
        var wrapped = new SafeEvpPKeyHandle(pkey, ownsHandle: true);
        if (isMade)
        {
            return wrapped;
        }

        wrapped.Dispose();
        throw new CryptographicException("OpenSSL does not take the public half of the terminal's key.");
    }

    private static (nint Method, int Slot) Prepare()
    {
        var method = LibCrypto.EC_KEY_METHOD_new(LibCrypto.EC_KEY_OpenSSL());
        LibCrypto.EC_KEY_METHOD_set_sign(method, &Sign, null, &SignAsObject);
        return (method, LibCrypto.CRYPTO_get_ex_new_index(LibCrypto.ExtraDataOfEcKey, 0, 0, 0, 0, &Free));
    }

    [UnmanagedCallersOnly]
    private static int Sign(int type, byte* digest, int length, byte* signature, uint* signatureLength, nint kinv, nint r, nint key)
    {
        if (TrySign(digest, length, key) is not { Length: <= MaxSignatureLength } signed)
        {
            return 0;
        }

        signed.CopyTo(new Span<byte>(signature, signed.Length));
        *signatureLength = (uint)signed.Length;
        return 1;
    }

    [UnmanagedCallersOnly]
    private static nint SignAsObject(byte* digest, int length, nint kinv, nint r, nint key)
    {
        if (TrySign(digest, length, key) is not { } signed)
        {
            return 0;
        }

        fixed (byte* start = signed)
        {
            var at = start;
            return LibCrypto.d2i_ECDSA_SIG(0, ref at, signed.Length);
        }
    }

    // Nothing may be thrown through OpenSSL: a failure is its 0, which the handshake reports.
    private static byte[]? TrySign(byte* digest, int length, nint key)
    {
        try
        {
            var signer = (ECDsa)GCHandle.FromIntPtr(LibCrypto.EC_KEY_get_ex_data(key, Delegation.Value.Slot)).Target!;
            return signer.SignHash(new ReadOnlySpan<byte>(digest, length), DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception failure) when (failure is CryptographicException or ObjectDisposedException or InvalidOperationException)
        {
            return null;
        }
    }

    [UnmanagedCallersOnly]
    private static void Free(nint parent, nint reference, nint data, int slot, nint argl, nint argp)
    {
        if (reference != 0)
        {
            GCHandle.FromIntPtr(reference).Free();
        }
    }
}
