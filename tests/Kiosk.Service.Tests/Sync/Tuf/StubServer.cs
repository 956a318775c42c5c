namespace Kiosk.Service.Tests.Sync.Tuf;

/// <summary>Answers each request by a function.</summary>
internal sealed class StubServer(Func<CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    public StubServer(Func<CancellationToken, HttpResponseMessage> answer)
        : this(cancellationToken => Task.FromResult(answer(cancellationToken)))
    {
    }

    public List<string> Addresses { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Addresses.Add(request.RequestUri!.AbsoluteUri);
        return answer(cancellationToken);
    }
}

/// <summary>A response's body of unknown length; a test says what reading it does.</summary>
internal abstract class BodyStream : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public abstract override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
