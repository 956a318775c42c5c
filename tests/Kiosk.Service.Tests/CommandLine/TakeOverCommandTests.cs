using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.CommandLine;

/// <summary>The journal of a broken terminal on a stick: one arrival that it signed, and one that anybody may have added.</summary>
public sealed class TakeOverCommandTests : IDisposable
{
    private const string Terminal = "HN-02";

    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TestTerminal terminal = new(Terminal);

    public TakeOverCommandTests()
    {
        using var journal = CheckInJournal.Open(Copy, Terminal, new(new(new byte[32]), new Signer(terminal.Signing), "file"), new DurableFiles());
        journal.Append(Arrival(1));
        journal.SignCheckpoint();
        journal.Append(Arrival(2));
    }

    private string Copy => folder["journal-HN-02"];

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void What_it_signed_is_taken() => Assert.Equal(1, Take(terminal.Record));

    [Fact]
    public void What_a_revoked_key_signed_is_not() =>
        Assert.Contains("was revoked at 2026-11-22 01:05Z (stolen)", Assert.Throws<InputException>(() => Take(terminal.RevokedAt(Morning))).Message, StringComparison.Ordinal);

    private static JournalRecord Arrival(byte person) => new(
        new(Morning.AddSeconds(person), ClockTrust.Attested), JournalMode.Meeting, "hop/phien-1", "2", SHA256.HashData([person]), JournalOutcome.Admitted, ReasonCode.Admitted, default);

    private int Take(TerminalRecord record) => TakeOverCommand.Take(Copy, GivenTerminals.Of([record]), new TakenRecords(folder["taken"], new(new byte[32]), new DurableFiles()));

    private sealed class Signer(ECDsa key) : INoteSigner
    {
        public NoteKey Key { get; } = NoteKey.Create(Checkpoint.OriginOf(Terminal), key.ExportSubjectPublicKeyInfo());

        public byte[] Sign(ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
