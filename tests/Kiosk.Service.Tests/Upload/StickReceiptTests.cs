using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The collector's receipt on its way back by stick.</summary>
public sealed class StickReceiptTests : IDisposable
{
    private const string Id = "HN-01";

    private static readonly DateTimeOffset Morning = new(2026, 11, 22, 1, 5, 0, TimeSpan.Zero);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly UploadFolder kept;
    private readonly UploadReceipt receipt;

    public StickReceiptTests()
    {
        kept = new(folder["upload"], new DurableFiles());
        using var journal = CheckInJournal.Open(folder["journal"], Id, TestJournalKeys.Of(Id), new DurableFiles());
        journal.Append(new(new(Morning, ClockTrust.Attested), JournalMode.VerifyOnly, "", "1", default, JournalOutcome.Admitted, ReasonCode.Admitted, default));
        var signed = journal.SignCheckpoint()!;
        receipt = new(signed.Content, CosignerKey.Cosign(signed.Note, FakeCollector.Signer, Morning));
        Directory.CreateDirectory(folder["stick/receipts"]);
    }

    private string OnStick => folder[$"stick/receipts/{Id}.receipt"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_receipt_for_this_terminal_is_verified_and_kept()
    {
        File.WriteAllText(OnStick, receipt.ToString());

        Assert.Equal("The collector hall confirms records 1 to 1.", Take(Id)!.Value.Sentence.English);
        Assert.Equal(1UL, kept.ReadReceipt()!.Content.Size);
        Assert.Contains("already", Take(Id)!.Value.Sentence.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stick_without_a_receipt_for_this_terminal_says_nothing() => Assert.Null(Take(Id));

    [Fact]
    public void A_receipt_under_this_terminals_name_for_another_one_is_not_taken()
    {
        File.WriteAllText(folder["stick/receipts/HN-02.receipt"], receipt.ToString());

        AssertRefused(Take("HN-02"), "it is for terminal HN-01");
    }

    [Fact]
    public void A_checkpoint_that_the_collector_did_not_sign_is_not_taken()
    {
        File.WriteAllText(OnStick, (receipt with { Note = receipt.Note with { Signatures = [receipt.Note.Signatures[0]] } }).ToString());

        AssertRefused(Take(Id), "not signed by the collector hall");
    }

    [Fact]
    public void A_receipt_for_another_journal_under_the_same_name_is_not_taken()
    {
        File.WriteAllText(OnStick, receipt.ToString());

        AssertRefused(new StickReceipt(Id, TestJournalKeys.Of(Id, "another").Signer.Key, FakeCollector.Key, kept).Take(folder["stick"]), "did not sign the checkpoint");
    }

    [Fact]
    public void What_is_no_receipt_is_not_taken()
    {
        File.WriteAllText(OnStick, "thank you");

        AssertRefused(Take(Id), "no collector's receipt");
    }

    [Fact]
    public void Without_the_collectors_key_nothing_is_taken()
    {
        File.WriteAllText(OnStick, receipt.ToString());

        AssertRefused(new StickReceipt(Id, null, null, kept).Take(folder["stick"]), "Kiosk:Upload:Key");
    }

    private (bool IsTaken, Phrase Sentence)? Take(string terminal) => new StickReceipt(terminal, TestJournalKeys.Of(Id).Signer.Key, FakeCollector.Key, kept).Take(folder["stick"]);

    private void AssertRefused((bool IsTaken, Phrase Sentence)? taken, string says)
    {
        Assert.False(taken!.Value.IsTaken);
        Assert.Contains(says, taken.Value.Sentence.English, StringComparison.Ordinal);
        Assert.Null(kept.ReadReceipt());
    }
}
