using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Words;

namespace Kiosk.Collector.Importing;

/// <summary>Collects a copy of a journal, as a stick brings it: the same batches as over the wire, verified by the same rules. The receipt is written where the terminal looks for it on the stick (<see cref="UploadReceipt.PathOn"/>).</summary>
/// <param name="keys">Keys of terminals; one that was enrolled anew has several. The one that signed the copy says whose it is and which of its journals.</param>
internal sealed class JournalImport(BatchIngest ingest, JournalStore store, ILookup<string, NoteKey> keys, IDurableFiles files)
{
    /// <param name="folder">The copy's, at the top of the stick.</param>
    /// <exception cref="ImportException">The copy is damaged, of an unknown terminal, or contradicts what is stored; what came before the contradiction is stored.</exception>
    /// <exception cref="JournalException">The copy cannot be read.</exception>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task<ImportReport> RunAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            return await TakeAsync(folder, cancellationToken);
        }
        catch (IOException cause) when (cause is not ISentence)
        {
            throw JournalException.Unreadable(new($"bản sao nhật ký {folder}", $"The journal's copy {folder}"), folder, cause);
        }
    }

    private async Task<ImportReport> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        var (verified, known) = Verify(folder);
        if (verified.Break is { } broken)
        {
            throw new ImportException(new(
                $"Bản sao nhật ký {folder} bị hỏng trong {broken.Segment} tại byte {broken.Offset}: {broken.What.Vietnamese}.",
                $"The journal's copy {folder} is damaged in {broken.Segment} at byte {broken.Offset}: {broken.What.English}."));
        }

        var terminalId = verified.TerminalId!;
        var key = known ?? throw new ImportException(new(
            $"Chưa biết khóa của máy {terminalId} nên không kiểm tra được nhật ký: hãy thêm --terminals FILE có tệp device.pub của máy.",
            $"The key of terminal {terminalId} is unknown, so its journal cannot be verified: add --terminals FILE with the terminal's device.pub."));
        var first = Math.Max(1, verified.FirstSequence.Value);
        var name = await store.NameAsync(terminalId, key, cancellationToken);
        if ((await store.FindAsync(name, cancellationToken))?.Contiguous is var held && first > (held ?? 0) + 1)
        {
            throw new ImportException(BeginsLater(folder, terminalId, first, held ?? 0));
        }

        var checkpoints = CheckpointFile.Read(folder).Checkpoints;
        var (added, answer) = (new List<JournalEntry>(), new UploadAnswer(0));
        foreach (var batch in StickBatches.Read(folder, terminalId, first, verified.Signed.Records, checkpoints))
        {
            switch (await ingest.StoreAsync(batch, key, cancellationToken))
            {
                case IngestOutcome.Stored stored:
                    added.AddRange(stored.Added);
                    answer = stored.Answer;
                    break;
                case IngestOutcome.Refused refused:
                    throw new ImportException(refused.Sentence);
                default:
                    throw new InvalidOperationException("Every outcome is handled.");
            }
        }

        if (answer.Receipt is { } receipt)
        {
            // The terminal looks for that of the journal it writes now.
            var isCurrent = (await store.TerminalsAsync(cancellationToken)).Exists(one => one.Journal == name);
            var path = UploadReceipt.PathOn(Path.GetDirectoryName(Path.GetFullPath(folder))!, isCurrent ? terminalId : JournalName.Of(terminalId, key));
            DurableFolder.Create(Path.GetDirectoryName(path)!, files);
            files.Replace(path, System.Text.Encoding.UTF8.GetBytes(receipt));
        }

        return new(terminalId, key, name, verified.Frames, verified.Unsigned, added, answer);
    }

    private (JournalVerification Verified, NoteKey? Key) Verify(string folder)
    {
        var without = JournalVerifier.Verify(folder, _ => null);
        List<(JournalVerification Verified, NoteKey? Key)> tried = [.. keys[without.TerminalId ?? ""].Select(key => (JournalVerifier.Verify(folder, _ => key), (NoteKey?)key))];
        return tried.Count == 0 ? (without, null) : tried.Find(one => one.Verified.IsWhole) is { Verified: not null } whole ? whole : tried[0];
    }

    // The terminal removes only what a collector has confirmed: this one lost it, or it was another.
    private static Phrase BeginsLater(string folder, string terminalId, ulong first, ulong held) => new(
        $"Bản sao nhật ký {folder} bắt đầu từ bản ghi {first} của máy {terminalId} (máy đã xóa phần trước sau khi được xác nhận), còn máy chủ này chỉ có đến bản ghi {held}: hãy nhập USB cũ hơn của máy đó, hoặc phục hồi máy chủ từ bản sao lưu mới hơn.",
        $"The journal's copy {folder} begins with record {first} of terminal {terminalId}, which removed those before once they were confirmed, and this collector holds them only up to {held}: import an older stick of that terminal, or restore the collector from a newer backup.");
}

/// <summary>What an import did.</summary>
/// <param name="Key">That signed the copy.</param>
/// <param name="Journal">The name of the journal (<see cref="Journals.JournalName"/>).</param>
/// <param name="Records">In the copy.</param>
/// <param name="Unsigned">Of those, the ones behind the last checkpoint, which were left out.</param>
/// <param name="Added">Of those, the ones that were not collected before.</param>
internal sealed record ImportReport(string TerminalId, NoteKey Key, string Journal, ulong Records, ulong Unsigned, IReadOnlyList<JournalEntry> Added, UploadAnswer Answer);

/// <summary>A copy of a journal cannot be collected.</summary>
internal sealed class ImportException(Phrase sentence) : SentenceException(sentence);
