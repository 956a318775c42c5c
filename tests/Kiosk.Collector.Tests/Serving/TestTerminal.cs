using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Feed.Records;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Tests.Serving;

/// <summary>A terminal as the collector sees it: a journal, and a connection by mutual TLS with the journal's key.</summary>
internal sealed class TestTerminal : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpClient http;

    /// <summary>The terminals' CA with its key, of all tests that name none.</summary>
    public static readonly X509Certificate2 Authority = CreateAuthority();

    /// <param name="certificate">Issued elsewhere, with its key.</param>
    public TestTerminal(string id, Uri collector, X509Certificate2 certificate)
    {
        (Journal, Certificate) = (new(id), certificate);
        http = Connect(collector);
    }

    public TestTerminal(string id, Uri collector)
        : this(id, collector, Authority, expires: null)
    {
    }

    /// <param name="whose">Another key makes another device under the same id.</param>
    public TestTerminal(string id, Uri collector, X509Certificate2 authority, DateTimeOffset? expires, string whose = "test")
    {
        Journal = new(id, whose);
        using var key = Journal.ExportKey();
        var request = new CertificateRequest($"CN={id}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(TerminalCertificate.KeyKindExtension("file"));
        var (from, until) = (DateTimeOffset.UtcNow.AddDays(-30), expires ?? DateTimeOffset.UtcNow.AddDays(30));
        var (begins, ends) = (new DateTimeOffset(authority.NotBefore), new DateTimeOffset(authority.NotAfter));
        using var issued = request.Create(authority, from > begins ? from : begins, until < ends ? until : ends, RandomNumberGenerator.GetBytes(16));
        Certificate = X509CertificateLoader.LoadPkcs12(issued.CopyWithPrivateKey(key).Export(X509ContentType.Pkcs12), null);
        http = Connect(collector);
    }

    public TestJournal Journal { get; }

    public X509Certificate2 Certificate { get; }

    public static X509Certificate2 CreateAuthority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Terminals", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLengthConstraint: 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-60), DateTimeOffset.UtcNow.AddDays(60));
    }

    public Task<HttpResponseMessage> SendAsync(UploadBatch batch, CancellationToken cancellationToken = default) => SendAsync(batch.Encode(), cancellationToken);

    public Task<HttpResponseMessage> SendAsync(byte[] body, CancellationToken cancellationToken = default) => PostAsync($"v1/terminals/{Journal.TerminalId}/frames", body, cancellationToken);

    public Task<HttpResponseMessage> PostAsync(string path, byte[] body, CancellationToken cancellationToken = default) =>
        http.PostAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(body), cancellationToken);

    public Task<HttpResponseMessage> PutAsync(string path, byte[] body) => http.PutAsync(new Uri(path, UriKind.Relative), new ByteArrayContent(body));

    /// <summary>Sends a batch that the collector stores.</summary>
    public async Task<UploadAnswer> StoreAsync(UploadBatch batch)
    {
        using var response = await SendAsync(batch);
        var body = await response.Content.ReadAsByteArrayAsync();
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{response.StatusCode}: {System.Text.Encoding.UTF8.GetString(body)}");
        return UploadAnswer.Parse(body);
    }

    /// <summary>Opens the arrivals of the other doors.</summary>
    public async Task<StreamReader> OpenArrivalsAsync(ulong after = 0)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"v1/meetings/{TestJournal.Meeting}/arrivals?after={after}");
        return new(await http.GetStreamAsync(new Uri(path, UriKind.Relative)));
    }

    /// <summary>Reads up to the next arrival, over empty lines.</summary>
    public static async Task<ArrivalOfOtherDoor> ReadArrivalAsync(StreamReader arrivals)
    {
        using var limit = new CancellationTokenSource(Limit);
        string? line;
        do
        {
            line = await arrivals.ReadLineAsync(limit.Token);
        }
        while (line is { Length: 0 });

        return ArrivalOfOtherDoor.Parse(System.Text.Encoding.UTF8.GetBytes(line!));
    }

    private HttpClient Connect(Uri collector) => new(new SocketsHttpHandler
    {
        SslOptions =
        {
            ClientCertificates = [Certificate],
            LocalCertificateSelectionCallback = (_, _, _, _, _) => Certificate,
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate is { Subject: "CN=hall" or "CN=collector" or "CN=hall-1" or "CN=hall-2" or "CN=province" or "CN=commune" or "CN=centre" },
        },
    })
    {
        BaseAddress = collector,
        Timeout = Limit,
    };

    public void Dispose()
    {
        http.Dispose();
        Certificate.Dispose();
    }
}
