using System.Net;
using Kiosk.Source.Files;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.Desk;

/// <summary>The feed as terminals see it: on a web server, or in the folder being served.</summary>
/// <param name="address">http(s)://…, or a path relative to the desk's folder.</param>
internal sealed class ServedFeed(string address, string deskFolder)
{
    private const int MaxLength = 8 * 1024 * 1024;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    public string Address { get; } = address;

    /// <param name="name">The name of a file in <c>metadata</c>.</param>
    /// <returns>Null if there is no such file.</returns>
    /// <exception cref="RegistryException">No answer, or not a valid one.</exception>
    public async Task<byte[]?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return ReadFile(Path.Combine(deskFolder, Address, "metadata", name));
        }

        try
        {
            using var http = new HttpClient { Timeout = Timeout, MaxResponseContentBufferSize = MaxLength };
            using var response = await http.GetAsync(new Uri($"{Address.TrimEnd('/')}/metadata/{name}"), cancellationToken).ConfigureAwait(false);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false),
                HttpStatusCode.NotFound => null,
                var status => throw Unknown(new($"máy chủ trả lời HTTP {(int)status}", $"it answers HTTP {(int)status}")),
            };
        }
        catch (HttpRequestException e)
        {
            throw Unknown(Phrase.WithDetail("không kết nối được", e.Message), e);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unknown(new($"máy chủ không trả lời trong {Timeout.TotalSeconds:0} giây", $"it does not answer within {Timeout.TotalSeconds:0} s"), e);
        }
    }

    private byte[]? ReadFile(string path)
    {
        try
        {
            return Path.Exists(path) ? BoundedFile.Read(path, MaxLength) : null;
        }
        catch (RegistryException e)
        {
            throw Unknown(e.Sentence, e);
        }
    }

    private RegistryException Unknown(Phrase why, Exception? cause = null) =>
        new(new($"Không đọc được dữ liệu đang cung cấp ở {Address} ({why.Vietnamese.TrimEnd('.')}) nên không biết đã có bản phát hành mới hơn hay chưa: chưa phát hành gì.", $"What {Address} serves cannot be read ({why.English.TrimEnd('.')}), so nobody knows whether something newer was published: nothing is published."), cause);
}
