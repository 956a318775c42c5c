using System.Buffers.Binary;

namespace Kiosk.Cards.Iso7816;

/// <summary>Response data and status word (ISO/IEC 7816-4, 5.1).</summary>
public sealed record ResponseApdu(ReadOnlyMemory<byte> Data, StatusWord StatusWord)
{
    private const int StatusWordLength = 2;

    /// <exception cref="CardRemovedException">Fewer than two bytes, which is how PC/SC reports a card removed during a command.</exception>
    public static ResponseApdu Parse(ReadOnlyMemory<byte> response)
    {
        if (response.Length < StatusWordLength)
        {
            throw new CardRemovedException($"The answer has {response.Length} bytes: the card left the field.");
        }

        var dataLength = response.Length - StatusWordLength;
        return new ResponseApdu(response[..dataLength], new StatusWord(BinaryPrimitives.ReadUInt16BigEndian(response.Span[dataLength..])));
    }
}
