using System.Net;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Upload;

/// <summary>A collector for one terminal, in memory: what the wire's document asks of one, and every fault that a network adds.</summary>
internal sealed class FakeCollector(TimeProvider time) : HttpMessageHandler
{
    public static readonly INoteSigner Signer = TestCollectorKey.Of("hall");

    private readonly SortedDictionary<ulong, byte[]> frames = [];
    private UploadReceipt? receipt;

    public static CosignerKey Key => CosignerKey.Of(Signer.Key);

    /// <summary>The batches in the order in which they came, those not stored included.</summary>
    public List<UploadBatch> Batches { get; } = [];

    /// <summary>What answers instead of the collector; null stores as usual.</summary>
    public Func<UploadBatch, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>What becomes of an answer on its way, after the batch was stored.</summary>
    public Func<HttpResponseMessage, HttpResponseMessage> Way { get; set; } = answer => answer;

    /// <summary>Cosigns nothing, as one that holds an older key of the terminal.</summary>
    public bool IsWithoutReceipts { get; set; }

    public IReadOnlyDictionary<ulong, byte[]> Frames => frames;

    public ulong Contiguous
    {
        get
        {
            var last = 0UL;
            while (frames.ContainsKey(last + 1))
            {
                last++;
            }

            return last;
        }
    }

    public static HttpResponseMessage Answer(HttpStatusCode status, byte[]? body = null) => new(status) { Content = new ByteArrayContent(body ?? []) };

    public static HttpResponseMessage Refuse(HttpStatusCode status, string code) => Answer(status, new UploadRefusal(code, "It is so.").Encode());

    /// <summary>As a collector put back to an older backup.</summary>
    public void Forget(ulong after)
    {
        foreach (var sequence in frames.Keys.Where(sequence => sequence > after).ToList())
        {
            frames.Remove(sequence);
        }

        receipt = null;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Assert.Equal((HttpMethod.Post, "/v1/terminals/HN-01/frames", UploadBatch.ContentType), (request.Method, request.RequestUri!.AbsolutePath, request.Content!.Headers.ContentType!.MediaType));
        var batch = UploadBatch.Parse(await request.Content.ReadAsByteArrayAsync(cancellationToken));
        lock (Batches)
        {
            Batches.Add(batch);
            return Instead(batch) ?? Way(Answer(HttpStatusCode.OK, Store(batch).Encode()));
        }
    }

    private UploadAnswer Store(UploadBatch batch)
    {
        foreach (var frame in batch.Frames)
        {
            var sequence = JournalFrame.SequenceOf(frame.Span);
            Assert.True(frames.TryAdd(sequence, frame.ToArray()) || frame.Span.SequenceEqual(frames[sequence]), $"frame {sequence} came with two contents");
        }

        if (batch.Checkpoint is { } signed && signed.Content.Size <= Contiguous && !IsWithoutReceipts)
        {
            var tree = new CompactRange();
            foreach (var frame in frames.Values.Take((int)signed.Content.Size))
            {
                tree.Append(MerkleHash.OfLeaf(frame.AsSpan()[^JournalFrame.HashLength..]));
            }

            Assert.Equal(signed.Content.Root.ToArray(), tree.Root());
            receipt = receipt?.Content.Size >= signed.Content.Size ? receipt : new(signed.Content, CosignerKey.Cosign(signed.Note, Signer, time.GetUtcNow()));
        }

        return new(Contiguous, receipt?.ToString());
    }
}
