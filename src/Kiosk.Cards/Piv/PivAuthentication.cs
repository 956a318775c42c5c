using System.Buffers;
using Kiosk.Cards.Iso7816;
using Kiosk.Cards.Tlv;

namespace Kiosk.Cards.Piv;

/// <summary>The dynamic authentication template of GENERAL AUTHENTICATE (NIST SP 800-73-4 part 2, 3.2.4 and table 7).</summary>
internal static class PivAuthentication
{
    /// <summary>The card authentication key: usable without a PIN over the contactless interface.</summary>
    public const byte CardAuthenticationKey = 0x9E;

    public static readonly BerTag Template = new(0x7C);
    public static readonly BerTag Challenge = new(0x81);
    public static readonly BerTag Response = new(0x82);

    /// <summary>7C { 82 empty, 81 challenge }: the empty tag requests the response.</summary>
    public static byte[] EncodeChallenge(ReadOnlySpan<byte> challenge)
    {
        var inside = new ArrayBufferWriter<byte>(challenge.Length + 8);
        BerTlvWriter.Write(inside, Response, default);
        BerTlvWriter.Write(inside, Challenge, challenge);
        return BerTlvWriter.Encode(Template, inside.WrittenSpan);
    }

    /// <summary>Parses exactly 7C { 82 signature }.</summary>
    /// <exception cref="CardMalformedException">The response is anything else.</exception>
    public static byte[] ParseResponse(ReadOnlySpan<byte> response)
    {
        try
        {
            var outer = new BerTlvReader(response);
            var template = outer.Enter(Template);
            outer.ThrowIfNotAtEnd();
            var signature = template.Read(Response);
            template.ThrowIfNotAtEnd();
            return signature.ToArray();
        }
        catch (BerTlvException exception)
        {
            throw new CardMalformedException("The answer to the challenge is malformed: " + exception.Message, exception);
        }
    }
}
