using System.Security.Cryptography;
using Kiosk.Feed.Metadata.BouncyCastle;
using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>A private key held in memory: P-256, P-384, RSA or ed25519. Disposing releases it.</summary>
public sealed class PemSigner : ISigner, IDisposable
{
    private readonly IDisposable key;
    private readonly Func<ReadOnlyMemory<byte>, byte[]> sign;

    private PemSigner(IDisposable key, string publicKeyPem, Func<ReadOnlyMemory<byte>, byte[]> sign)
    {
        (this.key, this.sign) = (key, sign);
        PublicKey = TufKey.FromPem(publicKeyPem);
    }

    public TufKey PublicKey { get; }

    /// <param name="pem">An unencrypted private key: PKCS #8, or the older EC and RSA formats.</param>
    /// <exception cref="SigningException">The text holds no such key.</exception>
    public static PemSigner FromPem(string pem)
    {
        if (PemEncoding.TryFind(pem, out _) && !pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal))
        {
            // Importing the public key would succeed, and fail only on signing.
            throw new SigningException(new Phrase("Đây là khóa công khai hoặc chứng thư số, không có khóa riêng trong đó.", "This is a public key or a certificate, and no private key is in it."));
        }

        if (TryEd25519(pem) is { } ed25519)
        {
            return Of(ed25519);
        }

        if (PublicKeyText.TryImport(ECDsa.Create(), pem) is { } ec)
        {
            return Of(ec);
        }

        return PublicKeyText.TryImport(RSA.Create(), pem) is { } rsa
            ? Of(rsa)
            : throw new SigningException(new Phrase("Đây không phải khóa riêng PEM không mã hóa thuộc loại P-256, P-384, RSA hoặc ed25519.", "This is no unencrypted private key in PEM of P-256, P-384, RSA or ed25519."));
    }

    /// <summary>Takes ownership of the key.</summary>
    /// <exception cref="SigningException">The curve is neither P-256 nor P-384.</exception>
    public static PemSigner Of(ECDsa key)
    {
        var hash = key.KeySize == 384 ? HashAlgorithmName.SHA384 : HashAlgorithmName.SHA256;
        return Of(key, key.ExportSubjectPublicKeyInfoPem(), message => key.SignData(message.Span, hash, DSASignatureFormat.Rfc3279DerSequence));
    }

    /// <summary>Takes ownership of the key.</summary>
    /// <exception cref="SigningException">The key size is not 2048 to 8192 bits.</exception>
    public static PemSigner Of(RSA key) =>
        Of(key, key.ExportSubjectPublicKeyInfoPem(), message => key.SignData(message.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

    /// <inheritdoc/>
    public ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(sign(message));
        }
        catch (CryptographicException exception)
        {
            throw new SigningException(new Phrase($"Khóa {PublicKey.Id} không ký được [{exception.Message.TrimEnd('.')}].", $"The key {PublicKey.Id} could not sign: {exception.Message}"), exception);
        }
    }

    public void Dispose() => key.Dispose();

    private static PemSigner Of(EdDsaPrivateKey key) => Of(key, PublicKeyText.Pem(key.PublicKey.Span), message => key.Sign(message.Span));

    private static PemSigner Of(IDisposable key, string publicKeyPem, Func<ReadOnlyMemory<byte>, byte[]> sign)
    {
        try
        {
            return new(key, publicKeyPem, sign);
        }
        catch (MetadataFormatException exception)
        {
            key.Dispose();
            throw new SigningException(exception.Sentence, exception);
        }
    }

    private static EdDsaPrivateKey? TryEd25519(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] is not "PRIVATE KEY")
        {
            return null;
        }

        var content = Convert.FromBase64String(pem[fields.Base64Data]);
        try
        {
            return EdDsaPrivateKey.TryRead(content);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }
}
