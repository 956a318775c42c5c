using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using static Kiosk.Journal.Tests.JournalSamples;
using static Kiosk.Journal.Tests.Upload.UploadSamples;

namespace Kiosk.Journal.Tests.Upload;

public sealed class ReceiptCheckTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly UploadReceipt receipt;

    public ReceiptCheckTests()
    {
        using var journal = Open(folder.Path);
        Append(journal, 1, 5);
        var signed = journal.SignCheckpoint()!;
        Append(journal, 6, 8);
        receipt = new(signed.Content, CosignerKey.Cosign(signed.Note, Collector, Morning));
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_receipt_vouches_for_the_journal_that_goes_on_behind_it() => Assert.Null(ReceiptCheck.FindObjection(receipt, folder.Path));

    [Fact]
    public void A_journal_with_fewer_records_than_the_collector_holds_is_said_to_lack_them() =>
        Assert.Contains("records are missing here", Objection(other => Append(other, 1, 4)), StringComparison.Ordinal);

    [Fact]
    public void A_journal_with_other_records_is_not_the_one_that_was_confirmed() =>
        Assert.Contains("are not those", Objection(other => Append(other, 2, 6)), StringComparison.Ordinal);

    [Fact]
    public void A_folder_without_a_journal_is_said_to_have_none() =>
        Assert.Contains("There is no journal", Assert.Throws<JournalException>(() => ReceiptCheck.FindObjection(receipt, folder["nothing"])).Message, StringComparison.Ordinal);

    private string? Objection(Action<CheckInJournal> write)
    {
        using (var journal = Open(folder["other"]))
        {
            write(journal);
        }

        return ReceiptCheck.FindObjection(receipt, folder["other"])?.English;
    }
}
