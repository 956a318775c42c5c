using System.Security.Cryptography;

namespace Kiosk.Journal;

/// <summary>Details that wait for their record's place in the journal to be sealed to it. One use.</summary>
internal sealed class PendingSeal
{
    private readonly AuthEnvelopedDataWriter envelopes;
    private readonly byte[] text;

    /// <param name="text">Belongs to this object from now on.</param>
    public PendingSeal(AuthEnvelopedDataWriter envelopes, byte[] text) => (this.envelopes, this.text) = (envelopes, text);

    /// <summary>Seals the details and forgets them.</summary>
    /// <param name="previous">The frame before the record's, or the genesis.</param>
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
