using System.Net.Http.Headers;
using System.Net.Sockets;
using Kiosk.Service.Configuration;
using Kiosk.Words;

namespace Kiosk.Service.Printing;

/// <summary>A queue of this machine's CUPS, over its local socket: no program is started and no port is opened.</summary>
internal sealed class CupsPrinter(PrinterOptions options, TimeProvider time) : IDisposable
{
    private const int Stopped = 5;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(20);

    // Keywords of printer-state-reasons (RFC 8011, 5.4.12), without their severity.
    private static readonly (string Keyword, Phrase Meaning)[] Reasons =
    [
        ("media-empty", new("hết giấy", "it is out of paper")),
        ("media-needed", new("cần nạp giấy A5", "it needs A5 paper")),
        ("media-jam", new("kẹt giấy", "paper is jammed")),
        ("cover-open", new("nắp đang mở", "its cover is open")),
        ("door-open", new("nắp đang mở", "its door is open")),
        ("toner-empty", new("hết mực", "it is out of toner")),
        ("marker-supply-empty", new("hết mực", "it is out of ink")),
        ("offline", new("máy in chưa bật hoặc chưa nối", "it is switched off or not connected")),
    ];

    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectCallback = async (_, stop) => await ConnectAsync(options.Socket, stop) }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan };

    /// <summary>Hands a document over to the queue; CUPS prints it in its own time.</summary>
    /// <param name="title">Shown in the queue; without personal data.</param>
    public Task<PrinterState> PrintAsync(ReadOnlyMemory<byte> pdf, string title, CancellationToken cancellationToken)
    {
        var request = new IppRequest(IppOperation.PrintJob, options.Name);
        request.Add(IppTag.Name, "job-name", title);
        request.Add(IppTag.MimeType, "document-format", "application/pdf");
        request.BeginJob();
        request.Add(IppTag.Keyword, "media", "iso_a5_148x210mm");
        return AskAsync(request.ToArray(pdf.Span), _ => new PrinterState.Ready(), cancellationToken);
    }

    public Task<PrinterState> StateAsync(CancellationToken cancellationToken)
    {
        var request = new IppRequest(IppOperation.GetPrinterAttributes, options.Name);
        request.Add(IppTag.Keyword, "requested-attributes", "all");
        return AskAsync(request.ToArray([]), StateIn, cancellationToken);
    }

    public void Dispose() => http.Dispose();

    private async Task<PrinterState> AskAsync(byte[] message, Func<IppAnswer, PrinterState> read, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using var content = new ByteArrayContent(message);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/ipp");
            using var request = new HttpRequestMessage(HttpMethod.Post, $"http://localhost/printers/{options.Name}") { Content = content };
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            if (!response.IsSuccessStatusCode)
            {
                return Refused($"HTTP {(int)response.StatusCode}");
            }

            await response.Content.LoadIntoBufferAsync(IppAnswer.MaxLength, either.Token);
            return IppAnswer.Parse(await response.Content.ReadAsByteArrayAsync(either.Token)) switch
            {
                { IsSuccess: true } answer => read(answer),
                { Status: IppAnswer.NotFound } => new PrinterState.Unavailable(new(
                    $"CUPS không có hàng đợi in \"{options.Name}\": hãy tạo bằng lpadmin, hoặc sửa Kiosk:Printer:Name", $"CUPS has no queue \"{options.Name}\": make it with lpadmin, or correct Kiosk:Printer:Name")),
                var answer => Refused($"IPP 0x{answer.Status:X4}"),
            };
        }
        catch (Exception e) when (e is HttpRequestException or FormatException or IOException)
        {
            return new PrinterState.Unavailable(Phrase.WithDetail($"Không kết nối được CUPS qua {options.Socket}", e.Message) with { English = $"CUPS cannot be reached at {options.Socket}: {e.Message.TrimEnd('.')}" });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new PrinterState.Unavailable(new($"CUPS không trả lời trong {Timeout.TotalSeconds} giây", $"CUPS did not answer within {Timeout.TotalSeconds} seconds"));
        }
    }

    private PrinterState.Unavailable Refused(string answer) => new(new($"CUPS không nhận việc in cho \"{options.Name}\" ({answer})", $"CUPS refuses jobs for \"{options.Name}\" ({answer})"));

    private PrinterState StateIn(IppAnswer answer)
    {
        var reasons = answer.TextsOf("printer-state-reasons").ToList();
        if (Reasons.Where(known => reasons.Any(reason => reason.StartsWith(known.Keyword, StringComparison.Ordinal))).Select(known => known.Meaning).FirstOrDefault() is { } meaning)
        {
            return new PrinterState.Unavailable(new($"Máy in {options.Name}: {meaning.Vietnamese}", $"Printer {options.Name}: {meaning.English}"));
        }

        return answer.NumberOf("printer-state") == Stopped || answer.FlagOf("printer-is-accepting-jobs") is false
            ? new PrinterState.Unavailable(new($"Hàng đợi in {options.Name} đang dừng: hãy chạy cupsenable {options.Name} và cupsaccept {options.Name}", $"The queue {options.Name} is stopped: run cupsenable {options.Name} and cupsaccept {options.Name}"))
            : new PrinterState.Ready();
    }

    private static async ValueTask<Stream> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
