using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Journal.Upload;

/// <summary>Creates connections to the collector: no cookies, no redirects, no proxy if it is this machine, TLS pinned to the collector's key.</summary>
internal static class CollectorConnection
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(15);

    /// <param name="certificate">The terminal's, asked for at each connection; null if it has none.</param>
    public static HttpMessageHandler Open(Uri collector, CosignerKey key, Func<X509Certificate2?> certificate) => new SocketsHttpHandler
    {
        UseProxy = !collector.IsLoopback,
        UseCookies = false,
        AllowAutoRedirect = false,
        ConnectTimeout = ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromHours(1),
        SslOptions =
        {
            RemoteCertificateValidationCallback = (_, server, _, errors) => IsTrusted(server, errors, key),
            LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate()!,
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck },
        },
    };

    /// <summary>Whether a server's certificate is the collector's own key's, or one that this machine trusts for the server's name.</summary>
    public static bool IsTrusted(X509Certificate? certificate, SslPolicyErrors errors, CosignerKey key) =>
        certificate is X509Certificate2 one && (errors is SslPolicyErrors.None || one.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(key.SubjectPublicKeyInfo.Span));
}
