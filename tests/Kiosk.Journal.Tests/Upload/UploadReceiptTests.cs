using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;
using static Kiosk.Journal.Tests.Upload.UploadSamples;

namespace Kiosk.Journal.Tests.Upload;

public sealed class UploadReceiptTests
{
    private readonly UploadReceipt receipt = UploadReceipt.Parse(CosignerKey.Cosign(Batch(3).Checkpoint!.Note, Collector, Morning).ToString());

    [Fact]
    public void A_receipt_is_signed_by_terminal_and_collector()
    {
        Assert.Equal(ReceiptFault.None, receipt.FaultFor(Terminal, Keys.Signer.Key, CollectorKey));
        Assert.Equal((3UL, Morning), (receipt.Content.Size, CollectorKey.CosignedAt(receipt.Note)!.Value));
    }

    [Fact]
    public void A_receipt_brought_through_mail_is_the_same() =>
        Assert.Equal(receipt.ToString(), UploadReceipt.Parse("\uFEFF" + receipt.ToString().ReplaceLineEndings("\r\n")).ToString());

    [Fact]
    public void A_receipt_of_another_terminal_proves_nothing_here() =>
        Assert.Equal(ReceiptFault.OtherTerminal, receipt.FaultFor("HN-01", null, CollectorKey));

    [Fact]
    public void A_receipt_that_another_key_signed_proves_nothing() =>
        Assert.Equal(ReceiptFault.TerminalSignature, receipt.FaultFor(Terminal, TestJournalKeys.Of(Terminal, "another").Signer.Key, CollectorKey));

    [Fact]
    public void A_checkpoint_without_the_collectors_signature_is_no_receipt() =>
        Assert.Equal(ReceiptFault.Cosignature, UploadReceipt.Parse(Batch(3).Checkpoint!.Note.ToString()).FaultFor(Terminal, Keys.Signer.Key, CollectorKey));

    [Fact]
    public void Another_collectors_signature_under_this_ones_name_is_not_accepted()
    {
        var forged = CosignerKey.Cosign(Batch(3).Checkpoint!.Note, Collector, Morning);
        var other = CosignerKey.Cosign(Batch(2).Checkpoint!.Note, Collector, Morning).Signatures[^1];

        Assert.Null(CollectorKey.CosignedAt(forged with { Signatures = [forged.Signatures[0], other] }));
        Assert.Null(CollectorKey.CosignedAt(forged with { Signatures = [.. forged.Signatures, other] }));
    }

    [Fact]
    public void The_time_cannot_be_changed()
    {
        var signature = receipt.Note.Signatures[^1];
        var later = signature.Bytes.ToArray();
        later[7] ^= 1;

        Assert.Null(CollectorKey.CosignedAt(receipt.Note with { Signatures = [receipt.Note.Signatures[0], signature with { Bytes = later }] }));
    }

    [Fact]
    public void A_plain_signature_by_the_same_key_is_no_cosignature()
    {
        var plain = SignedNote.Sign(receipt.Note.Text, Collector);

        Assert.Null(CollectorKey.CosignedAt(plain));
        Assert.Null(CollectorKey.CosignedAt(plain with { Signatures = [plain.Signatures[0] with { KeyId = CollectorKey.Id }] }));
    }

    [Fact]
    public void A_collectors_verifier_key_reads_back()
    {
        var read = CosignerKey.Parse(CollectorKey.ToString());

        Assert.Equal((CollectorKey.Name, CollectorKey.Id), (read.Name, read.Id));
        Assert.NotNull(read.CosignedAt(receipt.Note));
    }

    [Theory]
    [InlineData("")]
    [InlineData("hall+00000000+/w==")]
    [InlineData("hall+00000000+!")]
    public void What_is_no_verifier_key_of_a_collector_is_refused(string text) => Assert.Throws<FormatException>(() => CosignerKey.Parse(text));

    [Fact]
    public void A_terminals_verifier_key_is_not_a_collectors() => Assert.Throws<FormatException>(() => CosignerKey.Parse(Keys.Signer.Key.ToString()));

    [Fact]
    public void A_key_on_a_curve_that_the_platform_does_not_know_is_refused()
    {
        var material = Convert.FromBase64String(CollectorKey.ToString().Split('+', 3)[2]);
        var curve = material.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07]);
        material[curve + 9] = 0x0D;

        Assert.Throws<FormatException>(() => CosignerKey.Parse($"hall+{CollectorKey.Id:x8}+{Convert.ToBase64String(material)}"));
    }

    [Fact]
    public void A_verifier_key_with_another_id_is_refused() =>
        Assert.Throws<FormatException>(() => CosignerKey.Parse(CollectorKey.ToString().Replace($"+{CollectorKey.Id:x8}+", $"+{CollectorKey.Id ^ 1:x8}+", StringComparison.Ordinal)));
}
