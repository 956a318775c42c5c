using System.Security.Cryptography;

namespace Kiosk.Identity.Tpm;

/// <summary>The signing key in the TPM. Verifies with its public half in software: the TPM's own object cannot.</summary>
internal sealed class TpmSigningKey : ECDsa
{
    private readonly ProviderKey<ECDsaOpenSsl> key;
    private readonly ECDsa publicHalf;

    public TpmSigningKey(ProviderKey<ECDsaOpenSsl> key, ECParameters publicKey)
    {
        this.key = key;
        publicHalf = Create(publicKey);
        KeySizeValue = publicHalf.KeySize;
    }

    public override byte[] SignHash(byte[] hash) => key.Use(opened => opened.SignHash(hash));

    public override bool VerifyHash(byte[] hash, byte[] signature) => publicHalf.VerifyHash(hash, signature);

    public override ECParameters ExportParameters(bool includePrivateParameters) => includePrivateParameters
        ? throw new CryptographicException("A key in a TPM never leaves it.")
        : publicHalf.ExportParameters(includePrivateParameters: false);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            key.Dispose();
            publicHalf.Dispose();
        }

        base.Dispose(disposing);
    }
}
