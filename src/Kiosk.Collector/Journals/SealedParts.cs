using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Journal;

namespace Kiosk.Collector.Journals;

/// <summary>Opens the sealed parts of collected frames with the keys that terminals and the support desk seal to. Thread-safe.</summary>
/// <param name="recipients">Certificates with their private keys; owned.</param>
internal sealed class SealedParts(params IReadOnlyList<X509Certificate2> recipients) : IDisposable
{
    private readonly Lock gate = new();

    /// <returns>Null if the frame has no sealed part, or it is for none of these keys: what a terminal sealed before its key was changed stays shut.</returns>
    public SealedDetails? Open(CollectedFrame frame)
    {
        if (frame.Entry.Record.Sealed.IsEmpty || frame.Previous is not { } previous)
        {
            return null;
        }

        return recipients.Select(recipient => Open(frame.Entry.Record.Sealed, previous, recipient)).FirstOrDefault(opened => opened is not null);
    }

    public void Dispose()
    {
        foreach (var recipient in recipients)
        {
            recipient.Dispose();
        }
    }

    private SealedDetails? Open(ReadOnlyMemory<byte> sealedPart, ChainLink previous, X509Certificate2 recipient)
    {
        try
        {
            lock (gate)
            {
                return JournalSeal.OpenDetails(sealedPart, previous, recipient);
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or JsonException)
        {
            return null;
        }
    }
}
