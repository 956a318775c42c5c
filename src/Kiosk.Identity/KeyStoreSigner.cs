using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Identity;

/// <summary>Signs a terminal's checkpoints with its device key.</summary>
internal sealed class KeyStoreSigner(string terminalId, IKeyStore keys) : INoteSigner
{
    public NoteKey Key { get; } = NoteKey.Create(Checkpoint.OriginOf(terminalId), keys.SigningKey.ExportSubjectPublicKeyInfo());

    public byte[] Sign(ReadOnlySpan<byte> text) => keys.SigningKey.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
