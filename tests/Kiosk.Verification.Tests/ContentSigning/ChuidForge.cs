using Kiosk.Cards.Piv;
using Kiosk.Trials.Pki;

namespace Kiosk.Verification.Tests.ContentSigning;

/// <summary>Edits a CHUID and signs it again, so that a forgery differs from a valid one in one place only.</summary>
internal static class ChuidForge
{
    /// <summary>The same content under different signed data.</summary>
    public static byte[] Resign(ReadOnlyMemory<byte> chuid, ContentSigner signer, Action<SignedDataFields> edit, KeyPair? key = null)
    {
        var original = Chuid.Parse(chuid);
        var fields = SignedDataFields.Of(signer, original.SignedContent.Span);
        edit(fields);
        return (original with { IssuerSignature = fields.Sign(key ?? signer.Key) }).Encode();
    }
}
