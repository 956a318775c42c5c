using System.Net;
using Kiosk.Journal.Upload;

namespace Kiosk.Benchmarks;

/// <summary>A collector that takes batches while its gate is open, without end: once it has all, it says that it lost everything.</summary>
internal sealed class GatedCollector(Func<ulong> last) : HttpMessageHandler
{
    private readonly Lock gate = new();
    private TaskCompletionSource open = NewSignal();
    private TaskCompletionSource reached = NewSignal();

    /// <summary>Batches taken.</summary>
    public int Batches { get; private set; }

    /// <summary>Opens the gate, and waits until a batch has gone through.</summary>
    public async Task OpenAsync()
    {
        var before = Batches;
        open.TrySetResult();
        while (Batches == before)
        {
            await Task.Yield();
        }
    }

    /// <summary>Closes the gate, and waits until the terminal stands before it.</summary>
    public async Task CloseAsync()
    {
        Task standing;
        lock (gate)
        {
            (open, reached) = (NewSignal(), NewSignal());
            standing = reached.Task;
        }

        await standing;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var batch = UploadBatch.Parse(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        Task opened;
        lock (gate)
        {
            opened = open.Task;
            if (!opened.IsCompleted)
            {
                reached.TrySetResult();
            }
        }

        await opened.WaitAsync(cancellationToken);
        Batches++;
        var collected = batch.FirstSequence > 1 && batch.LastSequence >= last() ? 0 : batch.LastSequence;
        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(new UploadAnswer(collected).Encode()) };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
