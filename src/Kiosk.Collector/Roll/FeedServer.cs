using System.Net;
using Kiosk.Feed.Reading;
using Kiosk.Words;

namespace Kiosk.Collector.Roll;

/// <summary>A published feed on a web server. Redirects are not followed.</summary>
internal sealed class FeedServer(Uri address) : IFeedContent
{
    private const int PieceLength = 64 * 1024;

    private static readonly TimeSpan FileTimeout = TimeSpan.FromMinutes(2);
    private static readonly HttpClient Http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = TimeSpan.FromSeconds(15) }) { Timeout = Timeout.InfiniteTimeSpan };

    public string Place { get; } = address.AbsoluteUri.TrimEnd('/');

    public async Task<byte[]?> ReadAsync(string path, long maxLength, CancellationToken cancellationToken)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        late.CancelAfter(FileTimeout);
        try
        {
            using var response = await Http.GetAsync(new Uri($"{Place}/{path}"), HttpCompletionOption.ResponseHeadersRead, late.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await ReadBodyAsync(response, path, maxLength, late.Token),
                HttpStatusCode.NotFound => null,
                var status => throw Failed(new($"máy chủ trả lời HTTP {(int)status} cho {path}", $"the server answers HTTP {(int)status} for {path}")),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw Failed(new("không kết nối được, hoặc kết nối bị ngắt", "it cannot be reached, or the connection broke off"), e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(new("máy chủ không trả lời kịp", "the server does not answer in time"), e);
        }
    }

    private async Task<byte[]> ReadBodyAsync(HttpResponseMessage response, string path, long maxLength, CancellationToken cancellationToken)
    {
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        using var content = new MemoryStream();
        var piece = new byte[PieceLength];
        for (var count = await body.ReadAsync(piece, cancellationToken); count > 0; count = await body.ReadAsync(piece, cancellationToken))
        {
            if (content.Length + count > maxLength)
            {
                throw Failed(new($"{path} dài hơn {maxLength} byte", $"{path} is longer than {maxLength} bytes"));
            }

            await content.WriteAsync(piece.AsMemory(0, count), cancellationToken);
        }

        return content.ToArray();
    }

    private FeedReadException Failed(Phrase why, Exception? cause = null) => new(
        new Phrase(
            $"Nguồn dữ liệu ở {Place}: {why.Vietnamese}; danh sách thiết bị đã đọc trước đó vẫn có hiệu lực.",
            $"The feed at {Place}: {why.English}; the list of terminals that was read before stays in force."),
        cause);
}
