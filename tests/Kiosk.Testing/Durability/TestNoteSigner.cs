using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Testing.Durability;

/// <summary>Signs notes with a key made from 32 bytes.</summary>
internal sealed class TestNoteSigner : INoteSigner
{
    private readonly ECDsa key;

    public TestNoteSigner(string name, byte[] scalar)
    {
        key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
        Key = NoteKey.Create(name, key.ExportSubjectPublicKeyInfo());
    }

    public NoteKey Key { get; }

    /// <summary>The key, for a certificate; owned by the caller.</summary>
    public ECDsa CopyKey() => ECDsa.Create(key.ExportParameters(includePrivateParameters: true));

    public byte[] Sign(ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
