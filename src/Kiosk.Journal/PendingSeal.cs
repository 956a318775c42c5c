using System.Security.Cryptography;

namespace Kiosk.Journal;

/// <summary>Details to be sealed once their record's position in the journal is known. Single use.</summary>
internal sealed class PendingSeal
{
    private readonly AuthEnvelopedDataWriter envelopes;
    private readonly byte[] text;

    /// <param name="text">Owned by this object from now on.</param>
    public PendingSeal(AuthEnvelopedDataWriter envelopes, byte[] text) => (this.envelopes, this.text) = (envelopes, text);

    /// <summary>Seals the details and zeroes the plaintext.</summary>
    /// <param name="previous">The link before the record's frame.</param>
    /// <returns>CMS AuthEnvelopedData, DER.</returns>
    public byte[] Complete(ChainLink previous)
    {
        try
        {
            return envelopes.Write(text, AuthEnvelopedData.AttributesFor(previous));
        }
        finally
        {
            CryptographicOperations.ZeroMemory(text);
        }
    }
}
