using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>Sends enrolment requests to a collector over HTTPS. The server is recognised by the key in the token, not by a public CA; redirects are not followed.</summary>
internal static class EnrolmentClient
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    /// <exception cref="EnrolmentException">The collector refuses, has another key, or its answer cannot be used.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public static async Task<EnrolmentAnswer> SendAsync(CollectorAddress collector, byte[] request, CancellationToken cancellationToken)
    {
        var isForeign = false;
        using var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
                RemoteCertificateValidationCallback = (_, certificate, _, _) => !(isForeign = certificate is not X509Certificate2 known || !collector.Recognises(known)),
            },
        };
        using var client = new HttpClient(handler) { Timeout = Timeout, MaxResponseContentBufferSize = EnrolmentAnswer.MaxLength };
        using var content = new ByteArrayContent(request) { Headers = { ContentType = new MediaTypeHeaderValue(EnrolmentEndpoint.ContentType) } };
        try
        {
            using var response = await client.PostAsync(new Uri(collector.Url, EnrolmentEndpoint.Path), content, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return response.StatusCode is HttpStatusCode.OK ? EnrolmentAnswer.Parse(Encoding.ASCII.GetString(body)) : throw Refusal(collector, response.StatusCode, body);
        }
        catch (HttpRequestException) when (isForeign)
        {
            throw new EnrolmentException(new(
                $"Máy trả lời ở {collector.Url} không có khóa mà mã ghi danh nêu: có thể là máy khác, hoặc máy thu thập đã đổi khóa. Hãy kiểm tra mạng, rồi xin mã mới.",
                $"Whoever answers at {collector.Url} does not have the key that the token names: it may be another machine, or the collector changed its key. Check the network, then ask for a new token."));
        }
    }

    private static EnrolmentException Refusal(CollectorAddress collector, HttpStatusCode status, byte[] body)
    {
        try
        {
            if (JsonSerializer.Deserialize(body, RefusalJson.Default.EnrolmentRefusal) is { } refusal)
            {
                return new(new(refusal.Vietnamese, refusal.English));
            }
        }
        catch (JsonException)
        {
            // Not from an enrolment endpoint.
        }

        return new(new(
            $"{collector.Url} trả lời {(int)status} thay vì chứng thư số: hãy kiểm tra xem địa chỉ trong mã có phải của máy thu thập không.",
            $"{collector.Url} answered {(int)status} instead of certificates: check that the address in the token is the collector's."));
    }
}
