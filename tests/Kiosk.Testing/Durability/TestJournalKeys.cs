using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Testing.Durability;

/// <summary>TEST KEYS, the same in every process: anyone who reads this file can forge such a journal.</summary>
public static class TestJournalKeys
{
    internal static JournalKeys Of(string terminalId, string whose = "test") => new(
        new FrameKey(SHA256.HashData(Encoding.UTF8.GetBytes($"frames {terminalId} {whose}"))),
        new TestNoteSigner(Checkpoint.OriginOf(terminalId), SHA256.HashData(Encoding.UTF8.GetBytes($"device {terminalId} {whose}"))),
        "file");
}
