using System.Security.Cryptography;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine.Reports;

/// <summary>What is said of a journal, a proof and a collector's receipt, by the certificate of the key that signed: a journal of three records.</summary>
public sealed class SignedJournalReportTests : IDisposable
{
    private const string Terminal = "HN-01";

    private static readonly DateTimeOffset Stolen = new(2026, 11, 24, 8, 0, 0, TimeSpan.Zero);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TestTerminal terminal = new(Terminal);

    public void Dispose()
    {
        terminal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public void A_proof_by_a_key_in_force_is_proved()
    {
        var report = ProofBy(terminal.Record);

        Assert.Equal((true, 0, null), (report.Proved, report.Code, report.RevokedAt));
        Assert.StartsWith("proved  record 2 of the 3 that terminal HN-01 signed", report.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_proof_by_a_key_that_was_revoked_since_may_be_the_thiefs()
    {
        var report = ProofBy(terminal.RevokedAt(Stolen));

        Assert.Equal((true, 1, Stolen), (report.Proved, report.Code, report.RevokedAt));
        Assert.EndsWith("; that key was REVOKED at 2026-11-24 08:00Z (stolen): believe only what was collected before", report.In(Language.English), StringComparison.Ordinal);
        Assert.Contains("ĐÃ BỊ THU HỒI", report.In(Language.Vietnamese), StringComparison.Ordinal);
    }

    [Fact]
    public void A_receipt_that_the_collector_gave_before_the_key_was_revoked_stays_valid() => Assert.Equal((true, null), ReceiptOf(Stolen.AddHours(-1)));

    [Fact]
    public void A_receipt_that_a_collector_gave_after_the_key_was_revoked_shows_nothing()
    {
        var (valid, objection) = ReceiptOf(Stolen);

        Assert.False(valid);
        Assert.Equal("the key of terminal HN-01 was revoked at 2026-11-24 08:00Z (stolen), before the collector confirmed it at 2026-11-24 08:00Z: whoever has that key may have added to it", objection);
    }

    [Fact]
    public void A_journal_says_where_the_key_is_that_signed_it()
    {
        var report = JournalBy("file");

        Assert.Equal((0, "file", "file"), (report.Code, report.KeyKind, report.CertifiedKeyKind));
        Assert.Matches("signed up to record 3 by key [0-9a-f]{8} \\(in a file\\)$", report.In(Language.English));
    }

    [Fact]
    public void Checkpoints_that_say_TPM_by_a_key_whose_certificate_says_file_are_not_the_terminals()
    {
        var report = JournalBy("tpm");

        Assert.Equal((1, "tpm", "file"), (report.Code, report.KeyKind, report.CertifiedKeyKind));
        Assert.EndsWith("(in a TPM); the certificate of that key says in a file: the checkpoints were NOT made by the terminal as it is enrolled", report.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Signed_by_a_key_that_nobody_knows_here_vouches_for_nothing()
    {
        Write("file");

        var report = LogReport.Of(JournalVerifier.Verify(folder.Path), isTagged: false, Language.English);

        Assert.Equal((true, false, 1), (report.Whole, report.Vouched, report.Code));
        Assert.StartsWith("NOTHING VOUCHES FOR IT: the 3 records of terminal HN-01 are linked and signed, but the terminal's key is not known here", report.In(Language.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Records_that_are_not_there_count_as_confirmed_only_if_that_was_shown()
    {
        Write("file");
        var verification = Verify() with { FirstSequence = new(3), IsRemovalShown = true };

        var (shown, claimed) = (LogReport.Of(verification, isTagged: false, Language.English), LogReport.Of(verification with { IsRemovalShown = false }, isTagged: false, Language.English));

        Assert.Equal((0, 1), (shown.Code, claimed.Code));
        Assert.EndsWith("; the records up to 2 were removed here once the collector had confirmed them", shown.In(Language.English), StringComparison.Ordinal);
        Assert.EndsWith("before they were removed: name the collector's public key with --collector", claimed.In(Language.English), StringComparison.Ordinal);
    }

    private static GivenTerminals Known(TerminalRecord record) => GivenTerminals.Of([record]);

    private ProofReport ProofBy(TerminalRecord record)
    {
        Write("file");
        var known = Known(record);
        return known.FirstThatHolds(keyOf => ProofReport.Of(JournalProof.Create(folder.Path, 2), keyOf, known.RevocationOf, ReasonTable.NameOf, Language.English), one => one.Proved);
    }

    private (bool Valid, string? Objection) ReceiptOf(DateTimeOffset cosigned)
    {
        var (collector, known) = (TestCollectorKey.Of("hall"), Known(terminal.RevokedAt(Stolen)));
        var receipt = UploadReceipt.Parse(CosignerKey.Cosign(Write("file").Note, collector, cosigned).ToString());
        var report = known.FirstThatHolds(keyOf => ReceiptReport.Of(receipt, CosignerKey.Of(collector.Key), keyOf, known.RevocationOf, folder.Path, Language.English), one => one.Valid);
        return (report.Valid, report.Objection);
    }

    private LogReport JournalBy(string kind)
    {
        Write(kind);
        var (found, known) = (Verify(), Known(terminal.Record));
        return LogReport.Of(found, isTagged: false, Language.English, known.RevocationOf(found.TerminalId, found.Signed.KeyId), known.KeyKindOf(found.TerminalId, found.Signed.KeyId));
    }

    private JournalVerification Verify() => JournalVerifier.Verify(folder.Path, id => Known(terminal.Record).Of(id)[0].Key);

    private SignedCheckpoint Write(string kind)
    {
        using var journal = CheckInJournal.Open(folder.Path, Terminal, new(new(new byte[32]), new Signer(terminal.Signing), kind), new DurableFiles());
        for (var number = 1; number <= 3; number++)
        {
            journal.Append(new(new(Stolen.AddDays(-1).AddSeconds(number), ClockTrust.Attested), JournalMode.Meeting, "hop/phien-1", "2", default, JournalOutcome.Denied, ReasonCode.RevocationRevoked, default));
        }

        return journal.SignCheckpoint()!;
    }

    private sealed class Signer(ECDsa key) : INoteSigner
    {
        public NoteKey Key { get; } = NoteKey.Create(Checkpoint.OriginOf(Terminal), key.ExportSubjectPublicKeyInfo());

        public byte[] Sign(ReadOnlySpan<byte> text) => key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }
}
