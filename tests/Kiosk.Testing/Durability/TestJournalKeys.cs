using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Testing.Durability;

/// <summary>TEST KEYS, the same in every process: anyone who reads this file can forge such a journal.</summary>
public static class TestJournalKeys
{
    internal static JournalKeys Of(string terminalId, string whose = "test") => new(
        new FrameKey(SHA256.HashData(Encoding.UTF8.GetBytes($"frames {terminalId} {whose}"))), new Signer(terminalId, SHA256.HashData(Encoding.UTF8.GetBytes($"device {terminalId} {whose}"))), "file");

    private sealed class Signer : INoteSigner
    {
        private readonly ECDsa key;

        public Signer(string terminalId, byte[] scalar)
        {
            key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
            Key = NoteKey.Create(Checkpoint.OriginOf(terminalId), key.ExportSubjectPublicKeyInfo());
        }

        public NoteKey Key { get; }

        public byte[] Sign(ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
