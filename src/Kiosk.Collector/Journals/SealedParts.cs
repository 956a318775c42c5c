using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>Opens the sealed parts of collected frames with the key that terminals seal to. Thread-safe.</summary>
/// <param name="recipient">The certificate with its private key; owned.</param>
internal sealed class SealedParts(X509Certificate2 recipient) : IDisposable
{
    private readonly Lock gate = new();

    /// <returns>Null if the frame has no sealed part, or it is not for this key: what a terminal sealed before the key was changed stays shut.</returns>
    public SealedDetails? Open(CollectedFrame frame)
    {
        if (frame.Entry.Record.Sealed.IsEmpty || frame.Previous is not { } previous)
        {
            return null;
        }

        try
        {
            lock (gate)
            {
                return JournalSeal.OpenDetails(frame.Entry.Record.Sealed, previous, recipient);
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or JsonException)
        {
            return null;
        }
    }

    public void Dispose() => recipient.Dispose();
}
