using Kiosk.Collector.Storage;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Serving;

/// <summary>Keeps what was refused of terminals that were recognised, for the page of contradictions. An answer never waits for it in vain.</summary>
internal sealed class RefusalLog(TerminalStateStore states, TimeProvider time)
{
    /// <param name="journal">Its name (<see cref="Journals.JournalName"/>).</param>
    /// <param name="batch">Null if it could not be read.</param>
    public async Task AddAsync(string journal, string code, UploadBatch? batch)
    {
        try
        {
            await states.RefuseAsync(journal, code, batch?.FirstSequence ?? 0, batch is { Frames.Count: > 0 } ? batch.LastSequence : batch?.FirstSequence ?? 0, time.GetUtcNow(), CancellationToken.None);
        }
        catch (StorageException)
        {
            // The terminal keeps what was refused, sends it again, and says so in its state.
        }
    }
}
