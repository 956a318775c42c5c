using System.Net;
using System.Net.Http.Headers;

namespace Kiosk.Testing.Feed;

/// <summary>A web server without a network: serves a folder with ranges and entity tags, and misbehaves as the test says.</summary>
internal sealed class ScriptedServer(string folder) : HttpMessageHandler
{
    private readonly List<string> requests = [];

    /// <summary>The folder served; may change between requests.</summary>
    public string Folder { get; set; } = folder;

    /// <summary>In order, in the form "metadata/timestamp.json 304", "targets/… 206 100-".</summary>
    public IReadOnlyList<string> Requests => requests;

    /// <summary>Body bytes sent so far.</summary>
    public long Sent { get; private set; }

    public bool HasRanges { get; set; } = true;

    public bool IsDown { get; set; }

    /// <summary>Replaces the body sent for a path; null leaves it unchanged.</summary>
    public Func<string, byte[], byte[]?> Tamper { get; set; } = (_, _) => null;

    /// <summary>The number of bytes of a path's body after which the connection breaks; null for never.</summary>
    public Func<string, int?> BreakAfter { get; set; } = _ => null;

    /// <summary>Throttles a path's body; null sends it at once.</summary>
    public Func<string, Drip?> Drip { get; set; } = _ => null;

    public void Forget() => requests.Clear();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (IsDown)
        {
            throw new HttpRequestException("The network is down.");
        }

        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath[1..]);
        var response = Find(path) is { } content ? Respond(request, path, content) : new HttpResponseMessage(HttpStatusCode.NotFound);
        requests.Add($"{path} {(int)response.StatusCode}{(request.Headers.Range is { } range ? $" {range.Ranges.First()}" : "")}");
        return Task.FromResult(response);
    }

    private byte[]? Find(string path) => File.Exists(Path.Combine(Folder, path)) ? File.ReadAllBytes(Path.Combine(Folder, path)) : null;

    private HttpResponseMessage Respond(HttpRequestMessage request, string path, byte[] content)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(content))}\"");
        if (request.Headers.IfNoneMatch.Contains(tag))
        {
            return new(HttpStatusCode.NotModified);
        }

        content = Tamper(path, content) ?? content;
        var from = HasRanges && request.Headers.Range?.Ranges.Single().From is { } offset ? (int)offset : 0;
        var body = content[from..];
        var response = new HttpResponseMessage(from > 0 ? HttpStatusCode.PartialContent : HttpStatusCode.OK)
        {
            Content = new StreamContent(new BrokenStream(this, body, BreakAfter(path) ?? int.MaxValue, Drip(path))),
        };
        response.Headers.ETag = tag;
        if (from > 0)
        {
            response.Content.Headers.ContentRange = new(from, content.Length - 1, content.Length);
        }

        return response;
    }

    /// <summary>A body that fails after this many bytes.</summary>
    private sealed class BrokenStream(ScriptedServer server, byte[] body, int breakAfter, Drip? drip) : Stream
    {
        private int position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => position;
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var piece = new byte[buffer.Length];
            var count = Read(piece, 0, drip is null ? piece.Length : await drip.NextAsync(piece.Length, cancellationToken));
            piece.AsMemory(0, count).CopyTo(buffer);
            return count;
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var rest = Math.Min(count, Math.Min(body.Length, breakAfter) - position);
            if (rest == 0 && position < body.Length && count > 0)
            {
                throw new IOException("The connection was cut.");
            }

            body.AsSpan(position, rest).CopyTo(buffer.AsSpan(offset));
            position += rest;
            server.Sent += rest;
            return rest;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
