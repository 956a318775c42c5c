using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Service.Identity;

/// <summary>Signs a terminal's checkpoints with its device key.</summary>
/// <param name="device">A P-256 key; owned by this object.</param>
internal sealed class DeviceKeySigner(string terminalId, ECDsa device) : INoteSigner
{
    public NoteKey Key { get; } = NoteKey.Create(Checkpoint.OriginOf(terminalId), device.ExportSubjectPublicKeyInfo());

    public byte[] Sign(ReadOnlySpan<byte> text) => device.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
}
