using System.Collections.Concurrent;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Serving;

/// <summary>Keeps the newest certificate of each terminal, which an upstream collector asks for. Written only when it changes.</summary>
internal sealed class CertificateBook(UpstreamStore store)
{
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    /// <param name="certificate">DER; null if there is none.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task KeepAsync(string terminal, byte[]? certificate, CancellationToken cancellationToken)
    {
        if (certificate is not null && !(known.TryGetValue(terminal, out var before) && before.AsSpan().SequenceEqual(certificate)))
        {
            await store.KeepCertificateAsync(terminal, certificate, cancellationToken);
            known[terminal] = certificate;
        }
    }
}
