using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Client;

/// <summary>Client for the running service's Unix socket.</summary>
/// <param name="language">That the service is to refuse in.</param>
/// <param name="timeout">Timeout for an answer; null for five seconds.</param>
internal sealed class ControlClient(KioskFolders folders, Language language, TimeSpan? timeout = null) : IDisposable
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        ConnectCallback = async (_, cancellationToken) =>
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(folders.ControlSocket), cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    })
    {
        BaseAddress = new Uri("http://localhost"),
        DefaultRequestHeaders = { AcceptLanguage = { new(language == Language.English ? "en" : "vi") } },
        Timeout = timeout ?? DefaultTimeout,
    };

    /// <exception cref="ServiceUnavailableException">No service answers on the socket, or the same command is already running.</exception>
    public Task<ControlAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, path), cancellationToken);

    /// <exception cref="ServiceUnavailableException">No service answers on the socket, or the same command is already running.</exception>
    public Task<ControlAnswer> PostAsync(string path, byte[] json, CancellationToken cancellationToken)
    {
        var content = new ByteArrayContent(json);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content }, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task<ControlAnswer> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            using (request)
            using (var response = await http.SendAsync(request, cancellationToken))
            {
                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                return response.StatusCode is HttpStatusCode.Conflict
                    ? throw new ServiceUnavailableException(Phrase.Untranslated(Encoding.UTF8.GetString(body).Trim()))
                    : new ControlAnswer(response.IsSuccessStatusCode, body);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            throw new ServiceUnavailableException(SentenceFor(exception), exception) { IsDenied = IsDenied(exception) };
        }
    }

    private static bool IsDenied(Exception exception) => exception.InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied };

    private Phrase SentenceFor(Exception exception) => IsDenied(exception)
        ? new(
            $"Không có quyền hỏi dịch vụ: chỉ người dùng của dịch vụ mới mở được {folders.ControlSocket}. Hãy chạy lệnh bằng người dùng đó, hoặc bằng root với sudo.",
            $"You may not ask the service: only its own user may open {folders.ControlSocket}. Run this as that user, or as root with sudo.")
        : exception is TaskCanceledException
            ? new($"Dịch vụ trên {folders.ControlSocket} không trả lời kịp; xem: journalctl -u kiosk", $"The service on {folders.ControlSocket} does not answer in time; see: journalctl -u kiosk")
            : Obstacle() is { } obstacle
                ? new(
                    $"{folders.ControlSocket} là {PlaceNames.Of(obstacle).Vietnamese} chứ không phải socket, nên không hỏi dịch vụ ở đó được. Hãy dời đi; nếu dịch vụ chưa chạy, hãy khởi động bằng: kiosk run",
                    $"{folders.ControlSocket} is {PlaceNames.Of(obstacle).English} and no socket, so no service can be asked there. Take it away; if the service does not run, start it with: kiosk run")
                : new($"Không có dịch vụ nào trả lời trên {folders.ControlSocket}; hãy khởi động bằng: kiosk run", $"No service answers on {folders.ControlSocket}; start it with: kiosk run");

    private PlaceKind? Obstacle()
    {
        try
        {
            return Place.KindOf(folders.ControlSocket) is not (PlaceKind.Socket or PlaceKind.Absent) and var kind ? kind : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>The service's answer: JSON if it did as asked, one sentence if it refused.</summary>
internal sealed record ControlAnswer(bool Accepted, byte[] Body)
{
    /// <summary>The refusal, in the language that was asked for.</summary>
    public InputException Refusal => new(Phrase.Untranslated(Encoding.UTF8.GetString(Body).Trim()));
}
