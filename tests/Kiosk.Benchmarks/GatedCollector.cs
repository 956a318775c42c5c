using System.Buffers.Binary;
using System.Net;
using Kiosk.Journal.Upload;

namespace Kiosk.Benchmarks;

/// <summary>A collector that takes batches while its gate is open, without end: once it has all, it says that it lost everything.</summary>
internal sealed class GatedCollector(Func<ulong> last) : HttpMessageHandler
{
    private const int FirstOffset = 10;

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
        // The collector is another machine: what it does with a batch is nothing of the terminal's. Its head says which records it holds.
        var head = (await request.Content!.ReadAsByteArrayAsync(cancellationToken)).AsSpan(FirstOffset, sizeof(ulong) + sizeof(ushort)).ToArray();
        var first = BinaryPrimitives.ReadUInt64BigEndian(head);
        var lastSent = first + BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(sizeof(ulong))) - 1;
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
        var collected = first > 1 && lastSent >= last() ? 0 : lastSent;
        return new(HttpStatusCode.OK) { Content = new ByteArrayContent(new UploadAnswer(collected).Encode()) };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
