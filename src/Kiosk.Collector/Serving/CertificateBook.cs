using System.Collections.Concurrent;
using Kiosk.Collector.Storage;

namespace Kiosk.Collector.Serving;

/// <summary>Keeps the newest certificate of each journal's key, which an upstream collector asks for. Written only when it changes.</summary>
internal sealed class CertificateBook(UpstreamStore store)
{
    private readonly ConcurrentDictionary<string, byte[]> known = new(StringComparer.Ordinal);

    /// <param name="journal">Its name (<see cref="Journals.JournalName"/>).</param>
    /// <param name="certificate">DER; null if there is none.</param>
    /// <exception cref="StorageException">The database cannot be used.</exception>
    public async Task KeepAsync(string journal, byte[]? certificate, CancellationToken cancellationToken)
    {
        if (certificate is not null && !(known.TryGetValue(journal, out var before) && before.AsSpan().SequenceEqual(certificate)))
        {
            await store.KeepCertificateAsync(journal, certificate, cancellationToken);
            known[journal] = certificate;
        }
    }
}
